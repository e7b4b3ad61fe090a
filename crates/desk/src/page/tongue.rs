//! The switch to the other language in the head of every page.
//!
//! On a page with a form it is a button of that form: what was typed goes along, is kept as a draft and stands there again in the other language (FLD-20).
//! So it needs no script. A page says which form that is by `id="typed" data-draft="…"`, and the switch is drawn after it.

use askama::Template;

use super::drawn;
use crate::form::Form;
use crate::words::Lang;

/// Where a form goes when the language is changed.
pub const KEEP: &str = "/taal/getypt";
/// How a page says that it has a form, and under which address its draft is kept.
const TYPED: &str = " id=\"typed\" data-draft=\"";

/// The switch.
#[derive(Template)]
#[template(path = "frame/tongue.html")]
pub struct Tongue<'a> {
    t: Lang,
    back: &'a str,
    /// The address to send the form of the page to, when it has one.
    keep: Option<String>,
    /// The mark of the form as it stands on the page, when all of it is kept somewhere already.
    mark: Option<String>,
}

impl askama::filters::HtmlSafe for Tongue<'_> {}

impl<'a> Tongue<'a> {
    /// The switch of a page without a form: it leads back to `back`.
    #[must_use]
    pub fn plain(t: Lang, back: &'a str) -> Self {
        Tongue {
            t,
            back,
            keep: None,
            mark: None,
        }
    }

    /// The page with its switch as a button of its form, when it has one; `asked` when the page answers no form.
    pub(super) fn put_into(self, html: String, asked: bool) -> String {
        let Some((before, rest)) = html.split_once(TYPED) else {
            return html;
        };
        let draft = rest.split('"').next().unwrap_or_default();
        let query = Form::new().set("concept", draft).set("naar", self.back);
        let keep = format!("{KEEP}?{}", query.to_query_of_address());
        let typed = Tongue {
            keep: Some(keep),
            mark: asked.then(|| drawn::mark(&html, before.len())).flatten(),
            ..Tongue::plain(self.t, self.back)
        };
        match (self.render(), typed.render()) {
            (Ok(plain), Ok(typed)) => html.replacen(&plain, &typed, 1),
            _ => html,
        }
    }
}
