//! `/dossier/{id}/bewaren`, `…/sluiten`, `…/heropenen`: until when it is kept and why, closing and opening again, what stands in the way.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::life::{
    CloseInput, ClosureView, FileTerm, HoldInput, HoldView, LifePage, LiftHoldInput, ReopenInput,
};
use regie_casework::thing::ClosedWhy;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Hold, Id};

use super::{Ask, LONGEST, because, file};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Action, Banner, Cell, Checklist, Mood, Pairs, Table};
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of, refused};
use crate::words::Lang;

/// What stands, or stood, in the way.
struct HoldCard {
    title: String,
    because: String,
    who: String,
    over: Option<String>,
    lift: Option<String>,
}

#[derive(Template)]
#[template(path = "life/dossier.html")]
struct Drawn<'a> {
    p: &'a Page,
    dossier: String,
    title: &'a str,
    banners: Vec<Banner>,
    lead: String,
    table: Table,
    both: Option<String>,
    whys: Vec<String>,
    ways: Vec<Action>,
    checklist: Option<Checklist>,
    holds: Vec<HoldCard>,
    closures: Vec<Pairs>,
}

fn glass(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/glas?act=edit")
}

fn address(dossier: DossierId, rest: &str) -> String {
    format!("/dossier/{dossier}/{rest}")
}

async fn life(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    dossier: DossierId,
) -> Result<Result<LifePage, Response>, Trouble> {
    match desk.house.life_page(caller, dossier).await {
        Ok(life) => Ok(Ok(life)),
        Err(why) => refused(page, why, &glass(dossier)).map(Err),
    }
}

/// The table of terms.
fn terms(t: Lang, life: &LifePage) -> Table {
    let name = |term: &FileTerm| {
        let found = life.people.iter().find(|(id, _)| *id == term.person);
        found.map_or_else(String::new, |(_, name)| name.clone())
    };
    Table {
        caption: t.say("life-terms").into(),
        heads: [
            "life-term-who",
            "life-term-law",
            "life-term-until",
            "life-term-by",
        ]
        .map(|key| t.say(key).into())
        .to_vec(),
        rows: life
            .files
            .iter()
            .map(|term| {
                let unset = || t.say("life-term-unset").to_owned();
                vec![
                    Cell::from(name(term)),
                    Cell::from(file(t, term.law, term.file)),
                    Cell::from(term.keep.map_or_else(unset, |keep| t.day(keep.until))),
                    Cell::from(term.keep.map_or_else(unset, |keep| t.day(keep.destroy_by))),
                ]
            })
            .collect(),
    }
}

fn whys(t: Lang, life: &LifePage) -> Vec<String> {
    let mut out = Vec::new();
    for term in &life.files {
        for reason in &term.answer.because {
            let line = format!("{}: {}", file(t, term.law, term.file), because(t, reason));
            if !out.contains(&line) {
                out.push(line);
            }
        }
        if let Some(set) = &term.set {
            let line = t.with2(
                "life-set",
                "name",
                set.by.as_str(),
                "text",
                set.because.as_str(),
            );
            if !out.contains(&line) {
                out.push(line);
            }
        }
    }
    out
}

fn closure(t: Lang, one: &ClosureView) -> Pairs {
    let it = &one.closure;
    let pairs = Pairs::new()
        .row(t.say("life-closed-on"), t.day(it.on))
        .row(
            t.say("life-closed-why"),
            t.word("life-why", it.why.as_str()),
        )
        .row(t.say("life-because"), it.because.clone())
        .row(t.say("life-told"), it.told.clone());
    let pairs = match it.by.as_str() {
        "" => pairs,
        by => pairs.row(t.say("life-closed-by"), by.to_owned()),
    };
    match &it.reopened {
        Some(again) => pairs.row(
            t.say("life-reopened-on"),
            format!("{} · {} · {}", t.day(again.on), again.by, again.because),
        ),
        None => pairs,
    }
}

fn hold_card(t: Lang, dossier: DossierId, one: &HoldView) -> HoldCard {
    let it = &one.hold;
    HoldCard {
        title: t.of(&it.hold).to_owned(),
        because: it.because.clone(),
        who: t.with2(
            "life-hold-by",
            "name",
            it.by.as_str(),
            "day",
            t.day(it.since),
        ),
        over: it.lifted.as_ref().map(|over| {
            let says = t.with2(
                "life-hold-over",
                "name",
                over.by.as_str(),
                "day",
                t.day(over.on),
            );
            format!("{says} {}", over.because)
        }),
        lift: match it.lifted {
            Some(_) => None,
            None => Some(address(dossier, &format!("bewaren/{}", one.id))),
        },
    }
}

const DONE: [(&str, &str); 4] = [
    ("gesloten", "life-done-closed"),
    ("heropend", "life-done-reopened"),
    ("vastgehouden", "life-done-held"),
    ("vrijgegeven", "life-done-lifted"),
];

/// The page.
pub(super) async fn page(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    uri: axum::http::Uri,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let life = match life(&desk, &caller, &page, dossier).await? {
        Ok(life) => life,
        Err(shown) => return Ok(shown),
    };
    let t = page.t;
    let done = uri.query().unwrap_or_default().strip_prefix("klaar=");
    let done = DONE.iter().find(|(word, _)| Some(*word) == done);
    let mut banners = Vec::new();
    banners.extend(done.map(|(_, key)| Banner::new(Mood::Good, t.say(key))));
    let standing = life.holds.iter().filter(|h| h.hold.lifted.is_none());
    if standing.count() > 0 {
        banners.push(Banner::new(Mood::Care, t.say("life-held")));
    }
    let mut ways = Vec::new();
    let mut checklist = None;
    if life.closed.is_none() {
        ways.push(Action::new(
            address(dossier, "sluiten"),
            t.say("life-close-title"),
        ));
    } else if life.may_reopen() {
        ways.push(Action::new(
            address(dossier, "heropenen"),
            t.say("life-reopen-title"),
        ));
    } else if let Some(answer) = &life.reopens {
        checklist = Some(Checklist::of(t, t.say("life-reopen-not"), answer));
    }
    ways.push(Action::new(
        address(dossier, "bewaren/vasthouden"),
        t.say("life-hold-title"),
    ));
    let lead = match life.closed {
        Some(day) => t.with("life-lead-closed", "day", t.day(day)),
        None => t.say("life-lead-open").to_owned(),
    };
    Ok(page.show(&Drawn {
        p: &page,
        dossier: format!("/dossier/{dossier}"),
        title: &life.title,
        banners,
        lead,
        table: terms(t, &life),
        both: (life.both > 0).then(|| t.with("life-both", "number", life.both)),
        whys: whys(t, &life),
        ways,
        checklist,
        holds: life
            .holds
            .iter()
            .map(|h| hold_card(t, dossier, h))
            .collect(),
        closures: life.closures.iter().map(|c| closure(t, c)).collect(),
    }))
}

/// Which of the small forms of a dossier.
#[derive(Clone, Copy)]
enum Which {
    Close,
    Reopen,
    Hold,
    Lift(Id),
}

impl Which {
    fn rest(self) -> String {
        match self {
            Self::Close => "sluiten".to_owned(),
            Self::Reopen => "heropenen".to_owned(),
            Self::Hold => "bewaren/vasthouden".to_owned(),
            Self::Lift(id) => format!("bewaren/{id}"),
        }
    }

    const fn done(self) -> &'static str {
        match self {
            Self::Close => "gesloten",
            Self::Reopen => "heropend",
            Self::Hold => "vastgehouden",
            Self::Lift(_) => "vrijgegeven",
        }
    }
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (dossier, which): (DossierId, Which),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let life = match life(desk, caller, page, dossier).await? {
        Ok(life) => life,
        Err(shown) => return Ok(shown),
    };
    let t = page.t;
    let f = Fields::new(t, "life", form);
    let reasons: Vec<Choice> = ClosedWhy::ALL
        .iter()
        .map(|why| Choice::new(why.as_str(), t.word("life-why", why.as_str())))
        .collect();
    let kinds: Vec<Choice> = Hold::ALL
        .iter()
        .map(|hold| Choice::new(hold.as_str(), t.of(hold)))
        .collect();
    let (title, says, table, fields, go) = match which {
        Which::Close => {
            let mut fields = vec![
                f.date("on"),
                f.radios("why", &reasons),
                f.long("because"),
                f.long("told"),
            ];
            let mut says = vec![t.say("life-close-lead").to_owned()];
            if !life.lacking.is_empty() {
                let lacking: Vec<String> =
                    life.lacking.iter().map(|(l, s)| file(t, *l, *s)).collect();
                says.push(t.with("life-close-lacking", "list", t.list(&lacking)));
                fields.extend([f.text("years"), f.long("years_because").rows(2)]);
            }
            (
                "life-close-title",
                says,
                Some(terms(t, &life)),
                fields,
                "life-close-go",
            )
        }
        Which::Reopen => (
            "life-reopen-title",
            vec![t.say("life-reopen-lead").to_owned()],
            None,
            vec![f.long("because")],
            "life-reopen-go",
        ),
        Which::Hold => (
            "life-hold-title",
            vec![t.say("life-hold-lead").to_owned()],
            None,
            vec![
                f.radios("hold", &kinds),
                f.date("since").optional(),
                f.long("because"),
            ],
            "life-hold-go",
        ),
        Which::Lift(id) => {
            let found = life.holds.iter().find(|h| h.id == id);
            let found = found.filter(|h| h.hold.lifted.is_none());
            let found = found.ok_or(Trouble::NotFound)?;
            (
                "life-lift-title",
                vec![
                    t.of(&found.hold.hold).to_owned(),
                    found.hold.because.clone(),
                ],
                None,
                vec![f.long("because")],
                "life-lift-go",
            )
        }
    };
    let shown = Ask {
        p: page,
        f,
        here: address(dossier, &which.rest()),
        back: (address(dossier, "bewaren"), t.say("life-title").to_owned()),
        title: t.say(title).to_owned(),
        says,
        table,
        fields,
        go: t.say(go),
        alarm: false,
    };
    Ok(shown.shown(status))
}

async fn asked(
    desk: Desk,
    caller: Caller,
    page: Page,
    dossier: DossierId,
    which: Which,
) -> Result<Response, Trouble> {
    let here = address(dossier, &which.rest());
    let (page, mut form) = desk.restored(&caller, page, &here).await;
    if matches!(which, Which::Close) && !form.came("on") {
        let today = desk.house.today().strftime("%-d-%-m-%Y").to_string();
        form = form.set("on", today);
    }
    let at = (dossier, which);
    show(&desk, &caller, &page, &form, at, StatusCode::OK).await
}

async fn sent(
    desk: Desk,
    caller: Caller,
    page: Page,
    mut form: Form,
    (dossier, which): (DossierId, Which),
) -> Result<Response, Trouble> {
    let because = match form.value("because") {
        "" => String::new(),
        _ => form.needed("because", LONGEST),
    };
    let value = |name: &str| form.value(name).to_owned();
    let house = &desk.house;
    let request = request_of(&caller, &form);
    let act = async {
        match which {
            Which::Close => {
                let input = CloseInput {
                    on: crate::entry::day(&form, "on"),
                    why: value("why"),
                    because: because.clone(),
                    told: value("told"),
                    years: value("years"),
                    years_because: value("years_because"),
                };
                house.close_dossier(&caller, dossier, &input, request).await
            }
            Which::Reopen => {
                let input = ReopenInput {
                    because: because.clone(),
                };
                house
                    .reopen_dossier(&caller, dossier, &input, request)
                    .await
            }
            Which::Hold => {
                let input = HoldInput {
                    hold: value("hold"),
                    since: crate::entry::day(&form, "since"),
                    because: because.clone(),
                };
                house.set_hold(&caller, dossier, &input, request).await
            }
            Which::Lift(id) => {
                let input = LiftHoldInput {
                    because: because.clone(),
                };
                house.lift_hold(&caller, dossier, id, &input, request).await
            }
        }
    };
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            let here = address(dossier, &which.rest());
            desk.sent(&caller, &here).await;
            let back = address(dossier, "bewaren");
            return Ok(see_other(&format!("{back}?klaar={}", which.done())));
        }
        Err(why @ Refused::Denied(_)) => return refused(&page, why, &glass(dossier)),
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, &form, (dossier, which), status).await
}

macro_rules! rooms {
    ($($get:ident / $post:ident = $which:ident),+ $(,)?) => {$(
        /// The form.
        pub(super) async fn $get(
            State(desk): State<Desk>,
            Me(caller): Me,
            Path(dossier): Path<String>,
            page: Page,
        ) -> Result<Response, Trouble> {
            asked(desk, caller, page, dossier_of(&dossier), Which::$which).await
        }

        /// Does it.
        pub(super) async fn $post(
            State(desk): State<Desk>,
            Me(caller): Me,
            Path(dossier): Path<String>,
            page: Page,
            form: Form,
        ) -> Result<Response, Trouble> {
            let at = (dossier_of(&dossier), Which::$which);
            sent(desk, caller, page, form, at).await
        }
    )+};
}
rooms!(
    close / closed = Close,
    reopen / reopened = Reopen,
    hold / held = Hold
);

/// The form by which something stands in the way no more.
pub(super) async fn lift(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, hold)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let which = Which::Lift(id_of(&hold));
    asked(desk, caller, page, dossier_of(&dossier), which).await
}

/// Does it.
pub(super) async fn lifted(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, hold)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Which::Lift(id_of(&hold)));
    sent(desk, caller, page, form, at).await
}
