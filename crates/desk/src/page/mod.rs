//! A page and what every page knows: the language, the reader, the organisation, the way back.
//!
//! A handler takes a [`Page`] as an extractor, hands it to its template as `p`, and answers with
//! [`Page::show`], or with [`Page::again`] when a form has to be filled in once more. Anything that goes wrong
//! is a [`Trouble`], which becomes a page as well.

mod calm;
mod paper;
mod scan;
mod tongue;
mod trouble;

use std::sync::{Arc, OnceLock};

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Extensions, StatusCode};
use axum::response::{Html, IntoResponse, Response};

pub use calm::calm;
pub use paper::{download, language, paper, pdf};
pub use scan::{Scanned, scanned, shown};
pub use tongue::Tongue;
pub use trouble::Trouble;

use crate::look::{Look, address};
use crate::part::Banner;
use crate::words::Lang;

/// A link of the navigation.
#[derive(Clone, Debug)]
pub struct Way {
    /// The address.
    pub href: &'static str,
    /// The key of its text.
    pub key: &'static str,
}

/// The room somebody is in. Error pages are drawn in the same one, so that a portal page never lacks the quick
/// exit and the standing sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The pages of the staff.
    Staff,
    /// The pages of clients and those who act for them.
    Portal,
}

/// Whoever is logged in, as far as pages show it.
#[derive(Clone, Debug)]
pub struct Who {
    /// Where they are.
    pub room: Room,
    /// Their name.
    pub name: String,
    /// The function they act in, in the words of the page's language key `function-<word>`; for clients `None`.
    pub function: Option<String>,
    /// For a client who acts for another: for whom.
    pub acting_for: Option<String>,
    /// They hold several functions and may choose another.
    pub several: bool,
    /// Where they can go from every page.
    pub ways: Vec<Way>,
}

/// What the guard found out about a request, laid where pages and error pages both find it.
#[derive(Clone, Debug, Default)]
struct Met {
    who: Option<Who>,
    csrf: String,
}

#[derive(Clone, Debug, Default)]
struct Slot(Arc<OnceLock<Met>>);

/// Says who is reading, once the guard knows: `csrf` is the token of the session (or of the login form), `who`
/// is `None` before login. To be called on the request before the handler runs; the first call counts.
pub fn introduce(extensions: &mut Extensions, who: Option<Who>, csrf: impl Into<String>) {
    let slot = extensions.get_or_insert_default::<Slot>();
    // A second introduction would mean two guards; the first one stands.
    let _ = slot.0.set(Met {
        who,
        csrf: csrf.into(),
    });
}

/// What every page knows. Templates have it as `p`.
#[derive(Clone, Debug)]
pub struct Page {
    /// The language, and through it every text: `p.t.say("key")`.
    pub t: Lang,
    /// The address of this page, for the way back of the language switch.
    pub here: String,
    /// What this installation says about itself.
    pub look: Arc<Look>,
    /// Whoever is logged in.
    pub who: Option<Who>,
    /// The answer to what was just done, on top of the page.
    pub notice: Option<Banner>,
    csrf: String,
}

impl Page {
    /// The page of a request. [`Look`] and language come from [`crate::look::ground`].
    #[must_use]
    pub fn of(extensions: &Extensions, uri: &axum::http::Uri) -> Self {
        let met = extensions
            .get::<Slot>()
            .and_then(|slot| slot.0.get())
            .cloned()
            .unwrap_or_default();
        Page {
            t: extensions.get::<Lang>().copied().unwrap_or_default(),
            here: uri
                .path_and_query()
                .map_or("/", |there| there.as_str())
                .to_owned(),
            look: extensions.get::<Arc<Look>>().cloned().unwrap_or_default(),
            who: met.who,
            notice: None,
            csrf: met.csrf,
        }
    }

    /// The same page with an answer to what was just done on top.
    #[must_use]
    pub fn noting(mut self, notice: Banner) -> Self {
        self.notice = Some(notice);
        self
    }

    /// The same page with another way back: for a page shown in answer to a POST, the address that can be
    /// asked again.
    #[must_use]
    pub fn at(mut self, here: impl Into<String>) -> Self {
        self.here = here.into();
        self
    }

    /// Draws a page: 200.
    #[must_use]
    pub fn show(&self, template: &impl Template) -> Response {
        self.show_as(StatusCode::OK, template)
    }

    /// Draws a form that has to be filled in again: 422, with what was typed and what is wrong.
    #[must_use]
    pub fn again(&self, template: &impl Template) -> Response {
        self.show_as(StatusCode::UNPROCESSABLE_ENTITY, template)
    }

    /// Draws a page with a status.
    #[must_use]
    pub fn show_as(&self, status: StatusCode, template: &impl Template) -> Response {
        match template.render() {
            Ok(html) => {
                let html = self.tongue().put_into(html);
                (status, Html(html)).into_response()
            }
            Err(error) => {
                tracing::error!(%error, "page not drawn");
                Trouble::Broken.into_response()
            }
        }
    }

    /// The hidden field every form that changes something carries.
    #[must_use]
    pub fn csrf(&self) -> Csrf<'_> {
        Csrf { token: &self.csrf }
    }

    /// The token itself, for the script.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.csrf
    }

    /// The switch to the other language.
    #[must_use]
    pub fn tongue(&self) -> Tongue<'_> {
        Tongue::plain(self.t, &self.here)
    }

    /// The address of an asset.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        address(name)
    }

    /// Whether the reader is in the portal.
    #[must_use]
    pub fn in_portal(&self) -> bool {
        self.who
            .as_ref()
            .is_some_and(|who| who.room == Room::Portal)
    }

    /// The room for the style: `staff`, `portal` or, before login, `public`.
    #[must_use]
    pub fn room(&self) -> &'static str {
        match &self.who {
            Some(who) if who.room == Room::Portal => "portal",
            Some(_) => "staff",
            None => "public",
        }
    }

    /// Whether the reader is on (or below) this way.
    #[must_use]
    pub fn on(&self, way: &Way) -> bool {
        let path = self.here.split('?').next().unwrap_or_default();
        let leads = |href: &str| {
            path == href
                || (href != "/"
                    && path
                        .strip_prefix(href)
                        .is_some_and(|rest| rest.starts_with('/')))
        };
        // Of two ways of which one lies below the other, the reader is on the one below.
        let below = |other: &Way| other.href.len() > way.href.len() && leads(other.href);
        let ways = self.who.as_ref().map(|who| who.ways.as_slice());
        leads(way.href) && !ways.unwrap_or_default().iter().any(below)
    }

    /// Whether an address is one of the ways that the reader's function has.
    #[must_use]
    pub fn has_way(&self, href: &str) -> bool {
        let ways = self.who.as_ref().map(|who| who.ways.as_slice());
        ways.unwrap_or_default().iter().any(|way| way.href == href)
    }
}

/// `<input type="hidden" name="csrf">`.
#[derive(Template)]
#[template(
    source = r#"<input type="hidden" name="csrf" value="{{ token }}">"#,
    ext = "html"
)]
pub struct Csrf<'a> {
    token: &'a str,
}

impl askama::filters::HtmlSafe for Csrf<'_> {}

/// The page of the request; never refuses.
impl<S: Send + Sync> FromRequestParts<S> for Page {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Page::of(&parts.extensions, &parts.uri))
    }
}
