//! `/dossier/{id}/overleg/nieuw`: a case meeting, in one form.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::meeting::{MOST_AGREED, MOST_PARTICIPANTS, MeetingInput, ParticipantInput};
use regie_casework::plan::PresenceInput;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, QuestionKind};

use super::{form_of, list_of};
use crate::entry::{Guidance, LabelPart, checklist, day, entry, glass, persons};
use crate::form::{Choice, Fields, Form, offered};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Checklist, Outcome as Said};
use crate::plan::{Row, of_leave};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};

#[derive(Template)]
#[template(path = "meeting/form.html")]
struct FormPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    list: String,
    dossier: String,
    name: &'a str,
    persons: Vec<Choice>,
    family: Vec<Row>,
    took: Vec<Row>,
    agreed: Vec<Row>,
    parties: Vec<Choice>,
    l: LabelPart,
    checklist: Checklist,
}

/// The whole form.
pub(super) fn read(form: &Form) -> MeetingInput {
    let row = |name: &str, n: usize| form.value(&format!("{name}-{n}")).to_owned();
    let value = |name: &str| form.value(name).to_owned();
    MeetingInput {
        person: value("person"),
        held_on: day(form, "held_on"),
        summary: value("summary"),
        talked: (1..=12)
            .map(|n| PresenceInput {
                person: row("family", n),
                there: row("there", n),
                because: row("there_because", n),
            })
            .collect(),
        told_how: value("told_how"),
        participants: (1..=MOST_PARTICIPANTS)
            .map(|n| ParticipantInput {
                name: row("who_name", n),
                organisation: row("organisation", n),
                party: row("who_party", n),
                brought: row("brought", n),
                ground: row("ground", n),
            })
            .collect(),
        agreed: (1..=MOST_AGREED).map(|n| row("agreed", n)).collect(),
        label: entry(form),
    }
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let (page, form) = desk.restored(&caller, page, &form_of(dossier)).await;
    show(&desk, &caller, &page, form, dossier, StatusCode::OK).await
}

/// Draws the form as it stands, with what the charter says to it.
pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: Form,
    dossier: DossierId,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let input = read(&form);
    let preview = match desk.house.preview_meeting(caller, dossier, &input).await {
        Ok(preview) => preview,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    let form = match form.came("held_on") {
        true => form,
        false => crate::entry::begun(form, &open),
    };
    let t = page.t;
    let f = Fields::new(t, "meeting", &form).or("entry");
    let by = Guidance::of(desk, t, &preview.said);
    let name = |id| {
        let found = open.people.iter().find(|p| p.id == id);
        found.map(|p| p.name.clone()).unwrap_or_default()
    };
    let blank = |count: usize, names: &[&str]| -> Vec<Row> {
        let rows = (1..=count).map(|n| Row::new(n, (String::new(), String::new()), names));
        rows.collect()
    };
    let drawn = FormPage {
        p: page,
        here: form_of(dossier),
        list: list_of(dossier),
        dossier: format!("/dossier/{dossier}"),
        name: &open.title,
        persons: persons(t, &open, t.say("plan-family-hint")),
        family: preview
            .family
            .iter()
            .enumerate()
            .map(|(n, id)| {
                let about = (name(*id), id.to_string());
                Row::new(n + 1, about, &["there", "there_because", "family"])
            })
            .collect(),
        took: blank(
            MOST_PARTICIPANTS,
            &["who_name", "organisation", "who_party", "brought", "ground"],
        ),
        agreed: blank(MOST_AGREED, &["agreed"]),
        parties: offered(t, &desk.house.form(QuestionKind::Disclosure), |one| {
            &one.receivers
        }),
        l: LabelPart::new(t, &form, &f, &open, &by),
        checklist: checklist(t, ("meeting", &form), by.said)
            .unwrap_or_else(|| Checklist::new(t, t.say("entry-may"), Said::Incomplete)),
        f,
    };
    Ok(page.show_as(status, &drawn))
}

/// Writes it down.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let here = form_of(dossier);
    if form.ok() {
        let input = read(&form);
        let request = request_of(&caller, &form);
        let said = desk.house.record_meeting(&caller, dossier, &input, request);
        match said.await {
            Ok(_) => {
                desk.sent(&caller, &here).await;
                return Ok(see_other(&super::list::done(dossier)));
            }
            Err(why) if of_leave(&why) => {
                let kept = desk
                    .house
                    .keep_draft(&caller, &here, &form.to_query())
                    .await;
                if kept.is_err() {
                    tracing::warn!("what was typed could not be kept");
                }
                return refused(&page, why, &glass(dossier));
            }
            Err(Refused::Denied(_)) => form.fault("", "denied"),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, dossier, status).await
}
