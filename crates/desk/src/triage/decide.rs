//! `/dossier/{id}/triage/{moment}`: the questions of the charter at one moment, and what is decided.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::entry::FAMILY;
use regie_casework::thing::TriageOutcome;
use regie_casework::triage::{ANSWERS, MomentView, TriageInput};
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Outcome};

use super::{people, said};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};

/// A question as it stands on the form.
pub(crate) struct Asked<'a> {
    /// The heading above it, where another begins.
    pub(crate) step: Option<String>,
    /// The field.
    pub(crate) field: crate::form::Field<'a>,
}

#[derive(Template)]
#[template(path = "triage/decide.html")]
struct DecidePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    title: &'a str,
    moment: &'a str,
    hint: Option<&'a String>,
    source: &'a str,
    persons: Vec<Choice>,
    asks: Vec<Asked<'a>>,
    laws: Vec<Choice>,
    crossing: bool,
    outcomes: Vec<Choice>,
    dimensions: Vec<Choice>,
    dimension_asked: bool,
    readers: Vec<Choice>,
}

/// The questions of a moment as fields, with a heading where a step begins.
pub(crate) fn asked<'a>(
    f: &Fields<'a>,
    t: crate::words::Lang,
    moment: &MomentView,
) -> Vec<Asked<'a>> {
    let mut before: Option<String> = None;
    let mut out = Vec::new();
    for (ask, name) in moment.asks.iter().zip(ANSWERS) {
        let step = ask.step.as_ref().map(|step| said(t, step).clone());
        let field = f
            .long(name)
            .rows(2)
            .called(said(t, &ask.asks).clone())
            .hinted(ask.source.clone());
        out.push(Asked {
            step: step.clone().filter(|step| before.as_ref() != Some(step)),
            field: if ask.open { field.optional() } else { field },
        });
        before = step;
    }
    out
}

fn address(dossier: DossierId, moment: &str) -> String {
    format!("/dossier/{dossier}/triage/{moment}")
}

fn moment_of(desk: &Desk, name: &str) -> Result<MomentView, Trouble> {
    let mut all = desk.house.triage_page().moments.into_iter();
    all.find(|one| one.name == name).ok_or(Trouble::NotFound)
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, moment)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let (page, form) = desk
        .restored(&caller, page, &address(dossier, &moment))
        .await;
    show(
        &desk,
        &caller,
        &page,
        form,
        (dossier, &moment),
        StatusCode::OK,
    )
    .await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    (dossier, moment): (DossierId, &str),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let glass = format!("/dossier/{dossier}/glas?act=edit");
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) if open.edit.outcome != Outcome::Permitted => {
            return refused(page, Refused::Denied(vec![open.edit]), &glass);
        }
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass),
    };
    let one = moment_of(desk, moment)?;
    let mut persons = people(&open);
    if let ([person], false) = (persons.as_slice(), form.came("person")) {
        form = form.set("person", person.value.clone());
    }
    if persons.len() > 1 {
        persons.push(Choice::new(FAMILY, t.say("entry-family")));
    }
    let all = desk.house.triage_page();
    let f = Fields::new(t, "triage", &form);
    let outcomes = TriageOutcome::ALL.map(TriageOutcome::as_str);
    Ok(page.show_as(
        status,
        &DecidePage {
            p: page,
            f,
            here: address(dossier, moment),
            dossier: format!("/dossier/{dossier}"),
            title: &open.title,
            moment: said(t, &one.says),
            hint: one.hint.as_ref().map(|hint| said(t, hint)),
            source: &one.source,
            persons,
            asks: asked(&f, t, &one),
            laws: t.choices(&open.laws),
            crossing: one.crossing,
            outcomes: Choice::words(t, "triage-outcome", outcomes),
            dimensions: all
                .dimensions
                .iter()
                .map(|(worded, source)| {
                    let label = said(t, &worded.says).clone();
                    Choice::new(worded.name.clone(), label).hint(source.clone())
                })
                .collect(),
            dimension_asked: all.dimension_asked,
            readers: if one.shield {
                ["family", "nobody"]
                    .map(|word| Choice::new(word, t.word("triage-readers", word)))
                    .into()
            } else {
                Vec::new()
            },
        },
    ))
}

/// Writes it down.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, moment)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let value = |name: &str| form.value(name).to_owned();
    let input = TriageInput {
        person: value("person"),
        moment: moment.clone(),
        answers: ANSWERS.map(value).into(),
        outcome: value("outcome"),
        dimension: value("dimension"),
        because: value("because"),
        law: value("law"),
        readers: value("readers"),
    };
    let id = request_of(&caller, &form);
    let act = desk.house.decide_triage(&caller, dossier, &input, id);
    match refuse::when_sound(&form, act).await {
        Ok(id) => {
            desk.sent(&caller, &address(dossier, &moment)).await;
            let shown = format!("/dossier/{dossier}?klaar=triage#triage-{id}");
            return Ok(see_other(&shown));
        }
        Err(why @ Refused::Denied(_)) => {
            return refused(&page, why, &format!("/dossier/{dossier}/glas?act=edit"));
        }
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, (dossier, &moment), status).await
}
