//! From a request for a page to its answer: ask, look into the cache, show.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use poem::http::{StatusCode, Uri, header};
use poem::{Request, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use views::Visitor;

use super::answer::{Answer, Keep};
use super::download;
use super::encoding::{Effort, Encoded};
use super::reader::Reader;
use super::refusal::Refusal;
use crate::app::App;
use crate::host::State;
use crate::pages::{self, Asked, Page, PageKind, Question, Show, ShowWhole, days};

/// How long a request waits for its turn to be computed.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// Answers a request for a page, from the cache if somebody asked the same of the same data before.
pub(crate) async fn answer(app: &Arc<App>, page: &'static Page, request: &Request) -> Response {
    let reader = Reader::of(request);
    if let Some(redirect) = to_canonical(app, page, request, &reader) {
        return redirect;
    }
    let state = app.host.state();
    let answered = match ask(app, page, &state, request, &reader) {
        Ok((asked, Question { address, show: Show::Download(describe) })) => {
            let key = format!("{} {address}", asked.served.snapshot.version);
            download::answer(app, request.headers(), &key, describe(&asked)).await.map_err(Arc::new)
        }
        Ok((asked, Question { address, show: Show::Whole(show) })) => {
            let answer = find(app, page, &state, asked, &address, show).await;
            answer.map(|answer| answer.respond(request.headers()))
        }
        Err(refusal) => Err(Arc::new(refusal)),
    };
    answered.unwrap_or_else(|refusal| refusal.respond(app, &reader))
}

/// The way to the canonical address from that of a form which gives days; htmx is told it with the fragment.
fn to_canonical(app: &Arc<App>, page: &Page, request: &Request, reader: &Reader) -> Option<Response> {
    let query = request.uri().query()?;
    if page.kind != PageKind::Page || reader.wants_fragment || !days::are_asked(query) {
        return None;
    }
    // What cannot be understood gets its error page in the ordinary way.
    let asked = Asked::new(app, &app.host.state(), request, reader).ok()?;
    let question = (page.ask)(&asked).ok()?;
    let to = app.site.href(&question.address);
    Some(Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, to).finish())
}

/// Asks every common question once, so that the first reader after a refresh need not wait.
pub(crate) async fn warm(app: &Arc<App>) {
    app.cache.clear();
    // Pages that say who reads them are of no use to the next reader.
    if !app.access.is_open() {
        return;
    }
    for page in pages::ALL {
        for query in page.warm {
            let address = format!("{}{}?{query}", app.settings.server.base_path, page.address);
            let Ok(uri) = address.parse::<Uri>() else { continue };
            let mut request = Request::builder().uri(uri).finish();
            request.set_data(Visitor::Anybody);
            let reader = Reader::of(&request);
            let state = app.host.state();
            let found = match ask(app, page, &state, &request, &reader) {
                Ok((asked, Question { address, show: Show::Whole(show) })) => {
                    find(app, page, &state, asked, &address, show).await.map(drop)
                }
                // What is written anew for everybody cannot be warm.
                Ok(_) => Ok(()),
                Err(refusal) => Err(Arc::new(refusal)),
            };
            if let Err(refusal) = found {
                tracing::warn!(address, refusal = refusal.message, "a common page cannot be shown");
            }
        }
    }
}

/// Takes the request apart and understands it.
fn ask(
    app: &Arc<App>,
    page: &Page,
    state: &Arc<State>,
    request: &Request,
    reader: &Reader,
) -> Result<(Asked, Question), Refusal> {
    let asked = Asked::new(app, state, request, reader)?;
    let question = (page.ask)(&asked)?;
    Ok((asked, question))
}

async fn find(
    app: &Arc<App>,
    page: &'static Page,
    state: &State,
    asked: Asked,
    address: &str,
    show: ShowWhole,
) -> Result<Arc<Answer>, Arc<Refusal>> {
    let key = key(page, state, &asked, address);
    let compute = in_turn(Arc::clone(app), compute(page, asked, address.to_owned(), show, key.clone()));
    if page.kind == PageKind::Live {
        return compute.await.map(Arc::new).map_err(Arc::new);
    }
    app.cache.get(key, compute).await
}

/// Computes when there is room: a bound keeps a crowd from making each other late.
async fn in_turn(
    app: Arc<App>,
    compute: impl Future<Output = Result<Answer, Refusal>>,
) -> Result<Answer, Refusal> {
    let _turn = turn(&app.computing).await?;
    compute.await
}

/// Waits a moment for room.
///
/// # Errors
/// 503 when there is none.
pub(crate) async fn turn(room: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Refusal> {
    match tokio::time::timeout(MAX_WAIT, Arc::clone(room).acquire_owned()).await {
        Ok(Ok(turn)) => Ok(turn),
        _ => {
            tracing::warn!("request shed: MAX_COMPUTING answers are being computed or sent");
            Err(Refusal::busy())
        }
    }
}

/// Everything that the bytes of the answer depend on.
fn key(page: &Page, state: &State, asked: &Asked, address: &str) -> String {
    let version = &asked.served.snapshot.version;
    match page.kind {
        PageKind::Page | PageKind::Reconciled | PageKind::Live => {
            let mut freshness = state.freshness_key(asked.now);
            if page.kind == PageKind::Reconciled {
                freshness = format!("{freshness} {}", asked.served.reconciling.key());
            }
            format!("{version} {freshness} {} {address}", asked.reader.variant())
        }
        PageKind::File => format!("{version} {address}"),
    }
}

async fn compute(
    page: &'static Page,
    mut asked: Asked,
    address: String,
    show: ShowWhole,
    key: String,
) -> Result<Answer, Refusal> {
    // Rendering and compressing take milliseconds of pure computation, which must not hold up other requests.
    let shown = tokio::task::spawn_blocking(move || {
        let href = asked.app.site.href(&address);
        // The answer is shared by all who ask the same, so it holds the canonical address and not that of the first of them.
        asked.reader.address.clone_from(&href);
        let canonical_href = (page.kind != PageKind::File && asked.reader.wants_fragment).then_some(href);
        let content = show(&asked)?;
        let mut digest = blake3::Hasher::new();
        digest.update(key.as_bytes()).update(&content.bytes);
        Ok(Answer {
            body: if content.is_compressed {
                Encoded::plain(Bytes::from(content.bytes))
            } else {
                Encoded::new(Bytes::from(content.bytes), Effort::Page)
            },
            content_type: content.content_type,
            file_name: content.file_name,
            digest: digest.finalize().to_hex()[..24].to_owned(),
            keep: Keep::WhileConfirmed,
            varies_by: match page.kind {
                PageKind::Page | PageKind::Reconciled => "HX-Request, Cookie",
                PageKind::Live => "HX-Request, Cookie, Accept",
                PageKind::File => "",
            },
            canonical_href,
        })
    });
    shown.await.unwrap_or_else(|panic| {
        tracing::error!(page = page.address, error = %panic, "a page panicked");
        Err(Refusal::internal())
    })
}
