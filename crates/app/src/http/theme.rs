//! The theme switch: a form that sets a cookie and leads back, without script.

use poem::http::{StatusCode, header};
use poem::{Request, Response, Result};
use url::form_urlencoded;
use views::theme::Theme;

/// The cookie that remembers the choice.
const COOKIE: &str = "theme";

/// One year, after which a choice that nobody renewed is forgotten.
const MAX_AGE_S: u32 = 365 * 24 * 60 * 60;

/// The theme that a request's cookie asks for.
pub(crate) fn of(request: &Request) -> Theme {
    let cookies = request.headers().get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map_or(Theme::Auto, |(_, value)| Theme::from_name(value))
}

/// `POST /theme` with `theme` and `back`: remembers the one and leads to the other.
///
/// # Errors
/// When the form is too long or cannot be read.
pub(crate) async fn switch(mut request: Request, base_path: &str, max_form_bytes: usize) -> Result<Response> {
    let form = request.take_body().into_bytes_limit(max_form_bytes).await?;
    let (mut theme, mut back) = (Theme::Auto, String::new());
    for (name, value) in form_urlencoded::parse(&form) {
        match &*name {
            "theme" => theme = Theme::from_name(&value),
            "back" => back = value.into_owned(),
            _ => {}
        }
    }
    let max_age_s = if theme == Theme::Auto { 0 } else { MAX_AGE_S };
    let cookie =
        format!("{COOKIE}={}; Path={base_path}/; Max-Age={max_age_s}; SameSite=Lax; HttpOnly", theme.name());
    Ok(Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::SET_COOKIE, cookie)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::LOCATION, way_back(&back, base_path))
        .finish())
}

/// The address to return to if it is one of ours, else the first page: nobody may use the switch to send people elsewhere.
pub(crate) fn way_back(back: &str, base_path: &str) -> String {
    // Browsers read `//host` and `/\host` as another site; printable ASCII keeps header lines apart.
    let is_ours = back
        .strip_prefix(base_path)
        .is_some_and(|path| path.starts_with('/') && !path[1..].starts_with(['/', '\\']));
    let is_plain = back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_ours && is_plain { back.to_owned() } else { format!("{base_path}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_back_to_our_own_pages_only() {
        let cases = [
            ("/sales", "/sales/risks?country=USA&period=2004", "/sales/risks?country=USA&period=2004"),
            ("", "/risks", "/risks"),
            ("", "//evil.example/", "/"),
            ("", "/\\evil.example/", "/"),
            ("", "https://evil.example/", "/"),
            ("", "javascript:alert(1)", "/"),
            ("", "/risks\r\nSet-Cookie: a=b", "/"),
            ("", "/\t/evil.example", "/"),
            ("", "", "/"),
            ("/sales", "/other", "/sales/"),
            ("/sales", "/salesforce", "/sales/"),
            ("/sales", "/sales//evil.example", "/sales/"),
        ];
        for (base_path, back, expected) in cases {
            assert_eq!(way_back(back, base_path), expected, "{back:?} below {base_path:?}");
        }
    }

    #[test]
    fn reads_the_cookie_among_others() {
        let cases = [
            ("theme=light", Theme::Light),
            ("a=b; theme=dark; c=d", Theme::Dark),
            ("mytheme=dark", Theme::Auto),
            ("theme=pink", Theme::Auto),
            ("", Theme::Auto),
        ];
        for (cookie, expected) in cases {
            let request = Request::builder().header(header::COOKIE, cookie).finish();
            assert_eq!(of(&request), expected, "{cookie}");
        }
    }

    #[tokio::test]
    async fn sets_a_cookie_and_forgets_it() {
        for (form, expected) in [
            ("theme=light&back=%2Frisks", "theme=light; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"),
            ("theme=auto", "theme=auto; Path=/; Max-Age=0; SameSite=Lax; HttpOnly"),
        ] {
            let response = switch(Request::builder().body(form), "", 1024).await.unwrap();
            assert_eq!(response.status(), StatusCode::SEE_OTHER);
            assert_eq!(response.header(header::SET_COOKIE), Some(expected));
        }
    }
}
