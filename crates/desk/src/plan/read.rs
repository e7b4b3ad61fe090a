//! A form of the plan as the act reads it, and the names of its fields row by row.

use regie_casework::plan::{
    EvaluationInput, MOST_NEW, MOST_ROWS, NewPartInput, PlanInput, PresenceInput, StateInput,
};

use super::Way;
use crate::entry::{day, entry};
use crate::form::Form;

/// The name of a field in a row, the first row 1.
pub(super) fn at(name: &str, row: usize) -> String {
    format!("{name}-{row}")
}

/// The whole form.
pub(super) fn plan(form: &Form, way: Way) -> PlanInput {
    let value = |name: &str| form.value(name).to_owned();
    let row = |name: &str, row: usize| form.value(&at(name, row)).to_owned();
    let many = |name: &'static str| form.values(name).map(str::to_owned).collect();
    let taken = |kind: &str| {
        let rows = form.names().filter_map(|name| name.strip_prefix("take-"));
        let rows = rows.filter(|row| form.value(&format!("take-{row}")) == kind);
        let ids = rows.map(|row| form.value(&format!("taken-{row}")).to_owned());
        ids.collect()
    };
    PlanInput {
        version: value("version"),
        parts: (1..=MOST_NEW)
            .map(|n| NewPartInput {
                kind: row("part_kind", n),
                person: row("part_person", n),
                text: row("part_text", n),
                law: row("part_law", n),
                who: row("part_who", n),
                who_name: row("part_who_name", n),
                party: row("part_party", n),
            })
            .collect(),
        states: (1..=MOST_ROWS)
            .map(|n| StateInput {
                part: row("part", n),
                state: row("state", n),
                because: row("state_because", n),
            })
            .collect(),
        as_goal: taken("goal"),
        as_agreement: taken("agreement"),
        rests_on: many("rests_on"),
        talked_on: day(form, "talked_on"),
        talked: (1..=MOST_ROWS)
            .map(|n| PresenceInput {
                person: row("family", n),
                there: row("there", n),
                because: row("there_because", n),
            })
            .filter(|one| !one.person.is_empty())
            .collect(),
        director: value("director"),
        evaluate_on: day(form, "evaluate_on"),
        evaluation: (way == Way::Evaluate).then(|| EvaluationInput {
            fits: value("fits"),
            concluded: value("concluded"),
            person: value("concluded_about"),
        }),
        label: entry(form),
    }
}
