//! The page of a code: shown once, to be printed or read out, and never in an address.

use askama::Template;
use axum::response::Response;
use regie_casework::administer::Invited;
use regie_casework::thing::InvitationFor;

use crate::guard::Desk;
use crate::page::Page;

#[derive(Template)]
#[template(path = "administer/code.html")]
struct CodePage<'a> {
    p: &'a Page,
    login: &'a str,
    code: Option<&'a str>,
    until: String,
    /// The person logs in as before: there is no code.
    known: bool,
    what: &'static str,
    onward: &'a str,
}

/// Shows the code of an invitation. `onward` is where to go after.
pub(super) fn shown(desk: &Desk, page: Page, invited: &Invited, onward: &str) -> Response {
    let t = page.t;
    let page = page.at(onward);
    let what = match invited.what {
        _ if invited.known => "administer-code-known",
        InvitationFor::Begin => "administer-code-begin",
        InvitationFor::Password => "administer-code-password",
        InvitationFor::Factor => "administer-code-factor",
    };
    page.show(&CodePage {
        p: &page,
        login: &invited.login,
        code: invited.code.as_deref(),
        until: t.with(
            "administer-code-until",
            "moment",
            t.moment(desk.house.local(invited.until).timestamp()),
        ),
        known: invited.known,
        what: t.say(what),
        onward,
    })
}
