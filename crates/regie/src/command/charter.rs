//! `regie charter check | table | explain | triage | diff`: for whoever writes or reads the rules.

use std::io::Write;
use std::process::ExitCode;

use jiff::Zoned;
use jiff::civil::Date;
use regie_charter::{Cases, Charters, Side};
use regie_terms::Charter;

use crate::rules::Rules;

/// Check, print and explain the rules.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  regie charter check\n  regie charter table --charter kempen")]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Load and check the rule files and ask their cases; exit 1 with file and line of what is wrong
    #[command(
        after_help = "Examples:\n  regie charter check\n  regie charter check --rules charters --checked-since 2026-01-01"
    )]
    Check {
        /// Also name the figures that nobody looked up on this day (YYYY-MM-DD) or later
        #[arg(long, value_name = "DATE", value_parser = day)]
        checked_since: Option<Date>,
        #[command(flatten)]
        rules: Rules,
    },
    /// Print who may do what, as the rules decide it
    #[command(
        after_help = "Examples:\n  regie charter table --charter utrecht --on 2017-12-01\n  regie charter table --all\n\n`--all` prints what `who-may-what.txt` beside the rules holds."
    )]
    Table {
        #[command(flatten)]
        rules: Rules,
        /// The charter; all that have rules when left out
        #[arg(long, value_name = "CHARTER", value_parser = named)]
        charter: Option<Charter>,
        /// The day, YYYY-MM-DD; today when left out
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<Date>,
        /// Every charter, on the first day of each version and on every day that changed its table
        #[arg(long, conflicts_with_all = ["charter", "on"])]
        all: bool,
    },
    /// Explain one rule: what it asks, when, where it comes from, where it stands and the cases it decides
    #[command(after_help = "Example:\n  regie charter explain utrecht.disclosure.consent")]
    Explain {
        /// The id of the rule, as answers name it
        rule: String,
        #[command(flatten)]
        rules: Rules,
    },
    /// Print triage under a charter: its moments with their questions, how serious a case can be, and what is told at the start
    #[command(after_help = "Example:\n  regie charter triage kempen")]
    Triage {
        /// The charter
        #[arg(value_name = "CHARTER", value_parser = named)]
        charter: Charter,
        /// The day, YYYY-MM-DD; today when left out
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<Date>,
        #[command(flatten)]
        rules: Rules,
    },
    /// Print what changes for whom between two versions or two charters: questions that get another answer
    #[command(
        after_help = "Examples:\n  regie charter diff utrecht@2017-08-07 utrecht@2018-05-25\n  regie charter diff utrecht kempen"
    )]
    Diff {
        /// From: a charter, or a charter on a day (CHARTER@DATE); today when the day is left out
        #[arg(value_name = "A", value_parser = side)]
        from: Side,
        /// To: the same
        #[arg(value_name = "B", value_parser = side)]
        to: Side,
        #[command(flatten)]
        rules: Rules,
    },
}

/// Reads the name of a charter.
pub(super) fn named(text: &str) -> Result<Charter, String> {
    text.parse().map_err(|_| {
        let names: Vec<&str> = Charter::ALL.iter().map(|one| one.as_str()).collect();
        format!("no charter has this name; there are {}", names.join(", "))
    })
}

/// Reads `YYYY-MM-DD`.
fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "a day is written YYYY-MM-DD".to_owned())
}

/// Reads `CHARTER` or `CHARTER@DATE`.
fn side(text: &str) -> Result<Side, String> {
    let (charter, on) = text
        .split_once('@')
        .map_or((text, None), |(charter, on)| (charter, Some(on)));
    let charter = named(charter)?;
    let on = match on {
        Some(on) => day(on)?,
        None => Zoned::now().date(),
    };
    Ok(Side { charter, on })
}

/// Runs it: exit 0 when done, 1 when the rules are not sound, 2 when what was asked for does not exist.
#[must_use]
pub fn run(arguments: Arguments) -> ExitCode {
    let rules = match &arguments.command {
        Command::Check { rules, .. }
        | Command::Table { rules, .. }
        | Command::Explain { rules, .. }
        | Command::Triage { rules, .. }
        | Command::Diff { rules, .. } => rules,
    };
    if let Some(why) = rules.unreadable() {
        eprintln!("regie: {why}");
        return ExitCode::from(2);
    }
    let (text, code) = match arguments.command {
        Command::Check {
            rules,
            checked_since,
        } => check(&rules, checked_since),
        Command::Table {
            rules, all: true, ..
        } => with(&rules, tables),
        Command::Table {
            rules, charter, on, ..
        } => with(&rules, |charters| table(charters, charter, on)),
        Command::Explain { rule, rules } => {
            with(&rules, |charters| explain(charters, &rules.cases(), &rule))
        }
        Command::Triage { charter, on, rules } => {
            with(&rules, |charters| triage(charters, charter, on))
        }
        Command::Diff { from, to, rules } => {
            with(&rules, |charters| diff(charters, &rules.cases(), from, to))
        }
    };
    if code == 0 {
        // Whoever reads it in a pager may have seen enough.
        match std::io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                eprintln!("regie: what was to be printed could not be: {error}");
                return ExitCode::from(2);
            }
            _ => {}
        }
    } else {
        eprint!("{text}");
    }
    ExitCode::from(code)
}

fn check(rules: &Rules, checked_since: Option<Date>) -> (String, u8) {
    match rules.load() {
        Ok(charters) => {
            let report = charters.check_with(&rules.cases(), checked_since);
            let beside = rules.folder().map(|folder| charters.beside(folder));
            let report = report.with(beside.unwrap_or_default());
            let code = u8::from(!report.is_sound());
            (format!("{report}\n"), code)
        }
        Err(problems) => (format!("{problems}\n"), 1),
    }
}

fn with(rules: &Rules, then: impl FnOnce(&Charters) -> (String, u8)) -> (String, u8) {
    match rules.load() {
        Ok(charters) => then(&charters),
        Err(problems) => (format!("{problems}\n"), 1),
    }
}

fn tables(charters: &Charters) -> (String, u8) {
    match charters.tables() {
        Ok(text) => (text, 0),
        Err(unreadable) => (format!("regie: {unreadable}\n"), 2),
    }
}

fn table(charters: &Charters, charter: Option<Charter>, on: Option<Date>) -> (String, u8) {
    let on = on.unwrap_or_else(|| Zoned::now().date());
    let asked: Vec<Charter> =
        charter.map_or_else(|| charters.charters().collect(), |one| vec![one]);
    let mut text = String::new();
    let mut not_answered = None;
    for one in asked {
        match charters.table(one, on) {
            Ok(table) => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&table.to_string());
            }
            Err(unreadable) => not_answered = not_answered.or(Some(unreadable)),
        }
    }
    match not_answered {
        // Of all charters those are shown that answer on that day.
        Some(unreadable) if charter.is_some() || text.is_empty() => {
            (format!("regie: {unreadable}\n"), 2)
        }
        _ => (text, 0),
    }
}

fn triage(charters: &Charters, charter: Charter, on: Option<Date>) -> (String, u8) {
    let on = on.unwrap_or_else(|| Zoned::now().date());
    let all = charters.triage(charter, on);
    let moments = all.moments();
    if moments.is_empty() {
        let why = format!("regie: `{charter}` has no moments of triage on {on}\n");
        return (why, 2);
    }
    let line = |says: &regie_terms::Says, item: &regie_charter::Item| {
        format!("{} / {} ({})", says.nl, says.en, item.places(on).join("; "))
    };
    let mut text = format!("triage under {charter} on {on}\n");
    for moment in moments {
        let name = &moment.item.name;
        text.push_str(&format!("\n{name}: {}\n", line(&moment.says, &moment.item)));
        for ask in all.asks(moment) {
            let open = if ask.open { ", may be left open" } else { "" };
            text.push_str(&format!("  - {}{open}\n", line(&ask.asks, &ask.item)));
        }
    }
    let (dimensions, asked) = all.dimensions();
    let how = if asked { "asked" } else { "may be left open" };
    text.push_str(&format!("\nhow serious ({how})\n"));
    for one in dimensions {
        text.push_str(&format!("  - {}", line(&one.says, &one.item)));
        if let Some(data) = &one.data {
            let words: Vec<&str> = data.iter().map(|data| data.as_str()).collect();
            text.push_str(&format!(": {}", words.join(", ")));
        }
        text.push('\n');
    }
    text.push_str("\ntold at the start\n");
    for one in all.tells() {
        text.push_str(&format!("  - {}\n", line(&one.says, &one.item)));
    }
    (text, 0)
}

fn explain(charters: &Charters, cases: &Cases, rule: &str) -> (String, u8) {
    match charters.explain(rule, cases) {
        Some(explanation) => (explanation.to_string(), 0),
        None => {
            let last = rule.rsplit('.').next().unwrap_or(rule);
            let near: Vec<&str> = charters
                .rules()
                .map(|known| known.id)
                .filter(|id| !last.is_empty() && id.contains(last))
                .collect();
            let hint = if near.is_empty() {
                "; an id is like utrecht.disclosure.consent, and `regie decide` names those that carried an answer".to_owned()
            } else {
                format!("; there is\n  {}", near.join("\n  "))
            };
            (format!("regie: no rule has this id{hint}\n"), 2)
        }
    }
}

fn diff(charters: &Charters, cases: &Cases, from: Side, to: Side) -> (String, u8) {
    match charters.diff(from, to, cases) {
        Ok(diff) => (diff.to_string(), 0),
        Err(unreadable) => (format!("regie: {unreadable}\n"), 2),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_rules_the_program_carries_are_sound() {
        let (text, code) = check(&Rules { rules: None }, None);
        assert_eq!(code, 0, "{text}");
        // What the law takes back from the Kempen, what two documents let go that the law asks, and nothing else.
        assert!(text.ends_with("0 errors, 5 warnings\n"), "{text}");
        for rule in [
            "kempen.disclosure.unavoidable",
            "kempen.request.youth-file",
            "utrecht-zuidoost.disclosure.unavoidable",
        ] {
            let says = format!(
                "`{rule}` is laxer than the law by itself, which does not prevail here: `wet."
            );
            assert!(text.contains(&says), "{text}");
        }
        for (rule, figures) in [
            ("jeugdwet", "15 years against 20 years from 2020-01-01"),
            ("wmo", "7 years against 15 years from 2017-06-19"),
        ] {
            let line = text
                .lines()
                .find(|line| line.contains(&format!("`kempen.retention.{rule}` is laxer")))
                .unwrap();
            assert!(line.starts_with("kempen/retention.toml:"), "{line}");
            assert!(line.contains(figures), "{line}");
        }
    }

    #[test]
    fn figures_that_nobody_looked_up_lately_are_named() {
        let (text, code) = check(&Rules { rules: None }, Some(date(2026, 11, 21)));
        assert_eq!(code, 0);
        assert!(!text.contains("last checked"), "{text}");
        let (text, code) = check(&Rules { rules: None }, Some(date(2199, 1, 1)));
        assert_eq!(code, 0);
        assert!(
            text.contains("`wet.retention.wmo` was last checked on"),
            "{text}"
        );
        // Only rules that ended went by it.
        assert!(
            !text.contains("`utrecht.retention.fifteen-years`"),
            "{text}"
        );
    }

    #[test]
    fn a_folder_without_rules_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let rules = Rules {
            rules: Some(folder.path().to_owned()),
        };
        let (text, code) = check(&rules, None);
        assert_eq!(code, 1);
        assert!(text.contains("holds no charters"), "{text}");
    }

    #[test]
    fn a_table_before_the_first_version_is_refused() {
        let charters = Charters::builtin().unwrap();
        let (text, code) = table(&charters, Some(Charter::Utrecht), Some(date(2017, 8, 6)));
        assert_eq!(code, 2);
        assert!(
            text.contains("`on`") && text.contains("2017-08-07"),
            "{text}"
        );
        let (text, code) = table(&charters, Some(Charter::Utrecht), Some(date(2017, 8, 7)));
        assert_eq!(code, 0);
        assert!(text.contains("breaking glass"), "{text}");
    }

    #[test]
    fn all_tables_are_the_file_that_is_published() {
        let charters = Charters::builtin().unwrap();
        let published = include_str!("../../../../charters/who-may-what.txt");
        let (text, code) = tables(&charters);
        assert!(text == published && code == 0, "{code}");
        // A day on which something changes has a table of its own.
        let rules = regie_testkit::RuleFiles::read().unwrap();
        let later = "from = 2019-03-01\nid = \"support\"";
        let rules = rules.with("utrecht/access.toml", "id = \"support\"", later);
        let (text, _) = tables(&Charters::from_files(rules.unwrap().0).unwrap());
        assert!(text.contains("\n\nutrecht on 2019-03-01\n"), "{text}");
    }

    #[test]
    fn a_rule_is_explained_with_what_it_needs_and_where_the_law_goes_first() {
        let (charters, cases) = (Charters::builtin().unwrap(), Cases::builtin());
        for (rule, says) in [
            (
                "kempen.disclosure.third-parties",
                "then     needs consent, written\n",
            ),
            (
                "kempen.disclosure.other-domain",
                "then     needs consent, in any form\n",
            ),
            (
                "kempen.disclosure.unavoidable",
                "then     needs consultation with colleague and manager, about what is unavoidable\n",
            ),
            (
                "utrecht.disclosure.consultation",
                "then     needs consultation with colleague or manager, without naming the client\n",
            ),
            (
                "wet.access.confidentiality",
                "needs declaration of confidentiality\n",
            ),
            (
                "wet.disclosure.necessity",
                "needs necessity, met by necessity-given\n",
            ),
            (
                "wet.disclosure.necessity",
                "has somebody answer wet.disclosure.necessity\n",
            ),
            (
                "wet.breach.report",
                "duty report-to-ap within wet.breach.hours, once permitted\n",
            ),
            (
                "kempen.retention.wmo",
                "but      `kempen.retention.wmo` is laxer than the law, which prevails: 7 years against 15 years",
            ),
            (
                "utrecht.retention.fifteen-years",
                "; first on 2017-08-07; last on 2018-05-24 (utrecht/",
            ),
        ] {
            let (text, code) = explain(&charters, &cases, rule);
            assert_eq!(code, 0);
            assert!(text.contains(says), "{says} in {text}");
        }
        let (text, _) = explain(&charters, &cases, "utrecht.retention.jeugdwet");
        assert!(!text.contains("  but  "), "{text}");
    }

    #[test]
    fn a_rule_is_explained_with_source_and_place() {
        let (charters, cases) = (Charters::builtin().unwrap(), Cases::builtin());
        let (text, code) = explain(&charters, &cases, "utrecht.retention.jeugdwet");
        assert_eq!(code, 0);
        for line in [
            "then     keeps from the last change for wet.retention.jeugdwet",
            "where    wet.retention.jeugdwet is 15 years from 2015-01-01 (Jeugdwet 7.3.8 lid 3)",
            "where    wet.retention.jeugdwet is 20 years from 2020-01-01 (Jeugdwet 7.3.8 lid 3)",
        ] {
            assert!(text.contains(line), "{text}");
        }
        let (text, code) = explain(&charters, &cases, "utrecht.disclosure.consent");
        assert_eq!(code, 0);
        for part in [
            "source   PC 3, 2017-08-07 to 2018-05-24\n",
            "source   PV 2B, from 2018-05-25\n",
            "utrecht/disclosure.toml:",
            "needs consent",
            "safety-stands",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let (text, code) = explain(&charters, &cases, "disclosure.consent");
        assert_eq!(code, 2);
        assert!(text.contains("utrecht.disclosure.consent"), "{text}");
    }

    #[test]
    fn a_rule_is_explained_with_its_cases_and_each_citation_once() {
        let (charters, cases) = (Charters::builtin().unwrap(), Cases::builtin());
        let (text, code) = explain(&charters, &cases, "kempen.access.support");
        assert_eq!(code, 0);
        let case = text
            .lines()
            .find(|line| line.starts_with("  case "))
            .unwrap();
        assert!(
            case.starts_with("  case     access with who = {")
                && case.contains("function = support"),
            "{case}"
        );
        assert!(
            case.contains(
                "}: permitted; not with act = edit; first on 2017-06-19 (kempen/access.cases.toml:"
            ),
            "{case}"
        );
        for rule in charters.rules() {
            let (text, _) = explain(&charters, &cases, rule.id);
            assert!(text.contains("\n  case     "), "{text}");
            assert!(!text.contains("cannot be asked"), "{text}");
        }
        let (text, _) = explain(&charters, &cases, "wet.access.confidentiality");
        let cited: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("  source   "))
            .collect();
        assert_eq!(
            cited,
            [
                "PC 4, 2015-01-01 to 2018-05-24",
                "ZO 6.1, from 2015-01-01",
                "KE-X 1, from 2015-01-01",
                "KE-VII, from 2015-01-01",
                "PV 4, from 2018-05-25",
            ]
        );
    }

    #[test]
    fn a_folder_is_checked_with_its_cases() {
        let folder = tempfile::tempdir().unwrap();
        let of = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../charters"));
        for charter in std::fs::read_dir(of).unwrap().map(Result::unwrap) {
            let to = folder.path().join(charter.file_name());
            if !charter.path().is_dir() {
                std::fs::copy(charter.path(), to).unwrap();
                continue;
            }
            std::fs::create_dir(&to).unwrap();
            for file in std::fs::read_dir(charter.path())
                .unwrap()
                .map(Result::unwrap)
            {
                std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
            }
        }
        let rules = Rules {
            rules: Some(folder.path().to_owned()),
        };
        let (text, code) = check(&rules, None);
        assert_eq!(code, 0, "{text}");
        assert!(text.ends_with("0 errors, 5 warnings\n"), "{text}");

        let file = folder.path().join("kempen/access.cases.toml");
        let known = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, known.replacen("\"prohibited\"", "\"permitted\"", 1)).unwrap();
        let (text, code) = check(&rules, None);
        assert_eq!(code, 1, "{text}");
        assert!(
            text.starts_with("kempen/access.cases.toml:9: error: "),
            "{text}"
        );
        assert!(text.ends_with("1 errors, 5 warnings\n"), "{text}");

        std::fs::remove_file(&file).unwrap();
        let (text, code) = check(&rules, None);
        assert_eq!(code, 0, "{text}");
        assert!(
            text.contains("warning: no case shows what `kempen.access.otherwise` decides"),
            "{text}"
        );
    }

    #[test]
    fn a_side_is_a_charter_and_a_day() {
        let read = side("utrecht@2017-08-07").unwrap();
        assert_eq!(
            (read.charter, read.on),
            (Charter::Utrecht, date(2017, 8, 7))
        );
        assert_eq!(side("kempen").unwrap().charter, Charter::Kempen);
        assert!(side("amsterdam").unwrap_err().contains("utrecht-zuidoost"));
        assert!(side("utrecht@2017").unwrap_err().contains("YYYY-MM-DD"));
    }

    #[test]
    fn a_diff_before_the_first_version_is_refused() {
        let charters = Charters::builtin().unwrap();
        let from = side("kempen@2017-06-18").unwrap();
        let (text, code) = diff(
            &charters,
            &Cases::builtin(),
            from,
            side("utrecht@2018-05-25").unwrap(),
        );
        assert_eq!(code, 2);
        assert!(text.contains("`on`"), "{text}");
    }
}
