//! `regie keys rotate | split | recover | pair`: the controller's key and the key of the backups.

use super::ledger::{own_rules, scope};
use crate::config::Config;
use crate::files;
use crate::rules::Rules;
use crate::wiring::{Trouble, Where, private_folder};
use age::secrecy::ExposeSecret;
use regie_vault::keys::escrow::{self, Share};
use regie_vault::keys::{FileKey, Rotated};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Replace the controller's key, give people shares that put it back, make the key of the backups.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  regie keys rotate --data /var/lib/regie\n  regie keys pair /root/backup.key /etc/regie-backup.pub"
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make a new controller's key, wrap every data key by it and destroy the old one; also while the desk is served
    #[command(
        after_help = "Example:\n  regie keys rotate --data /var/lib/regie\n\nCut short, it goes on with the next command on the same place. Make a backup of the key store afterwards: those of before open with no key that is left,\nbut by people with shares. Where several machines have the key: first --prepare on one, copy controller.key.next to the key folder of the others, then\nrotate on one, and start `serve` again on the others."
    )]
    Rotate {
        #[command(flatten)]
        place: Where,
        /// Only make the new key, to be copied to other machines before it is used
        #[arg(long)]
        prepare: bool,
        /// Configuration file, as `serve` has it, where it names a folder of rules
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Make shares for several people, of whom some together put the controller's key back
    #[command(
        after_help = "Example:\n  regie keys split --shares 3 --threshold 2 --to /root/shares --data /var/lib/regie\n\nShares stay good when the controller's key is replaced. Splitting anew makes the shares of before worthless."
    )]
    Split {
        #[command(flatten)]
        place: Where,
        /// How many shares, 2 to 20
        #[arg(long, value_name = "N")]
        shares: u8,
        /// How many of them put the key back, 2 at least
        #[arg(long, value_name = "N")]
        threshold: u8,
        /// Folder for the shares; from there each goes to somebody else, and is removed
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Make the shares of before worthless
        #[arg(long)]
        replace: bool,
    },
    /// Put the controller's key back by the shares of several people
    #[command(
        after_help = "Example:\n  regie keys recover /root/shares/share-1.txt /root/shares/share-3.txt --escrow /var/lib/regie/controller.escrow --data /var/lib/regie-restored\n\nThe escrow stands beside the controller's key, and beside each backup of the key store with the key of that backup."
    )]
    Recover {
        /// Files with a share each
        #[arg(value_name = "SHARE", required = true)]
        shares: Vec<PathBuf>,
        #[command(flatten)]
        place: Where,
        /// The escrow; the one in the key folder by default
        #[arg(long, value_name = "FILE")]
        escrow: Option<PathBuf>,
    },
    /// Make the key of the backups: the private part is kept away from this machine, the public part is what they are sealed to
    #[command(
        after_help = "Example:\n  regie keys pair /root/backup.key /etc/regie-backup.pub\n\nBoth are keys of age (https://age-encryption.org); `age-keygen` makes them too."
    )]
    Pair {
        /// File for the private key; none is written over
        #[arg(value_name = "PRIVATE")]
        private: PathBuf,
        /// File for the public key
        #[arg(value_name = "PUBLIC")]
        public: PathBuf,
    },
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    match arguments.command {
        Command::Rotate {
            place,
            prepare,
            config,
        } => match prepare {
            true => prepared(&place),
            false => rotate(&place, &Rules::of(Config::read(config.as_deref())?.rules)).await,
        },
        Command::Split {
            place,
            shares,
            threshold,
            to,
            replace,
        } => split(&place, shares, threshold, &to, replace),
        Command::Recover {
            shares,
            place,
            escrow,
        } => recover(&place, &shares, escrow),
        Command::Pair { private, public } => pair(&private, &public),
    }
}

fn prepared(place: &Where) -> Result<(), Trouble> {
    let next = FileKey::read(&place.key_file()?)?.prepare()?;
    println!(
        "{} is ready and not in use yet: copy it to the key folder of every machine, then run `regie keys rotate`",
        next.display()
    );
    Ok(())
}

async fn rotate(place: &Where, rules: &Rules) -> Result<(), Trouble> {
    let charters = rules.sound()?;
    let (vault, _) = place.open().await?;
    own_rules(&vault, &charters).await?;
    let started = Instant::now();
    let at = jiff::Timestamp::now().as_millisecond();
    let leave = || charters.start_up(scope("rotate-keys", at));
    let rotated = vault.rotate(leave).await;
    vault.close().await;
    match rotated? {
        Rotated::Done(keys) => println!(
            "{keys} data keys are wrapped by a new controller's key in {:.2} s, and the old one is destroyed; back up the key store now",
            started.elapsed().as_secs_f64()
        ),
        Rotated::Elsewhere => {
            return Err(Trouble::new(
                "the key service replaces its key by its own means; nothing was done",
            ));
        }
    }
    Ok(())
}

fn write_new(path: &Path, text: &str) -> Result<(), Trouble> {
    let failed = |e: std::io::Error| Trouble::new(format!("{}: {e}", path.display()));
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.sync_all().map_err(failed)
}

fn split(
    place: &Where,
    shares: u8,
    threshold: u8,
    to: &Path,
    replace: bool,
) -> Result<(), Trouble> {
    let key_file = place.key_file()?;
    if !files::there(&key_file)? {
        return Err(Trouble::new(format!(
            "there is no {}, the controller's key: run `regie init` first, or name another place",
            key_file.display()
        )));
    }
    let at = escrow::file(&key_file);
    if files::there(&at)? && !replace {
        return Err(Trouble::new(format!(
            "{} is there: shares were made before. With --replace they become worthless",
            at.display()
        )));
    }
    private_folder(to)?;
    let path = |number: u8| to.join(format!("share-{number}.txt"));
    for number in 1..=shares {
        if files::there(&path(number))? {
            return Err(Trouble::new(format!(
                "{} is there already; no share is written over",
                path(number).display()
            )));
        }
    }
    let dealt = escrow::split(&key_file, shares, threshold)?;
    for share in &dealt {
        write_new(&path(share.number()), &card(share, shares, threshold))?;
    }
    println!(
        "{shares} shares of set {} stand in {}: give each to another person, and remove them here. Any {threshold} of them put the controller's key back; one alone does nothing",
        dealt.first().map_or("", Share::set),
        to.display()
    );
    Ok(())
}

/// What somebody keeps, on paper or as a file.
fn card(share: &Share, shares: u8, threshold: u8) -> String {
    let (number, set) = (share.number(), share.set());
    let line = share.line();
    let line = line.as_str();
    format!(
        "Regie: deel {number} van {shares}, reeks {set}\n\
         Met {threshold} delen van verschillende mensen komt de sleutel van de organisatie terug. Met één deel kan niemand iets.\n\
         Bewaar dit waar alleen jij erbij kunt, en niet bij een ander deel. Zeg het als je het kwijt bent.\n\n\
         Regie: share {number} of {shares}, set {set}\n\
         {threshold} shares of different people put the organisation's key back. One share alone does nothing.\n\
         Keep this where only you can get at it, and not with another share. Say so when you have lost it.\n\n\
         {line}\n"
    )
}

fn recover(place: &Where, shares: &[PathBuf], at: Option<PathBuf>) -> Result<(), Trouble> {
    let key_file = place.key_file()?;
    let mut given = Vec::new();
    for path in shares {
        let text = files::text(path)?;
        let name = path.display().to_string();
        let share = Share::read(&text).map_err(|why| Trouble::new(format!("{name}: {why}")))?;
        given.push((name, share));
    }
    if let Some(folder) = key_file.parent() {
        private_folder(folder)?;
    }
    let at = at.unwrap_or_else(|| escrow::file(&key_file));
    let _ = escrow::recover(&at, &given, &key_file)?;
    println!(
        "{} is back; see with `regie ledger verify` that it opens the key store",
        key_file.display()
    );
    Ok(())
}

fn pair(private: &Path, public: &Path) -> Result<(), Trouble> {
    let identity = age::x25519::Identity::generate();
    let recipient = identity.to_public();
    write_new(
        private,
        &format!(
            "# The private key of Regie's backups. Keep it away from the machine that is backed up.\n# public key: {recipient}\n{}\n",
            identity.to_string().expose_secret()
        ),
    )?;
    write_new(public, &format!("{recipient}\n"))?;
    println!(
        "{} opens the backups: keep it in two places, neither of them this machine. Backups are sealed to {recipient}",
        private.display()
    );
    Ok(())
}
