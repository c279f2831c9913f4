//! `/login` and `/logout`: plain forms, which browsers without scripts and password managers understand.

use std::sync::Arc;
use std::time::Instant;

use poem::http::{StatusCode, header};
use poem::{Body, Request, Response, Result};
use url::form_urlencoded;
use views::Visitor;
use views::pages::login::LoginForm;

use super::session::Sessions;
use super::{Login, audit, now_s};
use crate::app::App;
use crate::http::page::turn;
use crate::http::reader::Reader;
use crate::http::theme::way_back;
use crate::pages::frame;

/// What a login asks for.
#[derive(Default)]
struct Given {
    name: String,
    password: String,
    back: String,
}

impl Given {
    fn read(pairs: &[u8]) -> Given {
        let mut given = Given::default();
        for (name, value) in form_urlencoded::parse(pairs) {
            match &*name {
                "name" => given.name = value.trim().to_owned(),
                "password" => given.password = value.into_owned(),
                "back" => given.back = value.into_owned(),
                _ => {}
            }
        }
        given
    }
}

/// `GET /login`: the form; who is in already is led on.
pub(crate) fn show(app: &App, request: &Request) -> Response {
    let back = Given::read(request.uri().query().unwrap_or_default().as_bytes()).back;
    let back = way_back(&back, &app.settings.server.base_path);
    match request.data::<Visitor>() {
        Some(Visitor::User { .. }) => see_other(&back).finish(),
        _ => form(app, request, StatusCode::OK, LoginForm { back, ..LoginForm::default() }),
    }
}

/// `POST /login` with `name`, `password` and `back`.
///
/// # Errors
/// 413 for a form that is too long.
pub(crate) async fn attempt(app: &Arc<App>, mut request: Request) -> Result<Response> {
    let pairs = request.take_body().into_bytes_limit(app.settings.limits.max_body_bytes).await?;
    let given = Given::read(&pairs);
    let back = way_back(&given.back, &app.settings.server.base_path);
    let again = |problem: String| LoginForm {
        back: back.clone(),
        name: given.name.clone(),
        problem: Some(problem),
        ..LoginForm::default()
    };
    let Some(login) = app.access.login() else {
        return Ok(see_other(&back).finish());
    };
    let (users, address) = (login.users.users(), app.access.address(&request));
    let known = users.get_key_value(&given.name);
    let user = known.map(|(name, _)| name.as_str());
    if let Err(wait) = login.delays.begin(&given.name, address, Instant::now()).await {
        let wait_s = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        audit::login_delayed(user, address, wait_s);
        let problem = format!("There were too many attempts. The next one can be made in {wait_s} s.");
        let mut response = form(app, &request, StatusCode::TOO_MANY_REQUESTS, again(problem));
        response.headers_mut().insert(header::RETRY_AFTER, wait_s.into());
        return Ok(response);
    }
    let is_right = match compare(login, &users, &given).await {
        Ok(is_right) => is_right,
        Err(refusal) => return Ok(refusal.respond(app, &Reader::of(&request))),
    };
    let Some((name, password)) = known.filter(|_| is_right) else {
        audit::login_failed(user, address);
        let problem = "Name or password is wrong.".to_owned();
        return Ok(form(app, &request, StatusCode::UNAUTHORIZED, again(problem)));
    };
    login.delays.succeeded(name, address, Instant::now()).await;
    audit::logged_in(name, address);
    let now_s = now_s();
    let session = Sessions::begin(name, &password.stamp, now_s);
    let cookie = login.sessions.set_cookie(&session, now_s, request.headers());
    Ok(see_other(&back).header(header::SET_COOKIE, cookie).finish())
}

/// `POST /logout`: ends the session, not only its cookie.
pub(crate) async fn end(app: &App, request: &Request) -> Response {
    let response = see_other(&app.site.href("/login"));
    let Some(login) = app.access.login() else { return response.finish() };
    let session = login.session(request.headers());
    if let Some(session) = &session {
        audit::logged_out(&session.user, app.access.address(request));
    }
    let removed = login.sessions.end(session, request.headers()).await;
    response.header(header::SET_COOKIE, removed).finish()
}

/// Whether the password is right. It takes as long for a name that nobody has, for which somebody else's hash stands in.
async fn compare(
    login: &Login,
    users: &super::users_file::Users,
    given: &Given,
) -> Result<bool, crate::http::refusal::Refusal> {
    let known = users.get(&given.name);
    let Some(hashed) = known.or_else(|| users.values().next()).cloned() else { return Ok(false) };
    let password = given.password.clone();
    let turn = turn(&login.hashing).await?;
    let is_right = tokio::task::spawn_blocking(move || {
        let is_right = hashed.is(&password);
        drop(turn);
        is_right
    });
    Ok(is_right.await.unwrap_or(false) && known.is_some())
}

fn see_other(to: &str) -> poem::ResponseBuilder {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, to)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::VARY, "Cookie")
}

fn form(app: &App, request: &Request, status: StatusCode, mut form: LoginForm) -> Response {
    form.action = app.site.href("/login");
    let reader = Reader::of(request);
    let frame = frame::of(app, &app.host.state(), &reader, "Log in");
    let html = frame.document(&form).into_string();
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "text/html; charset=utf-8")
        .header(header::CONTENT_LENGTH, html.len())
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::VARY, "Cookie")
        .body(Body::from_string(html))
}
