//! Parts and versions of the plan, in words.

use regie_casework::plan::{PartView, PlanVersion};
use regie_casework::thing::{Doer, DoerOf, PartKind, PartStands, PartState};

use crate::part::{Badge, Tone};
use crate::words::Lang;

/// A part of the plan as pages show it.
pub(crate) struct Part {
    /// The id of the fact.
    pub(crate) id: String,
    /// A goal or an agreement.
    pub(crate) kind: &'static str,
    pub(crate) text: String,
    /// Who does it.
    pub(crate) who: Option<String>,
    pub(crate) badges: Vec<Badge>,
    /// How it came to stand so, a sentence each.
    pub(crate) states: Vec<String>,
    /// What can be done with it: the address and the words.
    pub(crate) ways: Vec<(String, &'static str)>,
}

/// Parts about one person or the family.
pub(super) struct Group {
    /// About whom.
    pub(super) title: String,
    pub(super) parts: Vec<Part>,
}

/// Who does it, in words; a colleague without a name is somebody of the team.
fn who(t: Lang, who: &[Doer]) -> Option<String> {
    let names: Vec<String> = who
        .iter()
        .map(|one| match (one.of, one.party) {
            (DoerOf::Colleague, _) if one.name.is_empty() => t.say("plan-who-team").to_owned(),
            (DoerOf::Partner, Some(party)) => format!("{} ({})", one.name, t.of(&party)),
            _ => one.name.clone(),
        })
        .collect();
    (!names.is_empty()).then(|| t.with("plan-does", "names", t.list(&names)))
}

/// A part, with what it says of itself.
pub(crate) fn part(
    t: Lang,
    (id, text): (String, String),
    kind: PartKind,
    (doers, state, states): (&[Doer], PartStands, &[PartState]),
) -> Part {
    let (said, tone) = match state {
        PartStands::Open => ("plan-state-open", Tone::Plain),
        PartStands::Reached => ("plan-state-reached", Tone::Good),
        PartStands::LetGo => ("plan-state-let-go", Tone::Care),
    };
    Part {
        id,
        kind: t.say(match kind {
            PartKind::Goal => "plan-kind-goal",
            PartKind::Agreement => "plan-kind-agreement",
        }),
        text,
        who: who(t, doers),
        badges: vec![Badge::new(t.say(said), tone)],
        states: states
            .iter()
            .map(|s| {
                let word = t.say(match s.state {
                    PartStands::Open => "plan-state-open",
                    PartStands::Reached => "plan-state-reached",
                    PartStands::LetGo => "plan-state-let-go",
                });
                format!("{word} · {}: {}", t.day(s.on), s.because)
            })
            .collect(),
        ways: Vec::new(),
    }
}

/// A part of a version, for staff. With the way to share it where a partner does it and the reader may, `at` the dossier.
fn staff(t: Lang, at: Option<&str>, one: &PartView) -> Part {
    let of = (one.who.as_slice(), one.state, one.states.as_slice());
    let text = match one.still {
        true => t.say("plan-still").to_owned(),
        false => one.text.clone(),
    };
    let mut drawn = part(t, (one.entry.to_string(), text), one.kind, of);
    if one.shielded {
        drawn
            .badges
            .push(Badge::new(t.say("plan-shielded"), Tone::Special));
    }
    let partner = one.who.iter().any(|w| w.of == DoerOf::Partner);
    if let (Some(at), true, false) = (at, one.state == PartStands::Open, one.still) {
        let entry = one.entry;
        drawn
            .ways
            .push((format!("{at}#gegeven-{entry}"), "plan-to-fact"));
        if partner && !one.shielded && one.person.is_some() {
            let share = format!("{at}/delen?plan={entry}");
            drawn.ways.push((share, "plan-to-share"));
        }
    }
    drawn
}

/// The parts of a version, those about the family first; what was reached or let go stands after what is open.
pub(super) fn groups(t: Lang, at: Option<&str>, version: &PlanVersion) -> Vec<Group> {
    let mut sorted: Vec<&PartView> = version.parts.iter().collect();
    sorted.sort_by_key(|p| (p.person, p.state != PartStands::Open, p.kind));
    let mut out: Vec<Group> = Vec::new();
    for one in sorted {
        let title = match one.person {
            None => t.say("entry-family").to_owned(),
            Some(_) => one.person_name.clone(),
        };
        let drawn = staff(t, at, one);
        match out.last_mut().filter(|group| group.title == title) {
            Some(group) => group.parts.push(drawn),
            None => out.push(Group {
                title,
                parts: vec![drawn],
            }),
        }
    }
    out
}
