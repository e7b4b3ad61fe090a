//! `/voordeur/crisis`: whom to call at once. Numbers first: it is read in a hurry, on a phone.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regie_casework::thing::CrisisLine;

use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::refuse;

#[derive(Template)]
#[template(path = "door/crisis.html")]
struct CrisisPage<'a> {
    p: &'a Page,
    lines: Vec<(CrisisLine, String)>,
}

/// The number as a telephone dials it.
fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect()
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    show(&desk, &caller, &page).await
}

/// The page, also as the answer to a conversation in which a crisis was said.
pub(super) async fn show(
    desk: &Desk,
    caller: &regie_casework::Caller,
    page: &Page,
) -> Result<Response, Trouble> {
    let lines = desk
        .house
        .crisis_lines(caller)
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    let lines = lines.into_iter();
    Ok(page.show(&CrisisPage {
        p: page,
        lines: lines
            .map(|line| {
                let dial = dialled(&line.phone);
                (line, dial)
            })
            .collect(),
    }))
}
