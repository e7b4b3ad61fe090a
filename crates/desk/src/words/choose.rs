//! How the reader chooses a language: the switch in the header (`POST /taal`), or `?lang=` on any page.

use axum::extract::Request;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE as COOKIE_HEADER, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Lang;
use crate::form::Form;

/// The cookie that keeps the choice. It says a language and nothing else.
pub const COOKIE: &str = "regie_lang";

/// Middleware: finds the language of a request and lays it in the extensions as [`Lang`].
///
/// `?lang=` wins and is kept in the cookie; then the cookie; then whichever of ours the browser asks for first; then Dutch.
pub async fn speak(mut request: Request, next: Next) -> Response {
    let asked = another_language(request.uri());
    let lang = asked
        .or_else(|| kept(request.headers()))
        .or_else(|| preferred(request.headers()))
        .unwrap_or_default();
    request.extensions_mut().insert(lang);
    let mut response = next.run(request).await;
    if asked.is_some() {
        response.headers_mut().append(SET_COOKIE, cookie_of(lang));
    }
    response
}

/// `POST /taal`: keeps the choice and goes back to the page it was made on.
pub async fn taal(form: Form) -> Response {
    let lang = Lang::read(form.value("lang")).unwrap_or_default();
    let back = safe_way_back(form.value("back"));
    let to = HeaderValue::from_str(&back).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (
        StatusCode::SEE_OTHER,
        [(LOCATION, to), (SET_COOKIE, cookie_of(lang))],
    )
        .into_response()
}

/// The cookie that keeps `lang` for a year.
#[must_use]
pub fn cookie_of(lang: Lang) -> HeaderValue {
    HeaderValue::from_static(match lang {
        Lang::Nl => "regie_lang=nl; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
        Lang::En => "regie_lang=en; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
    })
}

/// The language that an address asks for. A form sent to such an address is to be drawn again, never acted upon.
#[must_use]
pub fn another_language(uri: &Uri) -> Option<Lang> {
    let pairs = uri.query().unwrap_or_default().split('&');
    pairs
        .filter_map(|pair| pair.strip_prefix("lang="))
        .find_map(Lang::read)
}

fn kept(headers: &HeaderMap) -> Option<Lang> {
    headers
        .get_all(COOKIE_HEADER)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix("regie_lang=").and_then(Lang::read))
}

/// Which of our languages the browser likes best, by its own list; the first of two that it likes as well. None where neither is in it.
fn preferred(headers: &HeaderMap) -> Option<Lang> {
    let mut best: Option<(f32, Lang)> = None;
    let lists = headers.get_all(ACCEPT_LANGUAGE).iter();
    for wish in lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','))
    {
        let mut parts = wish.split(';').map(str::trim);
        let language = parts.next().and_then(|tag| tag.split('-').next());
        let Some(lang) = language.and_then(|word| Lang::read(&word.to_ascii_lowercase())) else {
            continue;
        };
        let weight = match parts.find_map(|part| part.strip_prefix("q=")) {
            None => 1.0,
            Some(text) => text.trim().parse().unwrap_or(0.0),
        };
        if weight > best.map_or(0.0, |(most, _)| most) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

/// A way back inside this site: a path, never another host. Anything else becomes `/`. An earlier `lang=` is
/// taken out, or it would undo the choice just made.
#[must_use]
pub fn safe_way_back(asked: &str) -> String {
    let inside = asked.starts_with('/')
        && !asked.starts_with("//")
        && asked.len() <= 2000
        && asked.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if !inside {
        return "/".to_owned();
    }
    match asked.split_once('?') {
        None => asked.to_owned(),
        Some((path, query)) => {
            let kept: Vec<&str> = query
                .split('&')
                .filter(|pair| !pair.starts_with("lang="))
                .collect();
            if kept.is_empty() {
                path.to_owned()
            } else {
                format!("{path}?{}", kept.join("&"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_inside() {
        assert_eq!(safe_way_back("/dossier/1?deel=2"), "/dossier/1?deel=2");
        assert_eq!(safe_way_back("/openbaar?lang=nl"), "/openbaar");
        assert_eq!(
            safe_way_back("/openbaar?a=1&lang=nl&b=2"),
            "/openbaar?a=1&b=2"
        );
        for outside in [
            "https://example.org",
            "//example.org",
            "/\\example.org",
            "",
            "/a\r\nSet-Cookie: x",
            "/é",
        ] {
            assert_eq!(safe_way_back(outside), "/", "{outside}");
        }
    }

    #[test]
    fn the_language_a_browser_likes_best_is_found_in_its_list() {
        let asks = |list: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(list));
            preferred(&headers)
        };
        assert_eq!(asks("en-US,en;q=0.9"), Some(Lang::En));
        assert_eq!(asks("nl-NL,nl;q=0.9,en-US;q=0.8,en;q=0.7"), Some(Lang::Nl));
        assert_eq!(asks("en;q=0.7, nl;q=0.8"), Some(Lang::Nl));
        assert_eq!(asks("fr,EN;q=0.5"), Some(Lang::En));
        for other in ["fr,de;q=0.9", "*", "", "en;q=0", "en;q=veel", "english"] {
            assert_eq!(asks(other), None, "{other}");
        }
        assert_eq!(preferred(&HeaderMap::new()), None);
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(
            COOKIE_HEADER,
            HeaderValue::from_static("a=b; regie_lang=en; c=d"),
        );
        assert_eq!(kept(&headers), Some(Lang::En));
        headers.insert(COOKIE_HEADER, HeaderValue::from_static("regie_lang=xx"));
        assert_eq!(kept(&headers), None);
    }
}
