//! `/caseload/overdragen`: handing over dossiers to a colleague in one go. Whoever coordinates sees their own by title; the manager first chooses a colleague, and sees
//! numbers and no titles.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::dossier::{
    Carrier, HandedOver, HandoverInput, HandoverPage, HandoverRow, LeftWhy, Place,
};
use regie_terms::{AccountId, Relation, RequestId};

use super::account::account_of;
use super::start::choices;
use super::{all, one, with_notice};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Action, Banner, Cell, Mood, Table};
use crate::refuse;
use crate::words::Lang;

const HERE: &str = "/caseload/overdragen";
const DONE: [(&str, &str); 1] = [("blijft", "handover-done-stays")];

#[derive(Template)]
#[template(path = "administer/handover.html")]
struct Drawn<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: &'static str,
    banners: Vec<Banner>,
    title: String,
    lead: &'static str,
    /// For a manager: back to the list of colleagues.
    back: Option<&'static str>,
    rows: Vec<Choice>,
    colleagues: Vec<Choice>,
    /// The address that says that all stays as it is, where that was asked, with an id for it.
    stays: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "administer/carriers.html")]
struct Carriers<'a> {
    p: &'a Page,
    table: Option<Table>,
}

fn whose(t: Lang, row: &HandoverRow) -> String {
    let place = t.of(match row.place {
        Place::Coordinator => &Relation::Coordinator,
        Place::Substitute => &Relation::Substitute,
        Place::Involved => &Relation::Involved,
    });
    let name = match &row.title {
        Some(title) => title.clone(),
        None => t.with("handover-number", "number", row.number),
    };
    format!("{name} · {place}")
}

const fn why(left: LeftWhy) -> &'static str {
    match left {
        LeftWhy::NotAllowed => "handover-left-not-allowed",
        LeftWhy::IsCoordinator => "handover-left-is-coordinator",
        LeftWhy::NotTheirs => "handover-left-not-theirs",
        LeftWhy::Busy => "handover-left-busy",
    }
}

/// What was handed over and what was not, by number.
fn report(t: Lang, done: &HandedOver) -> Vec<Banner> {
    let mut out = Vec::new();
    if done.done > 0 {
        let says = t.with("handover-done", "number", done.done);
        out.push(Banner::new(Mood::Good, says).loud());
    }
    if !done.left.is_empty() {
        let says = t.with("handover-left", "number", done.left.len());
        let mut banner = Banner::new(Mood::Alarm, says).loud();
        for (number, _, left) in &done.left {
            let number = t.with("handover-number", "number", *number);
            banner = banner.line(format!("{number}: {}", t.say(why(*left))));
        }
        out.push(banner);
    }
    out
}

async fn colleagues(
    desk: &Desk,
    caller: &Caller,
    t: Lang,
    from: AccountId,
) -> Result<Vec<Choice>, Trouble> {
    let all = desk.house.colleagues(caller, Place::Coordinator).await;
    let mut all = all.map_err(|why| refuse::trouble(t, why))?;
    all.retain(|one| one.account != from);
    Ok(choices(t, all))
}

async fn draw(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: &Form,
    seen: &HandoverPage,
    (banners, again): (Vec<Banner>, bool),
) -> Result<Response, Trouble> {
    let t = page.t;
    let mut banners = banners;
    if seen.asked {
        banners.push(Banner::new(Mood::Info, t.say("handover-asked")));
    }
    let drawn = Drawn {
        p: &page,
        f: Fields::new(t, "handover", form),
        here: HERE,
        banners,
        title: match seen.own {
            true => t.say("handover-title").to_owned(),
            false => t.with("handover-title-of", "name", seen.name.as_str()),
        },
        lead: t.say(match (seen.dossiers.is_empty(), seen.own) {
            (true, _) => "handover-nothing",
            (false, true) => "handover-lead",
            (false, false) => "handover-lead-manager",
        }),
        back: (!seen.own).then_some(HERE),
        rows: seen
            .dossiers
            .iter()
            .map(|row| Choice::new(row.dossier.to_string(), whose(t, row)))
            .collect(),
        colleagues: colleagues(desk, caller, t, seen.from).await?,
        stays: seen.asked.then(|| {
            let address = format!("{HERE}/{}/blijft", seen.from);
            (address, RequestId::fresh().to_string())
        }),
    };
    Ok(if again {
        page.again(&drawn)
    } else {
        page.show(&drawn)
    })
}

fn carriers(t: Lang, rows: &[Carrier]) -> Option<Table> {
    if rows.is_empty() {
        return None;
    }
    let row = |one: &Carrier| {
        let name = match one.ended {
            true => t.with("handover-ended", "name", one.name.as_str()),
            false => one.name.clone(),
        };
        vec![
            Cell::Link(format!("{HERE}?van={}", one.account), name),
            Cell::from(one.team.clone().unwrap_or_default()),
            Cell::from(one.coordinates.to_string()),
            Cell::from(one.stands_in.to_string()),
        ]
    };
    Some(Table {
        caption: t.say("handover-carriers").into(),
        heads: [
            "handover-who",
            "handover-team",
            "handover-coordinates",
            "handover-stands-in",
        ]
        .map(|key| t.say(key).into())
        .to_vec(),
        rows: rows.iter().map(row).collect(),
    })
}

/// The form; for a manager who chose nobody yet, the colleagues on whom dossiers hang.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    let page = with_notice(page, &request, &DONE);
    drop(request);
    let t = page.t;
    let trouble = |refused| refuse::trouble(t, refused);
    let from = query.came("van").then(|| account_of(query.value("van")));
    if from.is_none() && desk.house.hands_over_for_others(&caller).map_err(trouble)? {
        let rows = desk.house.carriers(&caller).await.map_err(trouble)?;
        return Ok(page.show(&Carriers {
            p: &page,
            table: carriers(t, &rows),
        }));
    }
    let seen = desk.house.handover_page(&caller, from).await;
    let seen = seen.map_err(trouble)?;
    let (page, mut form) = desk.restored(&caller, page, HERE).await;
    // What was typed about somebody else's dossiers is not for these.
    let kept = form.value("from") == whose_form(&seen) && form.came("why");
    if !kept {
        form = Form::new()
            .set("request", RequestId::fresh().to_string())
            .set("from", whose_form(&seen));
        if !seen.own {
            // Who hands over for somebody else hands over all, unless they say otherwise.
            for row in &seen.dossiers {
                form = form.add("dossiers", row.dossier.to_string());
            }
        }
    }
    draw(&desk, &caller, page, &form, &seen, (Vec::new(), false)).await
}

fn whose_form(seen: &HandoverPage) -> String {
    if seen.own {
        String::new()
    } else {
        seen.from.to_string()
    }
}

/// Hands over, and says what went and what did not.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let page = page.at(HERE);
    let t = page.t;
    let input = HandoverInput {
        from: one(&form, "from"),
        account: one(&form, "account"),
        dossiers: all(&form, "dossiers"),
        why: one(&form, "why"),
    };
    let act = desk
        .house
        .hand_over(&caller, &input, request_of(&caller, &form));
    let (banners, again) = match refuse::when_sound(&form, act).await {
        Ok(done) => {
            desk.sent(&caller, HERE).await;
            form = Form::new()
                .set("request", RequestId::fresh().to_string())
                .set("from", input.from.clone());
            (report(t, &done), false)
        }
        Err(why) => {
            refuse::into_form(t, &mut form, why)?;
            (Vec::new(), true)
        }
    };
    let from = (!input.from.is_empty()).then(|| account_of(&input.from));
    let seen = desk.house.handover_page(&caller, from).await;
    let seen = seen.map_err(|why| refuse::trouble(t, why))?;
    draw(&desk, &caller, page, &form, &seen, (banners, again)).await
}

/// Says that what hangs on somebody stays as it is.
pub(super) async fn stays(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(account): Path<String>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let act = desk
        .house
        .settle_handover(&caller, account_of(&account), request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(()) => Ok(see_other(&format!("{HERE}?klaar=blijft"))),
        Err(why) => Err(refuse::trouble(page.t, why)),
    }
}

/// Somebody who logs in again after sending that comes back to the list.
pub(super) async fn back() -> Response {
    see_other(HERE)
}

/// The way to it from one's own work.
pub(crate) fn way(t: Lang) -> Action {
    Action::new(HERE, t.say("handover-way-own"))
}
