//! `/dossier/{id}/overleg`: the case meetings, with who took part, what each brought in and what was agreed.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::dossier::DossierPage;
use regie_casework::meeting::MeetingView;
use regie_casework::thing::Participant;
use regie_terms::Purpose;

use super::{form_of, list_of};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Action, Empty, Pairs};
use crate::staff::dossier::{dossier_of, refused};
use crate::words::Lang;

/// Somebody who took part.
struct Took {
    who: String,
    brought: Option<String>,
    ground: Option<String>,
    /// What we told them, where that was written down; else where it can be.
    told: Option<Action>,
}

/// A meeting as it stands in the list.
struct Row {
    id: String,
    title: String,
    summary: String,
    head: Pairs,
    talked: Vec<String>,
    took: Vec<Took>,
    agreed: Vec<Action>,
    still: bool,
}

#[derive(Template)]
#[template(path = "meeting/list.html")]
struct ListPage<'a> {
    p: &'a Page,
    dossier: String,
    title: &'a str,
    rows: Vec<Row>,
    none: Empty,
    /// Where one is written down, for who may.
    new: Option<String>,
}

/// What was just done, by the word in the address.
const DONE: [(&str, &str); 1] = [("opgeschreven", "meeting-now-written")];

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(address): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&address);
    let page = crate::entry::done(page, &request, &DONE);
    drop(request);
    let open = match desk.house.open_dossier(&caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(&page, why, &format!("/dossier/{dossier}/glas")),
    };
    let t = page.t;
    Ok(page.show(&ListPage {
        p: &page,
        title: &open.title,
        rows: open.meetings.iter().map(|one| row(t, &open, one)).collect(),
        none: Empty {
            text: t.say("meeting-none").into(),
            hint: None,
            action: None,
        },
        new: open.record_meeting.then(|| form_of(dossier)),
        dossier: format!("/dossier/{dossier}"),
    }))
}

fn row(t: Lang, open: &DossierPage, one: &MeetingView) -> Row {
    let value = &one.meeting;
    let whose = match one.person {
        None => t.say("entry-family").to_owned(),
        Some(_) => one.person_name.clone(),
    };
    let here = format!("/dossier/{}", open.id);
    Row {
        id: format!("overleg-{}", one.id),
        title: t.with2(
            "meeting-on",
            "day",
            t.day(value.held_on),
            "name",
            whose.as_str(),
        ),
        summary: value.summary.clone(),
        head: Pairs::new()
            .row(t.say("meeting-told_how-is"), value.told_how.clone())
            .row(t.say("meeting-by"), value.by.clone()),
        talked: value
            .talked
            .iter()
            .map(|who| {
                let name = one.names.iter().find(|(id, _)| *id == who.person);
                let name = name.map(|(_, n)| n.as_str()).unwrap_or_default();
                match &who.because {
                    Some(why) => t.with2("plan-was-not", "name", name, "why", why.as_str()),
                    None if who.there => t.with("plan-was-there", "name", name),
                    None => t.with("plan-was-not-there", "name", name),
                }
            })
            .collect(),
        took: value
            .participants
            .iter()
            .enumerate()
            .map(|(place, who)| took(t, open, (&here, one), (place, who)))
            .collect(),
        agreed: one
            .agreed
            .iter()
            .map(|(id, text)| Action::new(format!("{here}#gegeven-{id}"), text.clone()))
            .collect(),
        still: one.still,
    }
}

/// Who somebody is, with where they come from.
pub(crate) fn who(t: Lang, who: &Participant) -> String {
    let name = match who.name.as_str() {
        "" => t.say("plan-who-team"),
        name => name,
    };
    match (&who.organisation, who.party) {
        (Some(from), Some(party)) => format!("{name}, {from} ({})", t.of(&party)),
        (Some(from), None) => format!("{name}, {from}"),
        (None, _) => name.to_owned(),
    }
}

fn took(
    t: Lang,
    open: &DossierPage,
    (here, one): (&str, &MeetingView),
    (place, participant): (usize, &Participant),
) -> Took {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    // What we told somebody from outside is a disclosure of its own, by itself asked about.
    let told = participant.organisation.as_ref().map(|name| {
        let share = open.shares.iter().find(|s| {
            s.purpose == Some(Purpose::CaseDiscussion)
                && s.recipient == *name
                && (one.person.is_none() || s.person == one.person)
        });
        match share {
            Some(share) => {
                let address = format!("{here}/delen/{}", share.id);
                Action::new(address, t.say("meeting-to-share"))
            }
            None => {
                let address = format!("{here}/delen/achteraf?overleg={}.{place}", one.id);
                Action::new(address, t.say("meeting-tell"))
            }
        }
    });
    Took {
        who: who(t, participant),
        brought: said(&participant.brought),
        ground: said(&participant.ground),
        told: told.filter(|_| open.record_meeting && !one.still),
    }
}

/// Where the list is, after something was written down.
pub(super) fn done(dossier: regie_terms::DossierId) -> String {
    format!("{}?klaar=opgeschreven", list_of(dossier))
}
