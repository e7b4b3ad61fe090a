//! Who may do what, walked from the engine itself so that what is published is what runs (ACC-7).

use std::fmt;

use jiff::civil::Date;
use regie_terms::{
    Access, Act, ActQuestion, Charter, Declaration, DeskAct, DutyWord, Function, NeedWord, Outcome,
    Question, Relation, Set, Text, Unreadable, Who,
};

use crate::Charters;

/// Who may do what under one charter on one day, by people who signed everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The charter.
    pub charter: Charter,
    /// The day.
    pub on: Date,
    /// One row for every function and relation, in the order of the lists.
    pub access: Vec<AccessRow>,
    /// One row for every act and function that may do it under some relation.
    pub acts: Vec<ActRow>,
}

/// What one function with one relation may do with a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessRow {
    /// The function somebody acts in.
    pub function: Function,
    /// How they stand to the dossier.
    pub relation: Relation,
    /// Whether they may view it.
    pub view: Cell,
    /// Whether they may edit it.
    pub edit: Cell,
}

/// Under which relations a function may do an act of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActRow {
    /// The act.
    pub act: DeskAct,
    /// The function.
    pub function: Function,
    /// The relations under which it may; all four when the relation does not matter.
    pub relations: Set<Relation>,
}

/// Whether something may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Yes.
    Yes,
    /// Yes, with a reason.
    WithReason,
    /// Only by breaking the glass, while coordinator and substitute are both away.
    BreakingGlass,
    /// No.
    No,
}

impl Cell {
    /// The word in the text form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Cell::Yes => "yes",
            Cell::WithReason => "with reason",
            Cell::BreakingGlass => "breaking glass",
            Cell::No => "no",
        }
    }
}

impl Charters {
    /// Who may do what under `charter` on `on`.
    ///
    /// # Errors
    /// As [`Charters::ask`].
    pub fn table(&self, charter: Charter, on: Date) -> Result<Table, Unreadable> {
        let mut access = Vec::new();
        let mut acts = Vec::new();
        for function in Function::ALL {
            for relation in Relation::ALL {
                let cell = |act| self.cell(charter, on, act, *function, *relation);
                access.push(AccessRow {
                    function: *function,
                    relation: *relation,
                    view: cell(Act::View)?,
                    edit: cell(Act::Edit)?,
                });
            }
        }
        for act in DeskAct::ALL {
            for function in Function::ALL {
                let mut relations = Set::EMPTY;
                for relation in Relation::ALL {
                    let answer = self.act(&ActQuestion {
                        charter,
                        on,
                        act: *act,
                        function: *function,
                        relation: *relation,
                        declarations: Set::all(),
                        closed: None,
                    })?;
                    if answer.outcome == Outcome::Permitted {
                        relations.insert(*relation);
                    }
                }
                if !relations.is_empty() {
                    acts.push(ActRow {
                        act: *act,
                        function: *function,
                        relations,
                    });
                }
            }
        }
        Ok(Table {
            charter,
            on,
            access,
            acts,
        })
    }

    /// All tables in one text, as it is published: of every charter on the first day of each version, and on each day on which something in
    /// its table changes. `charters/who-may-what.txt` is this text.
    ///
    /// # Errors
    /// As [`Charters::ask`].
    pub fn tables(&self) -> Result<String, Unreadable> {
        let mut text = String::new();
        for charter in self.charters() {
            let versions = self.about(charter).map(|(_, versions)| versions);
            let versions: Vec<Date> = versions
                .iter()
                .flat_map(|all| all.iter().map(|one| one.0))
                .collect();
            let mut before: Option<Table> = None;
            for day in self.changes(charter) {
                let table = self.table(charter, day)?;
                let changed = before.as_ref().is_none_or(|before| {
                    (&before.access, &before.acts) != (&table.access, &table.acts)
                });
                if changed || versions.contains(&day) {
                    text.push_str(&format!("{table}\n"));
                }
                before = Some(table);
            }
        }
        Ok(text)
    }

    /// Asks with and without a reason, with coordinator and substitute there and away.
    fn cell(
        &self,
        charter: Charter,
        on: Date,
        act: Act,
        function: Function,
        relation: Relation,
    ) -> Result<Cell, Unreadable> {
        let ask = |present: bool, reason: Option<Text>| {
            self.decide(&Question::Access(Access {
                charter,
                on,
                act,
                who: Who {
                    function,
                    relation,
                    declarations: Set::<Declaration>::all(),
                },
                coordinator_present: present,
                substitute_present: present,
                reason,
            }))
        };
        let there = ask(true, None)?;
        if there.outcome == Outcome::Permitted {
            return Ok(Cell::Yes);
        }
        if there.outcome == Outcome::Incomplete && there.needs == Set::from([NeedWord::Reason]) {
            return Ok(Cell::WithReason);
        }
        let away = ask(false, Text::new("reason"))?;
        if away.outcome == Outcome::Permitted && away.duties.contains(DutyWord::Review) {
            return Ok(Cell::BreakingGlass);
        }
        Ok(Cell::No)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} on {}", self.charter, self.on)?;
        writeln!(f)?;
        writeln!(
            f,
            "{:<24} {:<12} {:<15} edit",
            "function", "relation", "view"
        )?;
        for row in &self.access {
            writeln!(
                f,
                "{:<24} {:<12} {:<15} {}",
                row.function.as_str(),
                row.relation.as_str(),
                row.view.as_str(),
                row.edit.as_str()
            )?;
        }
        writeln!(f)?;
        writeln!(f, "{:<24} {:<24} relation", "act", "function")?;
        for row in &self.acts {
            let relations: Vec<&str> = row.relations.iter().map(Relation::as_str).collect();
            let relations = if row.relations == Set::all() {
                "any".to_owned()
            } else {
                relations.join(", ")
            };
            writeln!(
                f,
                "{:<24} {:<24} {relations}",
                row.act.as_str(),
                row.function.as_str()
            )?;
        }
        Ok(())
    }
}
