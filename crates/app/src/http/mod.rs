//! HTTP: what every answer has in common, and the addresses that are no pages.
//!
//! A request passes, from the outside in: log line and request id, security headers, error pages, routes. A page goes
//! through the answer cache and leaves compressed, with an entity tag; see [`page`].

pub mod answer;
pub mod assets;
pub mod encoding;
mod health;
pub mod page;
mod problem;
pub mod reader;
pub mod refusal;
mod request_log;
mod security;
mod theme;

use std::sync::Arc;

use poem::endpoint::{BoxEndpoint, make};
use poem::web::Redirect;
use poem::{Endpoint, EndpointExt, Request, Response, Result, Route, get, post};

use crate::app::App;
use crate::pages;

/// Everything the server answers.
pub fn endpoint(app: &Arc<App>) -> BoxEndpoint<'static, Response> {
    let base_path = app.settings.server.base_path.clone();
    let at = |address: &str| format!("{base_path}{address}");
    let mut routes = Route::new()
        .at(at("/healthz"), get(health::alive))
        .at(at("/readyz"), get(with(app, |app, _| async move { Ok(health::ready(&app)) })))
        .at(at("/assets/:name"), get(with(app, |app, request| async move { assets::serve(&app, &request) })))
        .at(
            at("/theme"),
            post(with(app, |app, request| async move {
                theme::switch(request, &app.settings.server.base_path).await
            })),
        );
    for page in pages::ALL {
        let answer =
            with(app, move |app, request| async move { Ok(page::answer(&app, page, &request).await) });
        routes = routes.at(at(page.address), get(answer));
    }
    if !base_path.is_empty() {
        let home = at("/");
        routes = routes.at(
            &base_path,
            get(make(move |_| {
                let home = home.clone();
                async move { Redirect::permanent(home) }
            })),
        );
    }
    let problems = Arc::clone(app);
    routes
        .around(move |routes, request| {
            let app = Arc::clone(&problems);
            async move { Ok(problem::catch(&app, &*routes, request).await) }
        })
        .around(|inner, request| async move {
            let mut response = inner.call(request).await?;
            security::protect(&mut response);
            Ok(response)
        })
        .around(|inner, request| async move { request_log::follow(&*inner, request).await })
        .boxed()
}

/// An endpoint that is given the application.
fn with<F, Fut>(app: &Arc<App>, answer: F) -> impl Endpoint + use<F, Fut>
where
    F: Fn(Arc<App>, Request) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Response>> + Send + 'static,
{
    let app = Arc::clone(app);
    make(move |request| answer(Arc::clone(&app), request))
}
