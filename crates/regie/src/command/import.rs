//! `regie import`: what somebody brings along from another organisation.

use crate::wiring::Trouble;
use regie_exchange::portable::{Brought, NotPortable, Signed};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Read a file in which somebody brings their data along
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  regie import mijn-gegevens.zip\n  regie import mijn-gegevens.zip --key d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\n\nExit codes: 0 it is whole and as it was made, 1 it is not, 2 it could not be read."
)]
pub struct Arguments {
    /// The archive
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Public key of the organisation it should come from, 64 hexadecimal digits, as that organisation publishes it
    #[arg(long, value_name = "HEX")]
    key: Option<String>,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    let brought = read(&arguments.file, arguments.key.as_deref())?;
    println!("{}", said(&brought));
    Ok(())
}

/// Reads an archive, up to what one may hold.
fn read(file: &Path, key: Option<&str>) -> Result<Brought, Trouble> {
    let failed = |e: std::io::Error| Trouble::new(format!("{}: {e}", file.display()));
    if let Some(key) = key
        && !(key.len() == 64 && key.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        return Err(Trouble::new(
            "`--key` is not a key: 64 hexadecimal digits are accepted".to_owned(),
        ));
    }
    crate::files::readable(file)?;
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).map_err(failed)?;
    let most = Brought::LARGEST + 1;
    let mut opened = opened.take(most as u64);
    opened.read_to_end(&mut bytes).map_err(failed)?;
    Brought::read(&bytes, key).map_err(|why| match why {
        NotPortable::NoZip => Trouble::new(format!("{}: {why}", file.display())),
        _ => Trouble {
            code: 1,
            ..Trouble::new(format!("{}: {why}", file.display()))
        },
    })
}

/// What it says of itself: whose it is says its file alone.
fn said(brought: &Brought) -> String {
    let data = &brought.data;
    let signed = match &brought.signed {
        Signed::ByTheKey => "signed by the key given, and not changed since".to_owned(),
        Signed::BySomeKey(key) => format!(
            "not changed since it was signed by the key {key}; whose key that is, that organisation publishes (give it with --key)"
        ),
    };
    let along = brought.files.len();
    format!(
        "made {made} by {from} (charter {charter})\n{signed}\n{facts} facts, {documents} documents of which {along} came along, {shared} disclosures",
        made = data.made,
        from = calm(&data.controller.name),
        charter = calm(&data.controller.charter),
        facts = data.facts.len(),
        documents = data.documents.len(),
        shared = data.disclosures.len(),
    )
}

/// A text from elsewhere as a terminal may have it: one line, with nothing in it that moves the cursor.
fn calm(text: &str) -> String {
    let shown = text.chars().filter(|c| !c.is_control());
    shown.take(200).collect()
}
