//! The cookies of the desk: the session, the ticket between password and code, and the token of the login forms.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// The session.
    Session,
    /// Proof that the password was right, on the way to the code.
    Ticket,
    /// The token of the login forms, before there is a session.
    Door,
}

impl Cookie {
    /// The cookie's name. `__Host-` binds it to this host, this path and TLS; a browser refuses that prefix without
    /// `Secure`, so the demo goes without.
    #[must_use]
    pub const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Cookie::Session, true) => "__Host-regie",
            (Cookie::Session, false) => "regie",
            (Cookie::Ticket, true) => "__Host-regie-code",
            (Cookie::Ticket, false) => "regie-code",
            (Cookie::Door, true) => "__Host-regie-deur",
            (Cookie::Door, false) => "regie-deur",
        }
    }

    /// How long the browser keeps it, in seconds; `None` until it is closed.
    const fn age(self) -> Option<u32> {
        match self {
            Cookie::Session => None,
            Cookie::Ticket => Some(5 * 60),
            Cookie::Door => Some(60 * 60),
        }
    }

    /// What came with a request; `None` when it did not come, or came twice.
    #[must_use]
    pub fn read(self, headers: &HeaderMap, secure: bool) -> Option<String> {
        let name = self.name(secure);
        let mut found = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(known, _)| *known == name)
            .map(|(_, value)| value.to_owned());
        let first = found.next();
        // Two of one name: somebody planted one, and which is not to be guessed.
        if found.next().is_some() { None } else { first }
    }

    /// The header that sets it. A value that cannot stand in a header sets nothing.
    #[must_use]
    pub fn set(self, value: &str, secure: bool) -> HeaderValue {
        let mut text = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Strict",
            self.name(secure)
        );
        if secure {
            text.push_str("; Secure");
        }
        if let Some(age) = self.age() {
            text.push_str(&format!("; Max-Age={age}"));
        }
        HeaderValue::from_str(&text).unwrap_or_else(|_| self.end(secure))
    }

    /// The header that ends it.
    #[must_use]
    pub fn end(self, secure: bool) -> HeaderValue {
        let flag = if secure { "; Secure" } else { "" };
        let text = format!(
            "{}=; Path=/; HttpOnly; SameSite=Strict{flag}; Max-Age=0",
            self.name(secure)
        );
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    #[test]
    fn one_is_found_among_others_and_two_are_none() {
        let mut headers = HeaderMap::new();
        headers.insert(
            COOKIE,
            HeaderValue::from_static("regie-code=x; regie=abc; other=1"),
        );
        assert_eq!(
            Cookie::Session.read(&headers, false).as_deref(),
            Some("abc")
        );
        assert_eq!(Cookie::Session.read(&headers, true), None);
        headers.append(COOKIE, HeaderValue::from_static("regie=planted"));
        assert_eq!(Cookie::Session.read(&headers, false), None);
    }

    #[test]
    fn over_tls_it_is_bound_to_the_host() {
        let set = Cookie::Session.set("abc", true);
        assert_eq!(
            set.to_str().unwrap(),
            "__Host-regie=abc; Path=/; HttpOnly; SameSite=Strict; Secure"
        );
        assert_eq!(
            Cookie::Session.set("abc", false).to_str().unwrap(),
            "regie=abc; Path=/; HttpOnly; SameSite=Strict"
        );
        assert!(
            Cookie::Session
                .end(true)
                .to_str()
                .unwrap()
                .ends_with("Max-Age=0")
        );
    }
}
