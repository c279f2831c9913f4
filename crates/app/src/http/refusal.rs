//! Answers that are not what was asked for: why, and ways on.

use poem::http::{StatusCode, header};
use poem::{Body, Response};
use views::components::ErrorPage;
use views::{Link, Page};

use super::reader::Reader;
use crate::app::App;
use crate::host::State;
use crate::pages::frame;

/// Seconds after which a page that waits, for the first snapshot or for its turn, asks again.
const RETRY_AFTER_S: u32 = 5;

/// Why a request gets an error page.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// Status of the answer.
    pub status: StatusCode,
    /// The h1.
    pub title: &'static str,
    /// What happened and where, in a sentence or two.
    pub message: String,
    /// What would have worked, such as the values that a filter knows; addresses are complete.
    pub known: Vec<Link>,
}

impl Refusal {
    /// 400: a parameter that cannot be understood; `known` leads to what works.
    pub(crate) fn bad_request(message: impl Into<String>, known: Vec<Link>) -> Refusal {
        Refusal { status: StatusCode::BAD_REQUEST, title: "Not understood", message: message.into(), known }
    }

    /// 404: the address is none, or what it names does not exist.
    pub(crate) fn not_found(message: impl Into<String>) -> Refusal {
        Refusal {
            status: StatusCode::NOT_FOUND,
            title: "Not found",
            message: message.into(),
            known: Vec::new(),
        }
    }

    /// 500: our mistake.
    pub(crate) fn internal() -> Refusal {
        Refusal {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            title: "Something went wrong here",
            message:
                "This page could not be made; the log has the details under the request id of this answer."
                    .to_owned(),
            known: Vec::new(),
        }
    }

    /// 503: there is no data yet.
    pub(crate) fn waiting(state: &State) -> Refusal {
        let message = match &state.failure {
            None => "The data is being loaded for the first time. This page reloads itself.".to_owned(),
            Some(failure) => format!(
                "The data could not be loaded yet: {}. It is tried again{}; this page reloads itself.",
                failure.message,
                state
                    .next_refresh
                    .map_or(String::new(), |next| format!(" at {} UTC", next.format("%H:%M:%S"))),
            ),
        };
        Refusal { status: StatusCode::SERVICE_UNAVAILABLE, title: "No data yet", message, known: Vec::new() }
    }

    /// 503: so many answers are being computed that another one would make all of them late.
    pub(crate) fn busy() -> Refusal {
        Refusal {
            status: StatusCode::SERVICE_UNAVAILABLE,
            title: "Very busy",
            message: "Many people are asking at the moment. This page reloads itself.".to_owned(),
            known: Vec::new(),
        }
    }

    /// 504: the time of a request is up.
    pub(crate) fn too_slow() -> Refusal {
        Refusal {
            status: StatusCode::GATEWAY_TIMEOUT,
            title: "Not ready in time",
            message: "This takes longer than a request may take. The work goes on and its result is kept, so this page \
                      reloads itself; fewer filters or a shorter period may be quicker."
                .to_owned(),
            known: Vec::new(),
        }
    }

    /// The error page for this reader.
    pub(crate) fn respond(&self, app: &App, reader: &Reader) -> Response {
        let state = app.host.state();
        let mut frame = frame::of(app, &state, reader, self.title);
        let is_waiting = matches!(self.status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT);
        frame.reload_after_s = is_waiting.then_some(RETRY_AFTER_S);
        let content = ErrorPage {
            message: self.message.clone(),
            known: self.known.clone(),
            ways_out: [Page::Executive, Page::Definitions]
                .into_iter()
                .filter_map(|page| app.site.link(page.label(), page.path(), ""))
                .collect(),
        };
        let html = if reader.wants_fragment { frame.fragment(&content) } else { frame.document(&content) };
        let html = html.into_string();
        let mut response = Response::builder()
            .status(self.status)
            .header(header::CONTENT_TYPE, "text/html; charset=utf-8")
            .header(header::CONTENT_LENGTH, html.len())
            .header(header::CACHE_CONTROL, "no-store");
        if is_waiting {
            response = response.header(header::RETRY_AFTER, RETRY_AFTER_S);
        }
        response.body(Body::from_string(html))
    }
}
