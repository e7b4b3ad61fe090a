//! The form of an entry as it stands on the page.

use std::borrow::Cow;

use askama::Template;
use regie_casework::dossier::DossierPage;
use regie_casework::entry::{FAMILY, LabelPreview, Otherwise};
use regie_casework::triage::{Beyond, Limit};
use regie_casework::{Field, FieldError, FormOf};
use regie_terms::{
    ClientTold, Consulted, Data, Law, Moment, NeedWord, Outcome, QuestionKind, Relation, SafetyOf,
    Word,
};

use super::read::{ANSWERS, Said};
use crate::form::{Choice, Fields, Form, offered_under, said};
use crate::guard::Desk;
use crate::page::Page;
use crate::part::{Checklist, Fact, State, Step};
use crate::share::norms;
use crate::staff::dossier::whose;
use crate::words::Lang;

/// A group of categories, closed until one of them is chosen (FLD-1).
pub(crate) struct Group {
    pub(crate) title: String,
    pub(crate) open: bool,
    pub(crate) choices: Vec<Choice>,
}

/// What a page of this form is for.
pub(super) struct Purposely<'a> {
    /// The heading.
    pub title: &'static str,
    /// A line under it.
    pub lead: &'static str,
    /// The words of the button.
    pub go: &'static str,
    /// The form's own address.
    pub here: String,
    /// Which form the test answers: empty, `feit/<id>` or `aantekening/<id>`.
    pub which: String,
    /// The fact that is mended.
    pub old: Option<&'a Fact>,
}

/// What the charter has to say to a form: what it is drawn from, what its documents ask to think of, and its answers to the form as
/// it stands.
pub(crate) struct Guidance<'a> {
    form: FormOf<'a>,
    norms: Vec<(String, String)>,
    /// Its answers, and what the form lacks.
    pub(crate) said: &'a LabelPreview,
}

impl<'a> Guidance<'a> {
    /// What it says to recording, with what it said to a form.
    pub(crate) fn of(desk: &'a Desk, t: Lang, said: &'a LabelPreview) -> Self {
        Guidance {
            form: desk.house.form(QuestionKind::Recording),
            norms: norms(desk, t, QuestionKind::Recording),
            said,
        }
    }
}

/// What the charter's rules look at: what none of them does is on no form.
pub(crate) struct Asks {
    /// That something is there, or what it is.
    pub(crate) kind: bool,
    /// At which moment of triage.
    pub(crate) moment: bool,
    /// Why not less, and why no lighter way.
    pub(crate) weighing: bool,
    /// An article that makes it strictly necessary.
    pub(crate) ground: bool,
    /// Who agreed.
    pub(crate) consent: bool,
    /// Whether safety is at stake.
    pub(crate) safety: bool,
}

/// Which folded parts stand open: what the charter asks now, or what was filled in or is wrong.
pub(crate) struct Open {
    pub(crate) weighing: bool,
    pub(crate) ground: bool,
    pub(crate) consent: bool,
    pub(crate) safety: bool,
}

#[derive(Template)]
#[template(path = "entry/form.html")]
pub(super) struct EntryPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    why: Purposely<'a>,
    dossier: String,
    name: &'a str,
    persons: Vec<Choice>,
    l: LabelPart,
    /// Whether the reader may keep it out of ordinary view from its first moment.
    may_shield: bool,
    checklist: Checklist,
}

/// The part of a form that makes up the label, with what there is to choose from; an entry and a document have the same.
pub(crate) struct LabelPart {
    pub(crate) asks: Asks,
    pub(crate) kinds: Vec<Choice>,
    pub(crate) groups: Vec<Group>,
    pub(crate) category_wrong: Option<String>,
    pub(crate) purposes: Vec<Choice>,
    pub(crate) laws: Vec<Choice>,
    pub(crate) sources: Vec<Choice>,
    pub(crate) statements: Vec<Choice>,
    pub(crate) moments: Vec<Choice>,
    pub(crate) said: Said,
    pub(crate) safety_of: Vec<Choice>,
    pub(crate) consulted: Vec<Choice>,
    pub(crate) told: Vec<Choice>,
    /// What the charter's own documents ask to think of where it is said why it is needed, each with its place.
    pub(crate) norms: Vec<(String, String)>,
    pub(crate) open: Open,
    /// Which data go with the last triage, in words: the heading, and what is outside with what that takes.
    pub(crate) limit: Option<(String, String)>,
    /// Whether that lets another be recorded with a motive.
    pub(crate) beyond: bool,
    /// Whether the charter asks how serious it is, and nobody said so yet.
    pub(crate) untriaged: bool,
    /// Where one weighs.
    pub(crate) weigh: String,
}

impl LabelPart {
    /// The part as it stands: what the charter asks now, what was filled in and what is wrong is open.
    pub(crate) fn new(
        t: Lang,
        form: &Form,
        f: &Fields<'_>,
        open: &DossierPage,
        by: &Guidance<'_>,
    ) -> Self {
        let charter = &by.form;
        let needs = |words: &[NeedWord]| words.iter().any(|word| charter.needs.contains(*word));
        let weighed = &by.said.weighed;
        LabelPart {
            limit: weighed.limit.as_ref().map(|one| limit(t, charter, one)),
            beyond: weighed
                .limit
                .as_ref()
                .is_some_and(|one| one.beyond == Beyond::Motive),
            untriaged: weighed.untriaged,
            weigh: format!("/dossier/{}/triage", open.id),
            asks: Asks {
                kind: charter.asks(Field::Kind),
                moment: charter.asks(Field::Moment),
                weighing: needs(&[NeedWord::Proportionality, NeedWord::Subsidiarity]),
                ground: charter.asks(Field::LegalGround),
                consent: needs(&[NeedWord::Consent]),
                safety: charter.asks(Field::Safety),
            },
            kinds: Choice::words(t, "kind-long", ["that", "what"]),
            groups: groups(t, form, charter),
            category_wrong: f.wrong("category"),
            purposes: offered_under(t, charter, (&open.laws, form.value("purpose")), |one| {
                &one.purposes
            }),
            laws: laws(t, open),
            sources: choices(t, "entry-source", &SOURCES),
            statements: choices(t, "entry-statement", &STATEMENTS),
            moments: t.choices(Moment::ALL),
            said: Said::new(t, open),
            safety_of: t.choices(SafetyOf::ALL),
            consulted: t.choices(Consulted::ALL),
            told: t.choices(ClientTold::ALL),
            norms: by.norms.clone(),
            open: opened(form, by),
        }
    }
}

/// What a limit says: how it was judged, and which of what the form offers does not go with it.
fn limit(t: Lang, charter: &FormOf<'_>, limit: &Limit) -> (String, String) {
    let offered = charter.data();
    let outside = offered.iter().filter(|data| !limit.data.contains(data));
    let outside: Vec<&str> = outside.map(|data| t.of(data)).collect();
    let takes = match limit.beyond {
        Beyond::Motive => "triage-limit-motive",
        Beyond::Triage => "triage-limit-new",
    };
    let what = t.list(&outside);
    (
        t.with("triage-limit", "says", said(t, &limit.says).as_str()),
        format!(
            "{} {}",
            t.with("triage-limit-outside", "what", what),
            t.say(takes)
        ),
    )
}

/// What the charter says, with the way to each field that is still to be filled.
///
/// Under it stands what the form itself lacks: what the charter permits is not recorded before that is there. Where it is prohibited and an article or
/// a danger would make it possible, that is said in place of that nothing can be done. `area` is that of the form's own texts.
pub(crate) fn checklist(
    t: Lang,
    (area, form): (&'static str, &Form),
    said: &LabelPreview,
) -> Option<Checklist> {
    let answer = said.answers.last()?;
    let field = |need| match need {
        NeedWord::Purpose => Some("purpose"),
        NeedWord::Necessity => Some("need"),
        NeedWord::Proportionality => Some("proportionality"),
        NeedWord::Subsidiarity => Some("subsidiarity"),
        NeedWord::Consent => Some(ANSWERS[0].answer),
        NeedWord::Consultation => Some("safety_consulted"),
        NeedWord::Reason => Some("safety_postponed_because"),
        _ => None,
    };
    let mut list = Checklist::of(t, t.say("entry-may"), answer)
        .leading(|need| field(need).map(|field| format!("#f-{field}")))
        .calling(NeedWord::Reason, "need-reason-to-wait");
    let asked: Vec<&str> = answer.needs.iter().filter_map(|n| field(n.what)).collect();
    let texts = Fields::new(t, area, form).or("entry");
    // What there is no choice in is filled in by the form itself.
    let filled = |f: &FieldError| {
        matches!(f.code, "missing" | "unpicked") && !form.value(f.field).trim().is_empty()
    };
    let lacks = said.unfilled.iter().filter(|f| !filled(f));
    for fault in lacks.filter(|f| !asked.contains(&f.field)) {
        let href = format!("#f-{}", fault.field);
        let known = list.unfilled.iter().any(|(_, there)| *there == href);
        if let (Some(label), false) = (texts.called(fault.field), known) {
            list.unfilled.push((label.to_owned(), href));
        }
    }
    if answer.outcome == Outcome::Prohibited && !said.otherwise.is_empty() {
        list.sentence = Some(t.say("entry-otherwise").to_owned());
        for way in &said.otherwise {
            let (key, field) = match way {
                Otherwise::LegalGround => ("entry-otherwise-ground", "legal_ground"),
                Otherwise::Safety => ("entry-otherwise-safety", "safety_of"),
            };
            let step = Step::new(State::Needed, t.say(key)).at(format!("#f-{field}"));
            list.steps.push(step);
        }
        list.unfilled.clear();
    }
    Some(list)
}

/// The form on its page.
pub(super) fn drawn<'a>(
    page: &'a Page,
    form: &'a Form,
    open: &'a DossierPage,
    by: &Guidance<'_>,
    why: Purposely<'a>,
) -> EntryPage<'a> {
    let t = page.t;
    let f = Fields::new(t, "entry", form).or("own");
    let checklist = checklist(t, ("entry", form), by.said)
        .unwrap_or_else(|| Checklist::new(t, t.say("entry-may"), crate::part::Outcome::Incomplete));
    EntryPage {
        p: page,
        f,
        dossier: format!("/dossier/{}", open.id),
        name: &open.title,
        persons: persons(t, open, t.say("entry-family-hint")),
        l: LabelPart::new(t, form, &f, open, by),
        may_shield: why.old.is_none()
            && matches!(open.relation, Relation::Coordinator | Relation::Substitute),
        why,
        checklist,
    }
}

/// Whom it can be about: a person of the dossier, or the family where there is more than one.
pub(crate) fn persons(t: Lang, open: &DossierPage, hint: &'static str) -> Vec<Choice> {
    let people = open.people.iter();
    let mut persons: Vec<Choice> = people
        .map(|person| Choice::new(person.id.to_string(), person.name.clone()))
        .collect();
    if persons.len() > 1 {
        persons.push(Choice::new(FAMILY, t.say("entry-family")).hint(hint));
    }
    persons
}

const SOURCES: [&str; 5] = [
    "client",
    "representative",
    "third-party",
    "brp",
    "own-observation",
];
const STATEMENTS: [&str; 4] = ["fact", "client-view", "other-view", "judgement"];

/// Words that are not the charter's, as choices.
fn choices(t: Lang, group: &str, words: &[&str]) -> Vec<Choice> {
    Choice::words(t, group, words)
}

/// The categories, each group under its heading.
fn groups(t: Lang, form: &Form, charter: &FormOf<'_>) -> Vec<Group> {
    let chosen = form.value("category");
    let offers = charter.offers().filter(|one| !one.data.is_empty());
    offers
        .map(|one| Group {
            title: said(t, &one.says).clone(),
            open: one.data.iter().any(|data| data.as_str() == chosen),
            choices: t.choices(&one.data),
        })
        .collect()
}

fn laws(t: Lang, open: &DossierPage) -> Vec<Choice> {
    t.choices::<Law>(&open.laws)
}

fn opened(form: &Form, by: &Guidance<'_>) -> Open {
    let needs = |words: &[NeedWord]| {
        by.said
            .answers
            .iter()
            .flat_map(|answer| &answer.needs)
            .any(|need| words.contains(&need.what))
    };
    let touched = |start: &str| {
        form.names()
            .any(|name| name.starts_with(start) && !form.value(name).trim().is_empty())
            || form
                .faults()
                .iter()
                .any(|fault| fault.field.starts_with(start))
    };
    let special =
        Data::from_word(form.value("category")).is_some_and(|one| by.form.asks_ground(one));
    Open {
        weighing: needs(&[NeedWord::Proportionality, NeedWord::Subsidiarity])
            || touched("proportionality")
            || touched("subsidiarity"),
        ground: special || touched("legal_ground"),
        consent: needs(&[NeedWord::Consent]) || touched("consent_"),
        safety: needs(&[NeedWord::Consultation, NeedWord::Reason]) || touched("safety_"),
    }
}

/// A fact as it stood, above the form that mends it.
pub(super) fn old(page: &Page, entry: &regie_casework::dossier::EntryView, day: &str) -> Fact {
    let t = page.t;
    Fact {
        t,
        id: format!("gegeven-{}", entry.id),
        title: Cow::Owned(format!(
            "{} · {}",
            t.of(&entry.label.category),
            whose(t, entry)
        )),
        text: entry.text.clone(),
        badges: Vec::new(),
        written: t.with2("dossier-written", "day", day, "name", entry.by.as_str()),
        label: Vec::new(),
        reading: None,
        said: Vec::new(),
        standing: crate::part::Standing::Current,
        actions: Vec::new(),
    }
}
