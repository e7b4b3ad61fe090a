//! Where a charter lets go what the law by itself asks: a need, a duty, a prohibition, somebody's consent, a shorter time.
//!
//! Two worlds are asked about one question, the charter and the law by itself (`asking`). Found is a question to which a rule of the law applies there,
//! while under the charter it may happen and nothing asks the same. What a charter asks instead is not weighed: a warning says where to look, and a
//! document may well mean it.

use jiff::civil::Date;
use regie_terms::{Charter, Consenter, DutyWord, NeedWord, NeededForm, Outcome, QuestionKind};

use crate::asking::{Asking, World};
use crate::clauses::Literal;
use crate::fact::{Fact, Named};
use crate::format::{Asked, PlainEffect};
use crate::load::Library;
use crate::problem::Problem;
use crate::rule::Rule;

/// What a rule of the law asks.
#[derive(Clone, Copy)]
enum Asks {
    Need(NeedWord, NeededForm),
    Duty(DutyWord),
    No,
    ConsentOf(Consenter),
}

impl Asks {
    fn of(rule: &Rule) -> Vec<Asks> {
        let mut all: Vec<Asks> = rule.ask.iter().map(Asks::ConsentOf).collect();
        all.extend(
            rule.need
                .as_ref()
                .map(|need| Asks::Need(need.what, need.form)),
        );
        let duty = rule
            .duty
            .as_ref()
            .filter(|duty| duty.after == Outcome::Permitted);
        all.extend(duty.map(|duty| Asks::Duty(duty.what)));
        all.extend((rule.effect == Some(PlainEffect::Prohibit)).then_some(Asks::No));
        all
    }

    /// Whether a rule asks the same, and no less.
    fn is_asked_by(self, rule: &Rule) -> bool {
        match self {
            Asks::Need(what, form) => {
                let need = rule.need.as_ref().filter(|need| need.what == what);
                need.is_some_and(|need| what != NeedWord::Consent || need.form >= form)
            }
            Asks::Duty(what) => rule.duty.as_ref().is_some_and(|duty| duty.what == what),
            Asks::No => rule.effect == Some(PlainEffect::Prohibit),
            Asks::ConsentOf(who) => rule.ask.contains(who),
        }
    }

    fn says(self) -> String {
        match self {
            Asks::Need(what, _) => format!("needs {what}"),
            Asks::Duty(what) => format!("has the duty {what}"),
            Asks::No => "prohibits".to_owned(),
            Asks::ConsentOf(who) => format!("asks consent of {}", who.as_str()),
        }
    }
}

/// What follows from asking consent is not let go where no consent is asked.
fn goes_with_consent(rule: &Rule) -> bool {
    rule.condition
        .when
        .contains(&Fact::Named(Named::ConsentNeeded))
}

/// What charters let go that the law asks.
pub(crate) fn lets_go(library: &Library) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    let charters = library.charters.keys().filter(|it| **it != Charter::Wet);
    for charter in charters {
        let mut seen: Vec<(Asked, Vec<&str>)> = Vec::new();
        for on in library.days(*charter) {
            for asked in Asked::all() {
                // Terms are compared by their length, and what the law lets happen only where a term is set is not stricter for it.
                if asked == Asked::Question(QuestionKind::Retention) {
                    continue;
                }
                let own = World {
                    charter: *charter,
                    on,
                };
                if !library
                    .in_force(*charter, on, asked)
                    .any(|rule| rule.charter == *charter)
                {
                    continue;
                }
                // The same rules on another day are let go in the same way.
                let rules = [*charter, Charter::Wet].map(|it| library.in_force(it, on, asked));
                let rules = rules.into_iter().flatten().map(|rule| rule.id.as_str());
                let rules = (asked, rules.collect());
                if seen.contains(&rules) {
                    continue;
                }
                seen.push(rules);
                for law in library.in_force(Charter::Wet, on, asked) {
                    for asks in Asks::of(law) {
                        find(library, asked, own, (law, asks), &mut problems);
                    }
                }
            }
        }
    }
    problems
}

/// Names each rule of a charter by which one rule of the law is let go.
fn find(
    library: &Library,
    asked: Asked,
    own: World,
    (law, asks): (&Rule, Asks),
    problems: &mut Vec<Problem>,
) {
    let concluded = |fact: Fact| matches!(fact, Fact::Named(named) if named.is_derived());
    // What both say of the question itself is the same for both.
    if goes_with_consent(law) || (!law.alone && !law.condition.facts().any(concluded)) {
        return;
    }
    let alone = World {
        charter: Charter::Wet,
        ..own
    };
    let mut asking = Asking::new(library, asked);
    let there = asking.applies(alone, law);
    asking.that(there);
    let mut permits = Vec::new();
    let mut consents = Vec::new();
    for rule in library.in_force(own.charter, own.on, asked) {
        let same = asks.is_asked_by(rule);
        let permit = rule.effect == Some(PlainEffect::Permit);
        let prohibit = rule.effect == Some(PlainEffect::Prohibit);
        let default = rule.effect == Some(PlainEffect::PermitOtherwise);
        let consent = rule
            .need
            .as_ref()
            .is_some_and(|need| need.what == NeedWord::Consent);
        if !(same || permit || prohibit || consent) {
            if default {
                permits.push(asking.applies(own, rule));
            }
            continue;
        }
        let applies = asking.applies(own, rule);
        if same || prohibit {
            asking.that(!applies);
        }
        if permit {
            permits.push(applies);
        }
        if consent {
            consents.push(applies);
        }
    }
    // Whether it may happen at all.
    asking.that_one_of(permits);
    let needed = Fact::Named(Named::ConsentNeeded);
    match asks {
        // Somebody's consent counts where consent is asked at all.
        Asks::ConsentOf(_) => asking.that_one_of(consents),
        // A charter that asks consent where the law does not is stricter, and what the law has in its place is not let go.
        _ if law.condition.unless.contains(&needed) && !law.alone => {
            let asks_consent = asking.fact(own, needed);
            asking.that(!asks_consent);
        }
        _ => {}
    }
    let mut by = candidates(library, asked, own, (law, asks), &mut asking);
    while let Some(example) = asking.example() {
        let Some(place) = by.iter().position(|(_, applies)| example.holds(*applies)) else {
            // What the law concludes only where it is asked by itself is not let go by a charter that does not conclude it.
            if law.alone {
                tell(library, asked, own, None, (law, asks), "", problems);
            }
            return;
        };
        let (rule, applies) = by.remove(place);
        let words = example.words(&rule.condition);
        tell(
            library,
            asked,
            own,
            Some(rule),
            (law, asks),
            &words,
            problems,
        );
        asking.that(!applies);
    }
}

/// The charter's own rules by which a rule of the law can be let go: first those that conclude what the rule names, then those that conclude what it
/// rests on; where it is about whose consent, those that say whose.
fn candidates<'l>(
    library: &'l Library,
    asked: Asked,
    own: World,
    (law, asks): (&Rule, Asks),
    asking: &mut Asking<'_>,
) -> Vec<(&'l Rule, Literal)> {
    let mut rests_on: Vec<Fact> = law.condition.facts().collect();
    let mut place = 0;
    while let Some(fact) = rests_on.get(place).copied() {
        place += 1;
        for rule in library
            .rules
            .iter()
            .filter(|rule| rule.fact.map(Fact::Named) == Some(fact))
        {
            for behind in rule.condition.facts() {
                if !rests_on.contains(&behind) {
                    rests_on.push(behind);
                }
            }
        }
    }
    let mut found: Vec<(usize, &Rule)> = library
        .in_force(own.charter, own.on, asked)
        .filter(|rule| rule.charter == own.charter)
        .filter_map(|rule| match asks {
            Asks::ConsentOf(_) => (!rule.ask.is_empty()).then_some((0, rule)),
            _ => {
                let fact = Fact::Named(rule.fact?);
                Some((rests_on.iter().position(|one| *one == fact)?, rule))
            }
        })
        .collect();
    found.sort_by_key(|(place, _)| *place);
    let found = found.into_iter();
    found
        .map(|(_, rule)| (rule, asking.applies(own, rule)))
        .collect()
}

fn tell(
    library: &Library,
    asked: Asked,
    own: World,
    by: Option<&Rule>,
    (law, asks): (&Rule, Asks),
    words: &str,
    problems: &mut Vec<Problem>,
) {
    let place = format!("`{}` ({}:{}) {}", law.id, law.file, law.line, asks.says());
    let problem = match by {
        Some(rule) => {
            let with = if words.is_empty() {
                String::new()
            } else {
                format!(", as with {words}")
            };
            Problem::warning(
                &rule.file,
                rule.line,
                format!(
                    "`{}` is laxer than the law by itself, which does not prevail here: {place}, and under {} nothing does{with}",
                    rule.id, own.charter
                ),
            )
        }
        None => {
            // The rule that asks the same, only not always; else all there is to name is the charter.
            let mut rules = library.in_force(own.charter, own.on, asked);
            let same = rules.find(|rule| rule.charter == own.charter && asks.is_asked_by(rule));
            let about = format!("{}/charter.toml", own.charter);
            let (file, line, who) = match same {
                Some(rule) => (rule.file.as_str(), rule.line, format!("`{}`", rule.id)),
                None => (about.as_str(), 0, own.charter.to_string()),
            };
            let message = format!(
                "{who} is laxer than the law by itself, which does not prevail here: {place}, and under {} not always",
                own.charter
            );
            Problem::warning(file, line, message)
        }
    };
    // Once for each rule and what it lets go: the law may ask it in more than one place.
    let what = format!(" {}, and under ", asks.says());
    let told = |it: &Problem| {
        (&it.file, it.line) == (&problem.file, problem.line) && it.message.contains(&what)
    };
    if !problems.iter().any(told) {
        problems.push(problem);
    }
}

/// Duties that a charter gives more hours for than the law.
pub(crate) fn slower_than_the_law(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    let hours = |rule: &Rule, day| {
        let within = rule.duty.as_ref()?.within.as_ref()?;
        Some(library.value(within)?.on(day)?.value)
    };
    for own in library.rules.iter().filter(|it| it.charter != Charter::Wet) {
        for law in library.rules.iter().filter(|it| it.charter == Charter::Wet) {
            let same = own.duty.as_ref().zip(law.duty.as_ref());
            if !same.is_some_and(|(own, law)| own.what == law.what && own.within.is_some()) {
                continue;
            }
            let mut days = library.days(own.charter);
            let found = days.find_map(|day| {
                let both = own.holds_on(day) && law.holds_on(day) && meet(library, (own, law), day);
                let (own, law) = (hours(own, day)?, hours(law, day)?);
                (both && own > law).then_some((day, own, law))
            });
            if let Some((day, own_hours, hours)) = found {
                problems.push(Problem::warning(
                    &own.file,
                    own.line,
                    format!(
                        "`{}` is laxer than the law, which prevails: {own_hours} hours against {hours} hours from {day} by `{}` ({}:{})",
                        own.id, law.id, law.file, law.line
                    ),
                ));
            }
        }
    }
    problems
}

/// Whether a question meets two rules under the charter of the first.
pub(crate) fn meet(library: &Library, (a, b): (&Rule, &Rule), on: Date) -> bool {
    let world = World {
        charter: a.charter,
        on,
    };
    a.asked
        .iter()
        .filter(|it| b.asked.contains(it))
        .any(|asked| {
            let mut asking = Asking::new(library, *asked);
            for rule in [a, b] {
                let applies = asking.applies(world, rule);
                asking.that(applies);
            }
            asking.example().is_some()
        })
}
