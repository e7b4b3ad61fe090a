//! `regie ledger prove`: does a saved proof of who looked hold? It needs no installation: a file and, better, the organisation's key.

use crate::wiring::Trouble;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use regie_casework::portal::KEY_AT;
use regie_charter::Capacity;
use regie_ledger::list::What;
use regie_ledger::proof::{FORMAT, Fault, MOST_BYTES, Proof, Proven, fingerprint};
use regie_terms::Function;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The proof, as it was saved from the page "who looked"
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The organisation's public key, 64 hexadecimal digits, from its public page or from somebody you trust
    #[arg(long, value_name = "HEX")]
    key: Option<String>,
}

/// Checks it and says what it proves.
pub(super) fn run(arguments: &Arguments) -> Result<(), Trouble> {
    let known = arguments.key.as_deref().map(key).transpose()?;
    let proof = read(&arguments.file)?;
    let proven = match proof.check(known.as_ref()) {
        Ok(proven) => proven,
        Err(Fault::Format) => return Err(Trouble::new(Fault::Format)),
        Err(fault) => {
            return Err(Trouble {
                what: format!("the proof does not hold: {fault}"),
                code: 1,
            });
        }
    };
    let text = told(&proof, &proven, known.is_some());
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        // Whoever reads it in a pager may have seen enough.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn key(text: &str) -> Result<[u8; 32], Trouble> {
    let digits: String = text.trim().to_ascii_lowercase();
    let byte = |i: usize| {
        let two = digits.get(i * 2..i * 2 + 2)?;
        two.bytes()
            .all(|b| b.is_ascii_hexdigit())
            .then(|| u8::from_str_radix(two, 16).ok())
            .flatten()
    };
    let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
    bytes
        .filter(|_| digits.len() == 64)
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(|| Trouble::new("a key is 64 hexadecimal digits (0-9, a-f)"))
}

fn read(file: &Path) -> Result<Proof, Trouble> {
    let of = |why: String| Trouble::new(format!("{}: {why}", file.display()));
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|opened| opened.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| of(error.to_string()))?;
    if bytes.len() as u64 > MOST_BYTES {
        let most = MOST_BYTES / 1024 / 1024;
        return Err(of(format!(
            "larger than the {most} MB that a proof has at most"
        )));
    }
    // What is nested deeper than a proof is refused as it is read.
    serde_json::from_slice(&bytes).map_err(|_| of(format!("not a proof of the form `{FORMAT}`")))
}

fn told(proof: &Proof, proven: &Proven, known: bool) -> String {
    let mut text = String::new();
    let mut say = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    say("The proof holds.".to_owned());
    say(String::new());
    say(format!("Whose list       {}", proof.person));
    say(format!(
        "Organisation     {} (as the file says)",
        plain(&proof.organisation)
    ));
    say(format!("Signed           {}", moment(proven.signed)));
    say(format!("Lines            {}", proven.lines));
    if let (Some(first), Some(last)) = (proof.lines.first(), proof.lines.last()) {
        say(format!("From             {}", moment(first.at)));
        say(format!("Until            {}", moment(last.at)));
    }
    say(format!("Fingerprint      {}", fingerprint(&proven.key)));
    say(String::new());
    say(format!(
        "The list is complete from line 1 to line {} as it stood when it was signed, and no line of it was changed.",
        proven.lines
    ));
    say(if known {
        "It was signed with the key you gave.".to_owned()
    } else {
        format!(
            "It was signed with the key in the file. Whose key that is, the file cannot prove: compare the fingerprint with the one at {KEY_AT} of the organisation's own site, or give that key with --key."
        )
    });
    say(String::new());
    for (number, line) in (1..).zip(&proof.lines) {
        say(row(&format!("{number:>6}"), line.at, line.who, line.what));
    }
    if !proof.not_yet_covered.is_empty() {
        say(String::new());
        say("Not yet covered: nothing vouches for these lines, which came after the signature. A later proof will.".to_owned());
        for line in &proof.not_yet_covered {
            say(row("     -", line.at, line.who, line.what));
        }
    }
    text
}

fn row(number: &str, at: i64, who: Capacity, what: What) -> String {
    let mut row = format!("{number}  {}  ", moment(at));
    let _ = write!(row, "{:<28}  {}", in_words(who), did(what));
    row
}

/// A moment in Dutch time.
fn moment(at: i64) -> String {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(at).map_or_else(
        |_| format!("{at} ms since 1970"),
        |moment| {
            moment
                .to_zoned(zone)
                .strftime("%Y-%m-%d %H:%M:%S")
                .to_string()
        },
    )
}

fn in_words(who: Capacity) -> String {
    match who {
        Capacity::Staff(Function::Dpo) => "data protection officer".to_owned(),
        Capacity::Staff(function) => function.as_str().replace('-', " "),
        Capacity::Subject => "the person themself".to_owned(),
        Capacity::ParentOrGuardian => "parent or guardian".to_owned(),
        Capacity::Representative => "representative".to_owned(),
        Capacity::System => "the program itself".to_owned(),
    }
}

fn did(what: What) -> &'static str {
    match what {
        What::Looked => "looked",
        What::Worked => "worked in the dossier",
        What::WithReason => "came in with a reason",
        What::Refused => "was turned away",
        What::Asked => "was asked for a reason, saw nothing",
    }
}

/// A text of the file, with nothing in it that a terminal obeys.
fn plain(text: &str) -> String {
    let steers = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(steers).take(200).collect()
}
