//! Rules that no question can reach, facts, figures and days that no rule uses.
//!
//! First what can be seen without asking, because it can be said plainly: a condition that contradicts itself, a fact that this question never
//! says, a conclusion that nobody draws, a default that never has its turn. Then what takes a search (`asking`): that no question, by whatever
//! rules conclude from it, meets the condition on any day. That a rule then decides something is for the cases.

use regie_terms::{Charter, Purpose, QuestionKind, Set, Word};

use crate::asking::{Asking, World};
use crate::fact::{Fact, Named};
use crate::format::{Asked, PlainEffect};
use crate::load::Library;
use crate::problem::Problem;
use crate::rule::Rule;

/// Rules that no question can reach.
pub(crate) fn unreachable(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    for rule in &library.rules {
        let first = library.first_day(rule.charter);
        if let (Some(first), Some(until)) = (first, rule.until)
            && until < first
        {
            let message = format!(
                "no question reaches `{}`: it ends on {until}, and {} begins on {first}",
                rule.id, rule.charter
            );
            problems.push(Problem::warning(&rule.file, rule.line, message));
            continue;
        }
        for asked in &rule.asked {
            let why = shut(rule, *asked, library);
            if let Some(why) = why.or_else(|| never(rule, *asked, library)) {
                problems.push(Problem::warning(
                    &rule.file,
                    rule.line,
                    format!(
                        "no question reaches `{}` for {}: {why}",
                        rule.id,
                        asked.as_str()
                    ),
                ));
            }
        }
    }
    problems
}

/// Why no question of this kind meets the condition of a rule; `None` when one could.
fn shut(rule: &Rule, asked: Asked, library: &Library) -> Option<String> {
    let it = &rule.condition;
    if let Some(fact) = it
        .when
        .iter()
        .find(|fact| !possible(**fact, rule, asked, library))
    {
        return Some(format!("`{}` never holds there", fact.name()));
    }
    let against =
        |fact: &Fact| it.unless.contains(fact) || it.when.iter().any(|other| other.excludes(*fact));
    if let Some(fact) = it.when.iter().find(|fact| against(fact)) {
        return Some(format!(
            "`{}` cannot hold together with the rest",
            fact.name()
        ));
    }
    if !it.any.is_empty()
        && it
            .any
            .iter()
            .all(|fact| against(fact) || !possible(*fact, rule, asked, library))
    {
        return Some("none of `any` can hold".to_owned());
    }
    let parties = it.giver.or(it.receiver).is_some();
    let kind = |kinds: &[QuestionKind]| among(asked, kinds);
    if (parties && !kind(&[QuestionKind::Disclosure]))
        || (it.purpose.is_some() && !kind(&[QuestionKind::Disclosure, QuestionKind::Recording]))
        || (it.data.is_some() && !kind(WITH_DATA))
    {
        return Some("it compares a field that is not there".to_owned());
    }
    let nobody = |set: Option<Set<regie_terms::Party>>| set.is_some_and(|set| set.is_empty());
    if nobody(it.giver)
        || nobody(it.receiver)
        || it.purpose.is_some_and(|set| set.is_empty())
        || it.data.is_some_and(|set| set.is_empty())
    {
        return Some("it fits nothing in a field".to_owned());
    }
    let default = matches!(
        rule.effect,
        Some(PlainEffect::ProhibitOtherwise | PlainEffect::PermitOtherwise)
    );
    let always = |other: &&Rule| {
        matches!(
            other.effect,
            Some(PlainEffect::Permit | PlainEffect::Prohibit)
        ) && other.condition.is_empty()
            && other.asked.contains(&asked)
            && (other.charter == rule.charter || (other.charter == Charter::Wet && !other.alone))
            && other.from <= rule.from
            && other.until.is_none()
    };
    if default && let Some(other) = library.rules.iter().find(always) {
        return Some(format!("`{}` always decides", other.id));
    }
    None
}

/// Why no question of this kind meets the condition of a rule, whatever other rules conclude; `None` when one does, or it could not be found out.
fn never(rule: &Rule, asked: Asked, library: &Library) -> Option<String> {
    if rule.condition.is_empty() {
        return None;
    }
    let under = library.charters.keys().copied().filter(|charter| {
        *charter == rule.charter || (rule.charter == Charter::Wet && !rule.alone)
    });
    let mut tried = false;
    for charter in under {
        for on in library.days(charter).filter(|day| rule.holds_on(*day)) {
            let mut asking = Asking::new(library, asked);
            let applies = asking.applies(World { charter, on }, rule);
            asking.that(applies);
            if !asking.never() {
                return None;
            }
            tried = true;
        }
    }
    tried.then(|| "no question meets all it asks, whatever other rules conclude".to_owned())
}

const WITH_DATA: &[QuestionKind] = &[
    QuestionKind::Disclosure,
    QuestionKind::Recording,
    QuestionKind::Consent,
];

fn among(asked: Asked, kinds: &[QuestionKind]) -> bool {
    matches!(asked, Asked::Question(kind) if kinds.contains(&kind))
}

/// Whether a fact can hold where a rule is judged: the question says it, or a rule concludes it.
fn possible(fact: Fact, rule: &Rule, asked: Asked, library: &Library) -> bool {
    match fact {
        Fact::Named(named) if named.is_derived() => library.rules.iter().any(|other| {
            other.fact == Some(named)
                && other.asked.contains(&asked)
                && (other.charter == rule.charter
                    || rule.charter == Charter::Wet
                    || (other.charter == Charter::Wet && !other.alone))
                && other.until.is_none_or(|until| rule.from <= until)
                && rule.until.is_none_or(|until| other.from <= until)
        }),
        _ => said(fact, asked),
    }
}

/// Whether a question of this kind can say a fact.
pub(crate) fn said(fact: Fact, asked: Asked) -> bool {
    use QuestionKind::{Access, Breach, Disclosure, Recording, Request, Retention};
    let Asked::Question(kind) = asked else {
        return matches!(
            fact,
            Fact::DeskAct(_)
                | Fact::Function(_)
                | Fact::Relation(_)
                | Fact::Named(Named::ClosedTwoYearsAgo)
        );
    };
    let kinds: &[QuestionKind] = match fact {
        Fact::From(_) | Fact::To(_) | Fact::ToRelation(_) | Fact::Conversation(_) => &[Disclosure],
        Fact::Purpose(purpose) => {
            return (kind == Disclosure && Purpose::disclosure().contains(&purpose))
                || (kind == Recording && Purpose::recording().contains(&purpose));
        }
        Fact::Data(_) => WITH_DATA,
        Fact::RepresentedBy(_) => OF_A_SUBJECT,
        Fact::Law(_) => &[Disclosure, Recording, Retention, Request],
        Fact::Function(_) | Fact::Relation(_) | Fact::Act(_) => &[Access],
        Fact::DeskAct(_) => &[],
        Fact::Moment(_) | Fact::Kind(_) | Fact::About(_) => &[Recording],
        Fact::SafetyOf(_) | Fact::ClientTold(_) => &[Disclosure, Recording],
        Fact::File(_) | Fact::Hold(_) => &[Retention],
        Fact::Right(_) | Fact::RequestAbout(_) | Fact::Refusal(_) => &[Request],
        Fact::Risk(_) => &[Breach],
        Fact::Named(named) => named_by(named),
    };
    kinds.contains(&kind)
}

const OF_A_SUBJECT: &[QuestionKind] = &[
    QuestionKind::Disclosure,
    QuestionKind::Recording,
    QuestionKind::Consent,
    QuestionKind::Request,
];

/// The questions that can say a named fact; none for what rules conclude.
fn named_by(named: Named) -> &'static [QuestionKind] {
    use QuestionKind::{Access, Breach, Disclosure, Recording, Request, Retention};
    match named {
        Named::SubjectUnder12
        | Named::Subject12To15
        | Named::SubjectUnder16
        | Named::Subject16OrOver
        | Named::SubjectCanWeigh
        | Named::SubjectCannotWeigh => OF_A_SUBJECT,
        Named::PurposeGiven
        | Named::NecessityGiven
        | Named::ProportionalityGiven
        | Named::SubsidiarityGiven
        | Named::Anonymous
        | Named::PostponementExplained
        | Named::ConsentInWriting
        | Named::ConsentRefused => &[Disclosure, Recording],
        Named::ReceiverIsPartner | Named::Confronted | Named::UnavoidableClaimed => &[Disclosure],
        Named::ReasonGiven | Named::CoordinatorPresent | Named::SubstitutePresent => &[Access],
        Named::AgreesToHelp | Named::ToldClient | Named::LegalGroundGiven => &[Recording],
        Named::Signed | Named::IdentityEstablished | Named::MoreTimeExplained => &[Request],
        Named::Lost
        | Named::Unlawful
        | Named::Sensitive
        | Named::Many
        | Named::HighImpact
        | Named::DestroyedOrAffected
        | Named::Unintelligible
        | Named::MaySuffer
        | Named::CanProtectSelf => &[Breach],
        Named::TermSet | Named::TermOver => &[Retention],
        _ => &[],
    }
}

/// Facts that no rule uses: conclusions nothing builds on, and what a question says for nothing.
pub(crate) fn unused(library: &Library) -> Vec<Problem> {
    let used = |fact: Fact| {
        library.rules.iter().any(|rule| {
            let met = rule.need.iter().flat_map(|need| &need.met);
            rule.condition
                .facts()
                .chain(met.copied())
                .any(|it| it == fact)
        })
    };
    let mut problems = Vec::new();
    for rule in &library.rules {
        if let Some(fact) = rule.fact
            && !used(Fact::Named(fact))
        {
            let message = format!(
                "`{}` concludes `{}`, which no rule uses",
                rule.id,
                fact.as_str()
            );
            problems.push(Problem::warning(&rule.file, rule.line, message));
        }
    }
    let named = Named::ALL.iter().filter(|fact| !fact.is_derived());
    for fact in named.map(|fact| Fact::Named(*fact)).chain(telling()) {
        let answered = |asked: &Asked| library.rules.iter().any(|rule| rule.asked.contains(asked));
        if !used(fact) && Asked::all().any(|asked| said(fact, asked) && answered(&asked)) {
            let message = format!("no rule uses the fact `{}`", fact.name());
            problems.push(Problem::warning("", 0, message));
        }
    }
    problems
}

/// Figures that no rule goes by.
pub(crate) fn unused_values(library: &Library) -> Vec<Problem> {
    let used = |id: &String| {
        library
            .rules
            .iter()
            .any(|rule| rule.figures().any(|it| it == id))
    };
    let values = library.values.iter().filter(|value| !used(&value.id));
    values
        .map(|value| {
            let message = format!("no rule goes by the value `{}`", value.id);
            Problem::warning(&value.file, value.line, message)
        })
        .collect()
}

/// Words of which each has a meaning of its own: one that no rule uses would pass unnoticed. Of the other lists many
/// words mean no more than that they are not one of those that count.
fn telling() -> impl Iterator<Item = Fact> {
    use regie_terms::{File, Hold, Refusal, Right, Risk};
    let files = File::ALL.iter().map(|word| Fact::File(*word));
    let holds = Hold::ALL.iter().map(|word| Fact::Hold(*word));
    let rights = Right::ALL.iter().map(|word| Fact::Right(*word));
    let refusals = Refusal::ALL.iter().map(|word| Fact::Refusal(*word));
    let risks = Risk::ALL.iter().map(|word| Fact::Risk(*word));
    files
        .chain(holds)
        .chain(rights)
        .chain(refusals)
        .chain(risks)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use regie_terms::Question;

    use super::*;
    use crate::situation::Situation;

    /// Every fact that a question sets is one it is known to say.
    #[test]
    fn what_a_question_says_is_what_rules_may_expect_of_it() {
        let mut asked = Vec::new();
        for json in [
            r#"{"question": "retention", "charter": "wet", "on": "2026-11-21", "law": "wmo", "file": "signal",
                "closed": "2020-01-01", "holds": ["complaint", "court-case", "archive-law"]}"#,
            r#"{"question": "request", "charter": "wet", "on": "2026-11-21", "right": "access", "law": "wmo",
                "received": "2026-11-01", "by": ["subject"], "signed": true, "identity_established": true,
                "subject": {"born": "2012-05-01", "can_weigh": false, "represented_by": ["mentor", "parent"]},
                "about": "draft", "refusal": "rights-of-others", "extended_because": "x"}"#,
            r#"{"question": "breach", "charter": "wet", "on": "2026-11-21", "lost": true, "unlawful": true,
                "sensitive": true, "many": true, "high_impact": true, "destroyed_or_affected": true,
                "unintelligible": true, "may_suffer": true, "can_protect_self": true, "risk": "high"}"#,
            r#"{"question": "disclosure", "charter": "wet", "on": "2026-11-21", "law": "jeugdwet",
                "subject": {"born": "2012-05-01", "can_weigh": false, "represented_by": ["parent-or-guardian", "mentor"]},
                "from": {"party": "municipality"}, "to": {"party": "school", "relation": "substitute", "partner": true},
                "purpose": "enforcement", "data": ["identity", "health"],
                "weighing": {"necessity": "x", "proportionality": "x", "subsidiarity": "x"}, "conversation": "failed",
                "consents": [{"of": "subject", "answer": "given", "form": "written", "for_this": true, "on": "2026-11-20"}],
                "safety": {"of": "client", "consulted": ["colleague"], "anonymised": true, "client": "postponed",
                "postponed_because": "x"}, "anonymous": true, "confronted": true,
                "unavoidable": {"because": "x", "consulted": ["manager"]}}"#,
            r#"{"question": "recording", "charter": "wet", "on": "2026-11-21", "law": "wmo",
                "subject": {"born": "1950-05-01", "can_weigh": false, "represented_by": ["mentor"]},
                "about": "involved-person", "moment": "front-door", "kind": "what", "purpose": "support",
                "data": ["health", "religion"],
                "weighing": {"necessity": "x", "proportionality": "x", "subsidiarity": "x"},
                "consents": [{"of": "representative", "answer": "given", "form": "written", "for_this": true, "on": "2026-11-20"}],
                "agrees_to_help": true, "told_client": true, "legal_ground": "x",
                "safety": {"of": "employee", "consulted": ["dpo"], "anonymised": false, "client": "informed"}}"#,
            r#"{"question": "access", "charter": "wet", "on": "2026-11-21", "act": "edit",
                "who": {"function": "professional", "relation": "involved", "declarations": ["confidentiality"]},
                "coordinator_present": true, "substitute_present": true, "reason": "x"}"#,
            r#"{"question": "consent", "charter": "wet", "on": "2026-11-21",
                "subject": {"born": "2012-05-01", "can_weigh": true, "represented_by": ["curator"]}, "data": ["debts"]}"#,
        ] {
            asked.push(QuestionKind::from_word(json.split('"').nth(3).unwrap()).unwrap());
            let question = Question::read(json).unwrap();
            let it = match &question {
                Question::Retention(q) => Situation::of_retention(q),
                Question::Request(q) => Situation::of_request(q),
                Question::Breach(q) => Situation::of_breach(q),
                Question::Disclosure(q) => Situation::of_disclosure(q),
                Question::Recording(q) => Situation::of_recording(q),
                Question::Access(q) => Situation::of_access(q),
                Question::Consent(q) => Situation::of_consent(q),
            };
            for fact in Fact::all() {
                let number = u16::try_from(fact.index()).unwrap();
                assert!(
                    !it.facts.has(number) || said(fact, it.asked),
                    "{} of {}",
                    fact.name(),
                    it.asked.as_str()
                );
            }
        }
        asked.sort_unstable_by_key(|kind| kind.index());
        assert_eq!(asked, QuestionKind::ALL, "each kind of question once");
    }
}
