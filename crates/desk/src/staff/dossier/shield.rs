//! `/dossier/{id}/feit/{entry}/afschermen`: keeping a fact out of ordinary view, with a reason, or letting it be seen again.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::dossier::EntryView;
use regie_casework::entry::Shielding;
use regie_casework::thing::ShareState;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, Outcome};

use super::release::step_of;
use super::{dossier_of, id_of, refused};
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;

/// The longest reason, in characters; `casework` holds to the same.
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "staff/shield.html")]
struct ShieldPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    entry: Id,
    text: &'a str,
    /// It is shielded now, so that the form takes the shield away.
    shielded: bool,
    /// Who asked to take the shield away, and why.
    asked: Option<(&'a str, &'a str)>,
    /// The reader asked it themselves: it waits for somebody else.
    own: bool,
    /// With whom it went or is going: what is hidden along with it.
    shares: Vec<String>,
}

fn address(dossier: DossierId, entry: Id) -> String {
    format!("/dossier/{dossier}/feit/{entry}/afschermen")
}

/// The fact, where the reader may edit and sees it; else the answer to give.
async fn fact(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    dossier: DossierId,
    entry: Id,
) -> Result<Result<(EntryView, Vec<String>), Response>, Trouble> {
    let glass = format!("/dossier/{dossier}/glas?act=edit");
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass).map(Err),
    };
    if open.edit.outcome != Outcome::Permitted {
        return refused(page, Refused::Denied(vec![open.edit]), &glass).map(Err);
    }
    let mut shares: Vec<String> = Vec::new();
    for share in open.shares.iter().filter(|s| s.entries.contains(&entry)) {
        if share.state != ShareState::GivenUp && !shares.contains(&share.recipient) {
            shares.push(share.recipient.clone());
        }
    }
    let found = open.entries.iter().find(|one| one.id == entry);
    let found = found.ok_or(Trouble::NotFound)?;
    let may = open.may_release(found.unshield.as_ref());
    if found.shielded && may.outcome != Outcome::Permitted {
        return refused(page, Refused::Denied(vec![may.clone()]), &glass).map(Err);
    }
    Ok(Ok((found.clone(), shares)))
}

fn drawn<'a>(
    page: &'a Page,
    form: &'a Form,
    dossier: DossierId,
    (entry, shares): (&'a EntryView, Vec<String>),
    caller: &Caller,
) -> ShieldPage<'a> {
    ShieldPage {
        p: page,
        f: Fields::new(page.t, "shield", form),
        here: address(dossier, entry.id),
        dossier: format!("/dossier/{dossier}"),
        entry: entry.id,
        text: &entry.text,
        shielded: entry.shielded,
        asked: entry
            .unshield
            .as_ref()
            .map(|u| (u.name.as_str(), u.because.as_str())),
        own: entry
            .unshield
            .as_ref()
            .is_some_and(|u| u.by == caller.account()),
        shares,
    }
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, entry)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let (dossier, entry) = (dossier_of(&dossier), id_of(&entry));
    let found = match fact(&desk, &caller, &page, dossier, entry).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let (page, form) = desk.restored(&caller, page, &address(dossier, entry)).await;
    let (entry, shares) = found;
    Ok(page.show(&drawn(&page, &form, dossier, (&entry, shares), &caller)))
}

/// What the form says it does: one that takes no shield away shields.
pub(crate) fn what(form: &Form) -> Shielding {
    match form.value("shield") {
        "no" => step_of(form),
        _ => Shielding::Shield,
    }
}

/// Does what the form said it would, or nothing where somebody else was first.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, entry)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (dossier, entry) = (dossier_of(&dossier), id_of(&entry));
    let reason = form.needed("reason", LONGEST);
    let step = what(&form);
    if form.ok() {
        let done = desk.house.shield_entry(
            &caller,
            dossier,
            entry,
            step,
            &reason,
            request_of(&caller, &form),
        );
        match done.await {
            Ok(waits) => {
                desk.sent(&caller, &address(dossier, entry)).await;
                let done = match (step, waits) {
                    (Shielding::Shield, _) => "afgeschermd",
                    (_, true) => "gevraagd",
                    (_, false) => "zichtbaar",
                };
                return Ok(see_other(&format!("/dossier/{dossier}?klaar={done}")));
            }
            Err(why @ Refused::Denied(_)) => {
                return refused(&page, why, &format!("/dossier/{dossier}/glas?act=edit"));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let found = match fact(&desk, &caller, &page, dossier, entry).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let (entry, shares) = found;
    Ok(page.again(&drawn(&page, &form, dossier, (&entry, shares), &caller)))
}
