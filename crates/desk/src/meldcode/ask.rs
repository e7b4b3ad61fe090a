//! `/dossier/{id}/meldcode/{matter}/{part}`: the short forms of a matter, one for each step and for what comes with it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::meldcode::{
    CircleInput, CloseMatterInput, MatterPage, RemoveInput, ReportInput, StepInput, StepStands,
};
use regie_casework::thing::{
    MeldcodeAdviser, MeldcodeEnd, MeldcodeStep, MeldcodeTalk, MeldcodeWeighing,
};
use regie_casework::{Caller, Refused};
use regie_terms::{ClientTold, DossierId, Id};

use super::{LONGEST, address, colleagues, glass, with_today};
use crate::form::{Choice, Field, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of, refused};
use crate::words::Lang;

/// Which form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Step(MeldcodeStep),
    Readers,
    Report,
    Close,
    Remove,
}

/// The place of a step in an address.
pub(super) const fn part_of(step: MeldcodeStep) -> &'static str {
    match step {
        MeldcodeStep::Signals => "signalen",
        MeldcodeStep::Consultation => "overleg",
        MeldcodeStep::Talk => "gesprek",
        MeldcodeStep::Weighing => "wegen",
        MeldcodeStep::Decision => "besluit",
    }
}

impl Part {
    fn of(typed: &str) -> Option<Self> {
        let step = MeldcodeStep::ALL.into_iter().find(|s| part_of(*s) == typed);
        step.map(Self::Step).or(match typed {
            "lezers" => Some(Self::Readers),
            "melden" => Some(Self::Report),
            "sluiten" => Some(Self::Close),
            "verwijderen" => Some(Self::Remove),
            _ => None,
        })
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Step(step) => part_of(step),
            Self::Readers => "lezers",
            Self::Report => "melden",
            Self::Close => "sluiten",
            Self::Remove => "verwijderen",
        }
    }

    /// Whether it is for coordinator and substitute alone.
    const fn keeps(self) -> bool {
        !matches!(self, Self::Step(_))
    }
}

#[derive(Template)]
#[template(path = "meldcode/ask.html")]
struct Drawn<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    back: String,
    dossier: String,
    title: &'static str,
    name: &'a str,
    about: String,
    says: Vec<&'static str>,
    question: Option<(String, &'static str)>,
    which: Option<&'static str>,
    fields: Vec<Field<'a>>,
    go: &'static str,
    alarm: bool,
}

/// The fields of a step, and whether something before it was not done.
fn step_fields<'a>(
    t: Lang,
    f: &Fields<'a>,
    step: MeldcodeStep,
    choices: &'a [Choice],
) -> Vec<Field<'a>> {
    let text = |key: &str| {
        let hint = t.may_say(&format!("{key}-hint")).unwrap_or_default();
        f.long("text").called(t.say(key)).hinted(hint)
    };
    match step {
        MeldcodeStep::Signals => vec![
            text("meldcode-signals").rows(6),
            f.text("reporter").optional(),
        ],
        MeldcodeStep::Consultation => vec![
            f.checks("with", choices),
            f.tick("anonymous"),
            text("meldcode-advice"),
        ],
        MeldcodeStep::Talk => vec![f.radios("held", choices), text("meldcode-talk")],
        MeldcodeStep::Weighing => vec![f.yes_no("answer"), text("meldcode-weigh")],
        MeldcodeStep::Decision => vec![f.checks("decide", choices), text("meldcode-motive")],
    }
}

fn choices(t: Lang, part: Part, one: &MatterPage) -> Vec<Choice> {
    let of = |group: &str, words: &[&'static str]| -> Vec<Choice> {
        words
            .iter()
            .map(|word| Choice::new(*word, t.word(group, word)))
            .collect()
    };
    match part {
        Part::Step(MeldcodeStep::Consultation) => of(
            "meldcode-with",
            &MeldcodeAdviser::ALL.map(MeldcodeAdviser::as_str),
        ),
        Part::Step(MeldcodeStep::Talk) => of(
            "meldcode-held",
            &MeldcodeTalk::ALL.map(MeldcodeTalk::as_str),
        ),
        Part::Step(MeldcodeStep::Decision) => of("meldcode-decide", &["report", "help", "neither"]),
        Part::Step(_) | Part::Remove => Vec::new(),
        Part::Readers => colleagues(&one.colleagues),
        Part::Report => of("meldcode-kind", &["report", "answer"]),
        Part::Close => of("meldcode-end", &MeldcodeEnd::ALL.map(MeldcodeEnd::as_str)),
    }
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    (dossier, matter, part): (DossierId, Id, Part),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let one = match desk.house.meldcode(caller, dossier, matter).await {
        Ok(one) => one,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    if part.keeps() && !one.keeps {
        return Err(Trouble::NotFound);
    }
    let t = page.t;
    if let (Part::Report, [(only, _)], false) = (part, one.people.as_slice(), form.came("person")) {
        form = form.set("person", only.to_string());
    }
    if part == Part::Readers && status == StatusCode::OK && !form.came("readers") {
        for reads in one.colleagues.iter().filter(|c| c.reads) {
            form = form.add("readers", reads.account.to_string());
        }
    }
    let all = choices(t, part, &one);
    let people: Vec<Choice> = one
        .people
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
        .collect();
    let told: Vec<Choice> = ClientTold::ALL
        .iter()
        .map(|told| Choice::new(told.as_str(), t.of(told)))
        .collect();
    let units = ["months", "years"].map(|unit| Choice::new(unit, t.word("meldcode-unit", unit)));
    let f = Fields::new(t, "meldcode", &form);
    let mut question = None;
    let mut which = None;
    let fields = match part {
        Part::Step(step) => {
            let mut fields = step_fields(t, &f, step, &all);
            if step == MeldcodeStep::Weighing {
                let next = one.weighing.unwrap_or(MeldcodeWeighing::Suspicion);
                let number = (1..)
                    .zip(MeldcodeWeighing::ALL)
                    .find(|(_, w)| *w == next)
                    .map_or(1, |(number, _)| number);
                question = Some((
                    t.with2(
                        "meldcode-weighing-of",
                        "number",
                        number,
                        "question",
                        t.word("meldcode-weighing", next.as_str()),
                    ),
                    t.word("meldcode-weighing-more", next.as_str()),
                ));
                which = Some(next.as_str());
            }
            fields.push(f.date("on"));
            let first = one.steps.iter().take_while(|s| s.step != step);
            let mut first = first.filter(|s| s.stands != StepStands::Done);
            if first.next().is_some() {
                fields.push(f.tick("danger"));
            }
            fields
        }
        Part::Readers => vec![f.checks("readers", &all).optional()],
        Part::Report => vec![
            f.radios("kind", &all),
            f.radios("person", &people),
            f.text("recipient"),
            f.long("text")
                .called(t.say("meldcode-note"))
                .hinted(t.say("meldcode-note-hint")),
            f.radios("client", &told),
            f.long("postponed_because").rows(2).optional(),
        ],
        Part::Close => vec![
            f.radios("end", &all),
            f.long("text").called(t.say("meldcode-why")),
            f.text("keep").keyboard("numeric").narrow().optional(),
            f.radios("unit", &units).inline().optional(),
            f.long("keep_because").rows(2).optional(),
        ],
        Part::Remove => vec![f.tick("sure")],
    };
    let (title, says, go) = texts(t, part, all.is_empty());
    let names: Vec<&str> = one.people.iter().map(|(_, name)| name.as_str()).collect();
    let back = address(dossier, matter);
    Ok(page.show_as(
        status,
        &Drawn {
            p: page,
            f,
            here: format!("{back}/{}", part.word()),
            back,
            dossier: format!("/dossier/{dossier}"),
            title,
            name: &one.title,
            about: t.list(&names),
            says,
            question,
            which,
            fields,
            go,
            alarm: part == Part::Remove,
        },
    ))
}

fn texts(t: Lang, part: Part, none: bool) -> (&'static str, Vec<&'static str>, &'static str) {
    match part {
        Part::Step(step) => (
            t.word("meldcode-step", step.as_str()),
            vec![t.word("meldcode-about", step.as_str())],
            t.say("meldcode-save"),
        ),
        Part::Readers => (
            t.say("meldcode-readers-title"),
            vec![t.say(if none {
                "meldcode-readers-nobody"
            } else {
                "meldcode-readers-lead"
            })],
            t.say("meldcode-save"),
        ),
        Part::Report => (
            t.say("meldcode-report-title"),
            vec![t.say("meldcode-report-lead")],
            t.say("meldcode-report-go"),
        ),
        Part::Close => (
            t.say("meldcode-close-title"),
            vec![t.say("meldcode-close-lead"), t.say("meldcode-close-term")],
            t.say("meldcode-close-go"),
        ),
        Part::Remove => (
            t.say("meldcode-remove-title"),
            vec![t.say("meldcode-remove-lead")],
            t.say("meldcode-remove-go"),
        ),
    }
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, matter, part)): Path<(String, String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let (dossier, matter) = (dossier_of(&dossier), id_of(&matter));
    let Some(known) = Part::of(&part) else {
        return nowhere(&desk, &caller, &page, dossier, matter).await;
    };
    let here = format!("{}/{part}", address(dossier, matter));
    let (page, form) = desk.restored(&caller, page, &here).await;
    let form = with_today(&desk, form);
    let at = (dossier, matter, known);
    show(&desk, &caller, &page, form, at, StatusCode::OK).await
}

/// No form of ours: told only to who may be here.
async fn nowhere(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    dossier: DossierId,
    matter: Id,
) -> Result<Response, Trouble> {
    match desk.house.meldcode(caller, dossier, matter).await {
        Ok(_) => Err(Trouble::NotFound),
        Err(why) => refused(page, why, &glass(dossier)),
    }
}

/// Does it.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, matter, part)): Path<(String, String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (dossier, matter) = (dossier_of(&dossier), id_of(&matter));
    let Some(part) = Part::of(&part) else {
        return nowhere(&desk, &caller, &page, dossier, matter).await;
    };
    let text = form.maybe("text", LONGEST).unwrap_or_default();
    let value = |name: &str| form.value(name).to_owned();
    let values = |name: &str| form.values(name).map(str::to_owned).collect();
    let (house, request) = (&desk.house, request_of(&caller, &form));
    let done = async {
        let back = address(dossier, matter);
        let done = |word: &str| format!("{back}?klaar={word}");
        Ok(match part {
            Part::Step(step) => {
                let input = StepInput {
                    on: crate::entry::day(&form, "on"),
                    text,
                    danger: value("danger"),
                    reporter: value("reporter"),
                    with: values("with"),
                    anonymous: value("anonymous"),
                    held: value("held"),
                    which: value("which"),
                    answer: value("answer"),
                    decide: values("decide"),
                };
                let at = (matter, step);
                house
                    .step_meldcode(&caller, dossier, at, &input, request)
                    .await?;
                done("stap")
            }
            Part::Readers => {
                let input = CircleInput {
                    readers: values("readers"),
                };
                house
                    .name_meldcode_readers(&caller, dossier, matter, &input, request)
                    .await?;
                done("lezers")
            }
            Part::Report => {
                let input = ReportInput {
                    kind: value("kind"),
                    person: value("person"),
                    recipient: value("recipient"),
                    text,
                    client: value("client"),
                    postponed_because: value("postponed_because"),
                };
                let share = house
                    .begin_meldcode_report(&caller, dossier, matter, &input, request)
                    .await?;
                format!("/dossier/{dossier}/delen/{share}")
            }
            Part::Close => {
                let input = CloseMatterInput {
                    end: value("end"),
                    text,
                    keep: value("keep"),
                    unit: value("unit"),
                    keep_because: value("keep_because"),
                };
                house
                    .close_meldcode(&caller, dossier, matter, &input, request)
                    .await?;
                done("gesloten")
            }
            Part::Remove => {
                let input = RemoveInput {
                    sure: value("sure"),
                };
                house
                    .remove_meldcode(&caller, dossier, matter, &input, request)
                    .await?;
                format!("/dossier/{dossier}/meldcode?klaar=verwijderd")
            }
        })
    };
    match refuse::when_sound(&form, done).await {
        Ok(to) => {
            let here = format!("{}/{}", address(dossier, matter), part.word());
            desk.sent(&caller, &here).await;
            return Ok(see_other(&to));
        }
        Err(why @ (Refused::Denied(_) | Refused::NotFound)) => {
            return refused(&page, why, &glass(dossier));
        }
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let at = (dossier, matter, part);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, at, status).await
}
