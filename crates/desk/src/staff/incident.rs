//! `/incident/{id}`: what went wrong, where it stands, and what the data protection officer says it is (KE-II, KE-X 3).

use std::borrow::Cow;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::Refused;
use regie_casework::incident::IncidentPage;
use regie_casework::thing::IncidentOutcome;
use regie_terms::Act;

use super::dossier::id_of;
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Pairs;
use crate::refuse;
use crate::words::Lang;

/// The longest ground, in characters; `casework` holds to the same.
const LONGEST: usize = 2000;
/// What it can be judged to be, as `casework` reads it.
const OUTCOMES: [&str; 3] = ["breach", "no-breach", "look-into"];

#[derive(Template)]
#[template(path = "staff/incident.html")]
struct IncidentSheet<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    what: String,
    told: Pairs,
    /// The reason given for breaking the glass.
    reason: Option<&'a str>,
    /// What was written when it was found; a rule a line where it came from rules.
    found: Vec<String>,
    said: Vec<String>,
    outcomes: Vec<Choice>,
    open: bool,
    dossier: Option<String>,
}

fn outcome(t: Lang, outcome: IncidentOutcome) -> &'static str {
    t.say(match outcome {
        IncidentOutcome::Breach => "incident-is-breach",
        IncidentOutcome::NoBreach => "incident-is-no-breach",
        IncidentOutcome::LookInto => "incident-is-look-into",
    })
}

/// What was written when it was found. Ids of rules are read out as what the rule says.
fn found(desk: &Desk, t: Lang, incident: &IncidentPage) -> Vec<String> {
    let charters = desk.house.charters();
    let rules: Option<Vec<String>> = incident
        .text
        .split(", ")
        .map(|id| {
            let rule = charters.rules().find(|rule| rule.id == id)?;
            Some(if t == Lang::Nl {
                rule.says.nl.clone()
            } else {
                rule.says.en.clone()
            })
        })
        .collect();
    rules.unwrap_or_else(|| vec![incident.text.clone()])
}

fn drawn<'a>(
    desk: &Desk,
    page: &'a Page,
    form: &'a Form,
    incident: &'a IncidentPage,
) -> IncidentSheet<'a> {
    let t = page.t;
    let at = |moment: i64| t.moment(desk.house.local(moment).timestamp());
    let what: Cow<'static, str> = match t.may_say(&format!("incident-what-{}", incident.what)) {
        Some(known) => known.into(),
        None => incident.what.clone().into(),
    };
    let mut told = Pairs::new().row(t.say("incident-found-at"), at(incident.at));
    if let Some(by) = &incident.by {
        told = told.row(t.say("incident-by"), by.clone());
    }
    if let Some(glass) = &incident.glass {
        let act = match glass.act {
            Act::View => "glass-viewed",
            Act::Edit => "glass-edited",
        };
        told = told
            .row(t.say("glass-function"), t.of(&glass.function))
            .row(t.say("glass-what"), t.say(act))
            .row(t.say("glass-from"), at(glass.at))
            .row(t.say("glass-until"), at(glass.until));
    }
    let said = incident
        .judgements
        .iter()
        .map(|one| {
            let head = t.with2(
                "incident-said",
                "name",
                one.name.as_str(),
                "moment",
                at(one.at),
            );
            format!("{head}: {}. {}", outcome(t, one.outcome), one.because)
        })
        .collect();
    IncidentSheet {
        p: page,
        f: Fields::new(t, "incident", form),
        here: address(incident.id),
        what: what.into_owned(),
        told,
        reason: incident.glass.as_ref().map(|glass| glass.reason.as_str()),
        found: found(desk, t, incident),
        said,
        outcomes: OUTCOMES
            .iter()
            .map(|word| {
                let label = t.may_say(&format!("incident-is-{word}")).unwrap_or(word);
                let choice = Choice::new(*word, label);
                match t.may_say(&format!("incident-is-{word}-hint")) {
                    Some(hint) => choice.hint(hint),
                    None => choice,
                }
            })
            .collect(),
        open: !incident.settled,
        dossier: incident
            .dossier
            .map(|dossier| format!("/dossier/{dossier}")),
    }
}

fn address(incident: regie_terms::Id) -> String {
    format!("/incident/{incident}")
}

/// What happened, and the form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(incident): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let found = desk
        .house
        .incident(&caller, id_of(&incident))
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    let (page, form) = if found.settled {
        (page, Form::new())
    } else {
        desk.restored(&caller, page, &address(found.id)).await
    };
    Ok(page.show(&drawn(&desk, &page, &form, &found)))
}

/// Judges.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(incident): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let id = id_of(&incident);
    let told = |why: Refused| refuse::trouble(page.t, why);
    let outcome = form.pick("outcome", |word| {
        OUTCOMES.iter().copied().find(|known| *known == word)
    });
    let because = form.needed("because", LONGEST);
    if let (Some(outcome), true) = (outcome, form.ok()) {
        let done =
            desk.house
                .judge_incident(&caller, id, outcome, &because, request_of(&caller, &form));
        match done.await {
            Ok(()) => {
                desk.sent(&caller, &address(id)).await;
                return Ok(see_other("/?klaar=incident"));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let found = desk.house.incident(&caller, id).await.map_err(told)?;
    Ok(page.again(&drawn(&desk, &page, &form, &found)))
}
