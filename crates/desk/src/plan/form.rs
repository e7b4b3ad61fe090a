//! `/dossier/{id}/plan/schrijven` and `/dossier/{id}/plan/evalueren`: the next version of the plan, and what was concluded when it was looked at again.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::dossier::{DossierPage, EntryView};
use regie_casework::plan::{MOST_NEW, PlanPreview};
use regie_casework::thing::PartStands;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, PersonId, QuestionKind};

use super::read::at;
use super::{Way, plan_of, read};
use crate::entry::{Guidance, LabelPart, checklist, glass, persons};
use crate::form::{Choice, Fields, Form, offered};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Checklist, Outcome as Said};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};
use crate::words::Lang;

/// The names of the fields of one row.
pub(crate) struct Row {
    pub(crate) number: usize,
    /// What it is about: the text of a part, the name of a person; empty for a new part.
    pub(crate) about: String,
    /// The id that travels along.
    pub(crate) id: String,
    fields: Vec<String>,
}

impl Row {
    pub(crate) fn new(number: usize, (about, id): (String, String), names: &[&str]) -> Self {
        Row {
            number,
            about,
            id,
            fields: names.iter().map(|name| at(name, number)).collect(),
        }
    }

    /// The name of a field by its place; the first one where there is none.
    pub(crate) fn name(&self, place: usize) -> &str {
        self.fields
            .get(place)
            .or(self.fields.first())
            .map_or("", String::as_str)
    }
}

#[derive(Template)]
#[template(path = "plan/form.html")]
struct FormPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    plan: String,
    dossier: String,
    name: &'a str,
    /// It is looked at again.
    evaluates: bool,
    version: String,
    persons: Vec<Choice>,
    family: Vec<Row>,
    open: Vec<Row>,
    states: Vec<Choice>,
    new: Vec<Row>,
    kinds: Vec<Choice>,
    doers: Vec<Choice>,
    parties: Vec<Choice>,
    directors: Vec<Choice>,
    /// Facts that can become a part.
    take: Vec<Row>,
    takes: Vec<Choice>,
    rests: Vec<Choice>,
    l: LabelPart,
    checklist: Checklist,
}

/// The form by which the next version is written.
pub(super) async fn write(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    begin(&desk, &caller, page, dossier_of(&dossier), Way::Write).await
}

/// The form by which it is looked at again.
pub(super) async fn evaluate(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    begin(&desk, &caller, page, dossier_of(&dossier), Way::Evaluate).await
}

async fn begin(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    dossier: DossierId,
    way: Way,
) -> Result<Response, Trouble> {
    let (page, form) = desk.restored(caller, page, &way.address(dossier)).await;
    show(desk, caller, &page, form, (dossier, way), StatusCode::OK).await
}

/// Draws the form as it stands, with what the charter says to it.
pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: Form,
    (dossier, way): (DossierId, Way),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let input = read::plan(&form, way);
    let preview = match desk.house.preview_plan(caller, dossier, &input).await {
        Ok(preview) => preview,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    if way == Way::Evaluate && preview.version.is_none() {
        // There is nothing to look at again yet.
        return Ok(see_other(&plan_of(dossier)));
    }
    let form = begun(form, &open, &preview);
    let by = Guidance::of(desk, page.t, &preview.said);
    let drawn = drawn(page, &form, (&open, &preview), &by, desk, way);
    Ok(page.show_as(status, &drawn))
}

/// What there is no choice in, and what stood in the version before, is filled in.
fn begun(form: Form, open: &DossierPage, preview: &PlanPreview) -> Form {
    if form.came("talked_on") {
        return form;
    }
    let mut form = crate::entry::begun(form, open);
    if let Some(plan) = open.plans.first() {
        if let Some(director) = plan.named {
            form = form.set("director", director.to_string());
        }
        for (id, _) in &plan.rests_on {
            form = form.add("rests_on", id.to_string());
        }
    }
    if let Some(version) = preview.version {
        form = form.set("version", version.to_string());
    }
    form
}

fn drawn<'a>(
    page: &'a Page,
    form: &'a Form,
    (open, preview): (&'a DossierPage, &PlanPreview),
    by: &Guidance<'_>,
    desk: &Desk,
    way: Way,
) -> FormPage<'a> {
    let t = page.t;
    let f = Fields::new(t, "plan", form).or("entry");
    let name = |id: PersonId| {
        let found = open.people.iter().find(|p| p.id == id);
        found.map(|p| p.name.clone()).unwrap_or_default()
    };
    let entry = |id: Id| open.entries.iter().find(|e| e.id == id);
    let rows = |ids: &mut dyn Iterator<Item = (String, String)>, names: &[&str]| -> Vec<Row> {
        ids.enumerate()
            .map(|(n, one)| Row::new(n + 1, one, names))
            .collect()
    };
    let offered_facts: Vec<&EntryView> =
        preview.offered.iter().filter_map(|id| entry(*id)).collect();
    let about = |e: &EntryView| {
        let whose = crate::staff::dossier::whose(t, e);
        format!("{whose}: {}", shorter(&e.text))
    };
    let plans = |e: &&&EntryView| e.label.category == regie_terms::Data::SupportPlan;
    let current = open.plans.first();
    let open_part = |id: &Id| {
        let part = current?.parts.iter().find(|p| p.entry == *id)?;
        let whose = match part.person {
            None => t.say("entry-family").to_owned(),
            Some(_) => part.person_name.clone(),
        };
        (part.state == PartStands::Open)
            .then(|| (format!("{whose}: {}", part.text), id.to_string()))
    };
    FormPage {
        p: page,
        here: way.address(open.id),
        plan: plan_of(open.id),
        dossier: format!("/dossier/{}", open.id),
        name: &open.title,
        evaluates: way == Way::Evaluate,
        version: form.value("version").to_owned(),
        persons: persons(t, open, t.say("plan-family-hint")),
        family: rows(
            &mut preview.family.iter().map(|id| (name(*id), id.to_string())),
            &["there", "there_because", "family"],
        ),
        open: rows(
            &mut preview.open.iter().filter_map(open_part),
            &["state", "state_because", "part"],
        ),
        states: Choice::words(t, "plan-state", ["open", "reached", "let-go"]),
        new: rows(
            &mut (0..MOST_NEW).map(|_| (String::new(), String::new())),
            &[
                "part_kind",
                "part_person",
                "part_text",
                "part_law",
                "part_who",
                "part_who_name",
                "part_party",
            ],
        ),
        kinds: Choice::words(t, "plan-kind", ["goal", "agreement"]),
        doers: doers(t, open, preview),
        parties: offered(t, &desk.house.form(QuestionKind::Disclosure), |one| {
            &one.receivers
        }),
        directors: preview
            .staff
            .iter()
            .map(|(account, name)| Choice::new(account.to_string(), name.clone()))
            .collect(),
        take: rows(
            &mut offered_facts
                .iter()
                .filter(plans)
                .map(|e| (about(e), e.id.to_string())),
            &["take", "taken"],
        ),
        takes: Choice::words(t, "plan-kind", ["goal", "agreement"]),
        rests: offered_facts
            .iter()
            .map(|e| Choice::new(e.id.to_string(), about(e)))
            .collect(),
        l: LabelPart::new(t, form, &f, open, by),
        checklist: checklist(t, ("plan", form), by.said)
            .unwrap_or_else(|| Checklist::new(t, t.say("entry-may"), Said::Incomplete)),
        f,
    }
}

/// As much of a fact as tells it from another.
fn shorter(text: &str) -> String {
    const MOST: usize = 90;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{}…", start.trim_end())
}

/// Who can do something: somebody of the dossier, a colleague, somebody of the network, a partner.
fn doers(t: Lang, open: &DossierPage, preview: &PlanPreview) -> Vec<Choice> {
    let people = open.people.iter();
    let people = people.map(|p| Choice::new(format!("person:{}", p.id), p.name.clone()));
    let staff = preview.staff.iter();
    let staff = staff.map(|(id, name)| Choice::new(format!("staff:{id}"), name.clone()));
    let others = ["network", "partner"];
    let others = Choice::words(t, "plan-who-of", others);
    people.chain(staff).chain(others).collect()
}

/// Writes it.
pub(super) async fn post_write(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    post(
        &desk,
        &caller,
        page,
        (dossier_of(&dossier), Way::Write),
        form,
    )
    .await
}

/// Writes what was concluded.
pub(super) async fn post_evaluate(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Way::Evaluate);
    post(&desk, &caller, page, at, form).await
}

async fn post(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    (dossier, way): (DossierId, Way),
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = way.address(dossier);
    if form.ok() {
        let input = read::plan(&form, way);
        let request = request_of(caller, &form);
        match desk
            .house
            .write_plan(caller, dossier, &input, request)
            .await
        {
            Ok(_) => {
                desk.sent(caller, &here).await;
                return Ok(see_other(&super::page::done(dossier, way)));
            }
            Err(why) if of_leave(&why) => {
                let kept = desk.house.keep_draft(caller, &here, &form.to_query()).await;
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
    show(desk, caller, &page, form, (dossier, way), status).await
}

/// Whether it is the task or the access itself that was refused, and not what was to be recorded.
pub(crate) fn of_leave(why: &Refused) -> bool {
    let Refused::Denied(answers) = why else {
        return false;
    };
    let leave = answers.iter().take(2);
    answers.is_empty()
        || leave
            .into_iter()
            .any(|one| one.outcome != regie_terms::Outcome::Permitted)
}
