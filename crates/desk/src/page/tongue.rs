//! The switch to the other language in the head of every page.
//!
//! On a page with a form it is a button of that form: what was typed goes to where the form always goes, with `?lang=`, and the form is drawn again in the
//! other language without being acted upon (FLD-20). So it needs no script, and keeps nothing while the session lives. A page says which form that is by `id="typed"`.

use askama::Template;

use crate::words::Lang;

/// How a page says which form is filled in on it.
const TYPED: &str = " id=\"typed\"";

/// The switch.
#[derive(Template)]
#[template(path = "frame/tongue.html")]
pub struct Tongue<'a> {
    t: Lang,
    back: &'a str,
    /// Where the form of the page goes, when it has one.
    form: Option<&'a str>,
}

impl askama::filters::HtmlSafe for Tongue<'_> {}

impl<'a> Tongue<'a> {
    /// The switch of a page without a form: it leads back to `back`.
    #[must_use]
    pub fn plain(t: Lang, back: &'a str) -> Self {
        Tongue {
            t,
            back,
            form: None,
        }
    }

    /// The page with its switch as a button of its form, when it has one. The head of a page is drawn before its form is, so that comes after.
    pub(super) fn put_into(self, html: String) -> String {
        let Some(action) = action(&html) else {
            return html;
        };
        let typed = Tongue {
            form: Some(action),
            ..Tongue::plain(self.t, self.back)
        };
        match (self.render(), typed.render()) {
            (Ok(plain), Ok(typed)) => html.replacen(&plain, &typed, 1),
            _ => html,
        }
    }
}

/// Where the form of a page of ours goes, as it stands there.
fn action(html: &str) -> Option<&str> {
    // Every page is searched from end to end, most of them for nothing: many bytes at a time.
    let typed = memchr::memmem::find(html.as_bytes(), TYPED.as_bytes())?;
    let before = html.get(..typed)?;
    let (_, tag) = before.rsplit_once("<form ")?;
    let (_, action) = tag.split_once("action=\"")?;
    action.split('"').next()
}
