//! `regie ledger replay`: every decision asked again, by the rules for the day it was made on. A line says first that it was done; what
//! was in a question is shown to nobody.

use super::ledger::{own_rules, scope};
use crate::config::Config;
use crate::rules::Rules;
use crate::wiring::{Trouble, Where};
use jiff::Timestamp;
use regie_charter::{Again, Charters};
use regie_ledger::Done;
use regie_ledger::line::Line;
use regie_vault::{Changes, Vault};
use serde::Serialize;
use std::path::PathBuf;

/// Lines read at once.
const PAGE: i64 = 500;

/// Ask every decision again.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Where,
    /// Ask by the rule files in this folder instead of those the program carries: what would a change have changed?
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Configuration file, as `serve` has it, where it names a folder of rules: those are asked when `--rules` names no others
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// A decision that comes out otherwise, or by other rules. No personal data: what was asked is not in it.
#[derive(Debug, Serialize)]
struct Moved {
    line: i64,
    day: String,
    act: String,
    charter: String,
    then: String,
    /// `None` when the rules no longer answer it.
    now: Option<String>,
    /// Which rules carry weight now, which no longer do, or why it cannot be answered.
    what: String,
}

#[derive(Debug, Default, Serialize)]
struct Report {
    lines: u64,
    /// Decisions that were asked again.
    asked: u64,
    /// Lines without a question: the program's own acts, and refusals about somebody who has no file.
    nothing_asked: u64,
    /// Decisions whose question was destroyed with the file it was about.
    destroyed: u64,
    /// Decisions made under other rule files than those asked now.
    other_files: u64,
    otherwise: Vec<Moved>,
    by_other_rules: Vec<Moved>,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    // Rules that cannot be read are said before anything is asked.
    let own = Rules::of(Config::read(arguments.config.as_deref())?.rules).sound()?;
    let other = match arguments.rules {
        Some(folder) => Some(Rules::of(Some(folder)).sound()?),
        None => None,
    };
    let (vault, _) = arguments.place.open().await?;
    own_rules(&vault, &own).await?;
    let permit = own
        .start_up(scope("replay", Timestamp::now().as_millisecond()))
        .ok_or_else(|| Trouble::new("no leave to ask again"))?;
    let charters = other.unwrap_or(own);
    let done = vault.change(permit, Changes::default()).await?;
    let report = replay(&vault, &charters, &done).await?;
    vault.close().await;
    if arguments.json {
        println!("{}", serde_json::to_string(&report)?);
    } else {
        print!("{}", report.text());
    }
    if report.otherwise.is_empty() {
        return Ok(());
    }
    Err(Trouble {
        what: String::new(),
        code: 1,
    })
}

/// Asks the decisions again that stand before the line of asking.
async fn replay(vault: &Vault, charters: &Charters, asked: &Done) -> Result<Report, Trouble> {
    let mut report = Report::default();
    let mut after = 0;
    loop {
        let lines = vault.ledger().lines_after(after, PAGE).await?;
        let Some(last) = lines.last().map(|line| line.seq) else {
            return Ok(report);
        };
        for line in lines.iter().filter(|line| line.seq < asked.seq) {
            report.add(vault, charters, line, asked).await?;
        }
        if last >= asked.seq {
            return Ok(report);
        }
        after = last;
    }
}

impl Report {
    async fn add(
        &mut self,
        vault: &Vault,
        charters: &Charters,
        line: &Line,
        asked: &Done,
    ) -> Result<(), Trouble> {
        self.lines += 1;
        if line.sealed.is_none() {
            // The program's own act, or a refusal about somebody who has no file: of that nothing was kept to ask again.
            self.nothing_asked += 1;
            return Ok(());
        }
        let Some(secret) = vault.line_secret(line, asked).await? else {
            self.destroyed += 1;
            return Ok(());
        };
        let decided = &line.body.decided;
        let again = charters.again(decided, line.body.capacity(), &secret.questions);
        if again == Again::NothingAsked {
            self.nothing_asked += 1;
            return Ok(());
        }
        self.asked += 1;
        self.other_files += u64::from(decided.hash != charters.hash());
        let moved = |now: Option<String>, what: String| Moved {
            line: line.seq,
            day: day(line.at),
            act: line.act.clone(),
            charter: decided.charter.clone(),
            then: decided.outcome.to_string(),
            now,
            what,
        };
        match again {
            Again::Same | Again::NothingAsked => {}
            Again::Otherwise(outcome) => {
                let one = moved(Some(outcome.to_string()), String::new());
                self.otherwise.push(one);
            }
            Again::Unanswered(why) => self.otherwise.push(moved(None, why)),
            Again::ByOtherRules { now, then } => {
                let what = [("now also", now), ("no longer", then)]
                    .into_iter()
                    .filter(|(_, rules)| !rules.is_empty())
                    .map(|(word, rules)| format!("{word} {}", rules.join(", ")))
                    .collect::<Vec<_>>();
                let one = moved(Some(decided.outcome.to_string()), what.join("; "));
                self.by_other_rules.push(one);
            }
        }
        Ok(())
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for one in &self.otherwise {
            let now = match &one.now {
                Some(now) => format!("{now} now"),
                None => format!("not answered now: {}", one.what),
            };
            text.push_str(&format!(
                "line {}, {}, {} under {}: {} then, {now}\n",
                one.line, one.day, one.act, one.charter, one.then
            ));
        }
        for one in &self.by_other_rules {
            text.push_str(&format!(
                "line {}, {}, {} under {}: {} as before, by other rules: {}\n",
                one.line, one.day, one.act, one.charter, one.then, one.what
            ));
        }
        let whole = match (self.asked, self.otherwise.len()) {
            (0, _) => "no decision was there to ask again",
            (_, 0) => "every decision that was asked again gets the same answer",
            _ => "not every decision gets the same answer",
        };
        text.push_str(&format!(
            "{whole}\n  \
             {} lines looked at\n  \
             {} decisions asked again: {} with another answer, {} with the same by other rules\n  \
             {} lines that keep no question: what the program did itself, refusals about somebody without a file\n  \
             {} decisions whose question was destroyed with its file\n  \
             {} decisions first made under other rule files than these\n",
            self.lines,
            self.asked,
            self.otherwise.len(),
            self.by_other_rules.len(),
            self.nothing_asked,
            self.destroyed,
            self.other_files
        ));
        text
    }
}

/// The day of a moment in the Netherlands.
fn day(at: i64) -> String {
    Timestamp::from_millisecond(at)
        .ok()
        .and_then(|at| at.in_tz("Europe/Amsterdam").ok())
        .map(|at| at.date().to_string())
        .unwrap_or_default()
}
