//! `/vind`: an exact BSN, or a surname with a birth date. The answer says that a dossier exists and who coordinates
//! it, no more. It is sent by POST, so that no BSN ever stands in an address.

use std::borrow::Cow;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::Zoned;
use regie_casework::dossier::{FindInput, Found};
use regie_casework::thing::AccountKind;
use regie_terms::{Outcome, Relation};

use crate::form::{Between, Fields, Form};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Action, Checklist, Empty, Pairs};
use crate::refuse;
use crate::staff::dossier::who;
use crate::words::Lang;

/// One dossier that was found.
struct Hit {
    pairs: Pairs,
    /// How the finder stands to it.
    says: Cow<'static, str>,
    /// What the charter says, to who has no part in it.
    checklist: Option<Checklist>,
    /// Where to go on, when there is a way.
    open: Option<Action>,
    /// Whether that way is the emergency one.
    alarm: bool,
    /// Naming who works in it, for who may.
    places: Option<Action>,
    /// Being involved for a day, where the client stands at the desk.
    claim: Option<Action>,
}

#[derive(Template)]
#[template(path = "staff/find.html")]
struct FindPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    /// `None` before anything was looked for.
    hits: Option<Vec<Hit>>,
    nothing: Empty,
}

fn drawn<'a>(page: &'a Page, form: &'a Form, hits: Option<Vec<Hit>>) -> FindPage<'a> {
    let t = page.t;
    let nothing = Empty {
        text: t.say("staff-find-none").into(),
        hint: Some(t.say("staff-find-none-hint").into()),
        action: None,
    };
    FindPage {
        p: page,
        f: Fields::new(t, "staff", form),
        hits,
        nothing,
    }
}

/// The empty form; there is none for clients.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    if caller.kind() == AccountKind::Client {
        return Err(Trouble::NotFound);
    }
    desk.house
        .may_find(&caller)
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    let (page, form) = desk.restored(&caller, page, "/vind").await;
    Ok(page.show(&drawn(&page, &form, None)))
}

/// Looks.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let page = page.at("/vind");
    let t = page.t;
    desk.house
        .may_find(&caller)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let bsn = form.maybe("bsn", 20).unwrap_or_default();
    let surname = form.maybe("surname", 100).unwrap_or_default();
    let born = form.maybe_date("born", Between::birth(desk.house.today()));
    if form.ok() {
        let input = FindInput {
            bsn,
            surname,
            born: born.map(|day| day.to_string()).unwrap_or_default(),
        };
        match desk.house.find(&caller, &input).await {
            Ok(found) => {
                desk.sent(&caller, "/vind").await;
                let glass = desk.house.has_glass();
                let hits = found
                    .iter()
                    .map(|found| hit(t, found, glass, &|at| desk.house.local(at)))
                    .collect();
                return Ok(page.show(&drawn(&page, &form, Some(hits))));
            }
            Err(refused) => refuse::into_form(t, &mut form, refused)?,
        }
    }
    Ok(page.again(&drawn(&page, &form, None)))
}

/// What was found, and what is possible: only here is it told whether somebody is there, and where the way in with a
/// reason begins.
fn hit(t: Lang, found: &Found, glass: bool, local: &dyn Fn(i64) -> Zoned) -> Hit {
    let pairs = who(t, found.coordinator.as_ref(), found.substitute.as_ref());
    let here = format!("/dossier/{}", found.dossier);
    let places = found
        .may_assign
        .then(|| Action::new(format!("{here}/betrokkenen"), t.say("begin-places-title")));
    if found.relation != Relation::None {
        return Hit {
            claim: None,
            pairs,
            says: t.say("staff-find-yours").into(),
            checklist: None,
            open: Some(Action::new(here, t.say("staff-find-open"))),
            alarm: false,
            places,
        };
    }
    if found.view.outcome == Outcome::Permitted {
        // Their glass is open, or they gave a reason a moment ago.
        let until = found.glass_until.map(|at| t.moment(local(at).timestamp()));
        return Hit {
            claim: None,
            pairs,
            says: match until {
                Some(until) => Cow::Owned(t.with("staff-find-open-until", "moment", until)),
                None => t.say("staff-find-may").into(),
            },
            checklist: None,
            open: Some(Action::new(here, t.say("staff-find-open"))),
            alarm: false,
            places,
        };
    }
    let someone = [&found.coordinator, &found.substitute]
        .into_iter()
        .flatten()
        .any(|name| name.present);
    let alarm = refuse::asks_reason(&found.view);
    let says = match (alarm, someone) {
        (true, _) => "staff-find-both-away",
        (false, true) => "staff-find-not-yours",
        (false, false) if glass => "staff-find-nobody",
        (false, false) => "staff-find-nobody-waits",
    };
    let way = || Action::new(format!("{here}/glas"), t.say("dossier-refused-glass"));
    Hit {
        claim: found
            .may_claim
            .then(|| Action::new(format!("{here}/balie"), t.say("claim-way"))),
        pairs,
        says: t.say(says).into(),
        checklist: Some(Checklist::of(t, t.say("dossier-refused-why"), &found.view)),
        open: alarm.then(way),
        alarm,
        places,
    }
}
