//! The configuration file: TOML, every key optional, an unknown key refused.

use crate::wiring::Trouble;
use regie_casework::Settings;
use regie_terms::{Charter, Party};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What can be configured; docs/install.md has an example.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Name of the organisation responsible.
    pub organisation: Option<String>,
    /// The charter that decides, by its word; without it the one adopted before, or `utrecht` at the start.
    pub charter: Option<String>,
    /// Folder with the organisation's own rule files; without it those the program carries. Nothing opens by either until two people adopted them.
    pub rules: Option<PathBuf>,
    /// What kind of party the organisation is, by its word: `neighbourhood-team` by default.
    pub party: Option<String>,
    /// Hours a broken glass stays open, 1 to 72.
    pub glass_hours: Option<i64>,
    /// Minutes a session may be idle, 5 to 15.
    pub idle_minutes: Option<i64>,
    /// Hours a session lasts at most, 1 to 8.
    pub session_hours: Option<i64>,
    /// Where the portal's quick exit goes.
    pub quick_exit: Option<String>,
    /// Whom to tell about a weakness: `mailto:…` or `https://…`.
    pub security_contact: Option<String>,
    /// Where complaints go, as text for the public page.
    pub complaints_contact: Option<String>,
    /// How the data protection officer is reached, as text for the public page.
    pub dpo_contact: Option<String>,
    /// How the organisation is reached, a telephone number first, as text for the page that a recipient gets.
    pub contact: Option<String>,
    /// Address to listen on.
    pub listen: Option<String>,
    /// Served by rustls when given.
    pub tls: Option<Tls>,
    /// Where backups go, and what they are sealed to.
    pub backup: Option<BackupConfig>,
    /// Notices by e-mail; without it nobody is mailed.
    pub mail: Option<crate::mail::MailConfig>,
    /// Behind a proxy that ends TLS and sets X-Forwarded-For.
    #[serde(default)]
    pub behind_proxy: bool,
    /// The demo; set by the program only.
    #[serde(skip)]
    pub demo: bool,
    /// What the demo says to try first; set by the program only.
    #[serde(skip)]
    pub try_first: Vec<(String, String)>,
}

/// What `regie backup` needs to know.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupConfig {
    /// The public key that backups are sealed to, `age1…`, or a file with it.
    pub recipient: Option<String>,
    /// Folder for backups of the key store, on another medium than those of the content.
    pub keys: Option<PathBuf>,
}

/// Certificate chain and key, PEM.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// File with the chain.
    pub certificate: PathBuf,
    /// File with the key.
    pub key: PathBuf,
}

impl Config {
    /// Reads a file; none given is all defaults.
    pub fn read(path: Option<&Path>) -> Result<Self, Trouble> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let text = crate::files::text(path)?;
        let config: Self =
            toml::from_str(&text).map_err(|e| Trouble::new(format!("{}: {e}", path.display())))?;
        config.settings()?;
        Ok(config)
    }

    /// The settings of the house, checked.
    pub fn settings(&self) -> Result<Settings, Trouble> {
        let within =
            |name: &str, value: Option<i64>, default: i64, least: i64, most: i64| match value {
                None => Ok(default),
                Some(v) if (least..=most).contains(&v) => Ok(v),
                Some(v) => Err(Trouble::new(format!(
                    "`{name}` is {v}; {least} to {most} is accepted"
                ))),
            };
        let base = Settings::default();
        let charter = match self.charter.as_deref() {
            None => base.charter,
            Some(word) => word.parse::<Charter>().map_err(|_| {
                let known: Vec<String> =
                    Charter::ALL.iter().map(|one| format!("`{one}`")).collect();
                Trouble::new(format!(
                    "`charter` is `{word}`; {} are accepted",
                    known.join(", ")
                ))
            })?,
        };
        Ok(Settings {
            organisation: match self.organisation.as_deref().map(str::trim) {
                None => base.organisation,
                Some("") => return Err(Trouble::new("`organisation` is empty".to_owned())),
                Some(name) => name.to_owned(),
            },
            charter,
            party: party(self.party.as_deref(), base.party)?,
            glass_hours: within("glass_hours", self.glass_hours, base.glass_hours, 1, 72)?,
            idle_minutes: within("idle_minutes", self.idle_minutes, base.idle_minutes, 5, 15)?,
            session_hours: within(
                "session_hours",
                self.session_hours,
                base.session_hours,
                1,
                8,
            )?,
            demo: self.demo,
            try_first: self.try_first.clone(),
            secure: !self.demo,
            quick_exit: link("quick_exit", &["https"], self.quick_exit.as_deref())?
                .unwrap_or(base.quick_exit),
            security_contact: link(
                "security_contact",
                &["https", "mailto", "tel"],
                self.security_contact.as_deref(),
            )?
            .unwrap_or(base.security_contact),
            complaints_contact: contact("complaints_contact", self.complaints_contact.as_deref())?,
            dpo_contact: contact("dpo_contact", self.dpo_contact.as_deref())?,
            contact: contact("contact", self.contact.as_deref())?,
        })
    }
}

/// The kinds of organisation that keep dossiers of their own, and so give from them.
const GIVERS: [Party; 8] = [
    Party::NeighbourhoodTeam,
    Party::Municipality,
    Party::YouthCareProvider,
    Party::MedicalProvider,
    Party::CertifiedInstitution,
    Party::WmoProvider,
    Party::PreventionProvider,
    Party::BehaviouralScientist,
];

/// What kind of party the organisation is.
fn party(word: Option<&str>, default: Party) -> Result<Party, Trouble> {
    let Some(word) = word else {
        return Ok(default);
    };
    let found = GIVERS.iter().find(|one| one.as_str() == word);
    found.copied().ok_or_else(|| {
        let known: Vec<String> = GIVERS.iter().map(|one| format!("`{one}`")).collect();
        Trouble::new(format!(
            "`party` is `{word}`; {} are accepted",
            known.join(", ")
        ))
    })
}

/// A text of a few lines at most, without blanks around it; empty when none is set.
fn contact(name: &str, text: Option<&str>) -> Result<String, Trouble> {
    let text = text.unwrap_or_default().trim();
    if text.chars().count() > 500 {
        return Err(Trouble::new(format!(
            "`{name}` has more than 500 characters"
        )));
    }
    Ok(text.to_owned())
}

/// An address outside this site, of one of these kinds. One without its kind would lead to a page of our own, and one of another kind nowhere: whoever
/// has to leave quickly would stay.
fn link(name: &str, kinds: &[&str], text: Option<&str>) -> Result<Option<String>, Trouble> {
    let Some(text) = text.map(str::trim) else {
        return Ok(None);
    };
    let whole = text.split_once(':').is_some_and(|(kind, rest)| {
        let there = rest.strip_prefix("//").unwrap_or(rest);
        let named = !there.is_empty() && !there.starts_with(['/', '?', '#']);
        let clean = rest.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
        let form = kind != "https" || rest.starts_with("//");
        kinds.contains(&kind) && named && clean && form
    });
    if whole {
        return Ok(Some(text.to_owned()));
    }
    let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{kind}:`")).collect();
    Err(Trouble::new(format!(
        "`{name}` is `{text}`; a whole address is accepted, beginning with {}",
        kinds.join(" or ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Result<Settings, String> {
        let config: Config = toml::from_str(text).map_err(|e| e.to_string())?;
        config.settings().map_err(|t| t.what)
    }

    #[test]
    fn an_address_that_leads_nowhere_stops_the_program() {
        for wrong in [
            "quick_exit = \"javascript:alert(1)\"",
            "quick_exit = \"weeronline.nl\"",
            "quick_exit = \"https:weeronline.nl\"",
            "quick_exit = \"https:///x\"",
            "quick_exit = \"\"",
            "security_contact = \"x\"",
            "security_contact = \"mailto:\"",
            "organisation = \" \"",
        ] {
            assert!(settings(wrong).is_err(), "{wrong}");
        }
        let right = "quick_exit = \"https://www.weeronline.nl/utrecht\"\nsecurity_contact = \"mailto:veilig@example.org\"";
        let right = settings(right).unwrap_or_default();
        assert_eq!(right.quick_exit, "https://www.weeronline.nl/utrecht");
        assert_eq!(right.security_contact, "mailto:veilig@example.org");
    }

    #[test]
    fn the_example_in_the_docs_holds() {
        let docs = include_str!("../../../docs/install.md");
        let example = docs
            .split("```toml\n")
            .nth(1)
            .and_then(|rest| rest.split("```").next())
            .unwrap_or_default();
        let read = settings(example);
        assert_eq!(
            read.map(|s| {
                let lines = s.complaints_contact.lines().count();
                (s.dpo_contact, s.contact, lines)
            }),
            Ok((
                "fg@buurtteams.example, 030 000 00 01".to_owned(),
                "030 000 00 02, vragen@buurtteams.example".to_owned(),
                2
            ))
        );
    }

    #[test]
    fn what_is_out_of_bounds_or_unknown_is_refused_by_name() {
        assert_eq!(settings("glass_hours = 4").map(|s| s.glass_hours), Ok(4));
        let reach = settings("dpo_contact = \" fg@buurt.example\\nPostbus 1 \"");
        assert_eq!(
            reach.map(|s| s.dpo_contact),
            Ok("fg@buurt.example\nPostbus 1".to_owned())
        );
        let long = format!("complaints_contact = \"{}\"", "x".repeat(501));
        for charter in Charter::ALL {
            let chosen = settings(&format!("charter = \"{charter}\""));
            assert_eq!(chosen.map(|s| s.charter), Ok(*charter));
        }
        for party in GIVERS {
            let chosen = settings(&format!("party = \"{party}\""));
            assert_eq!(chosen.map(|s| s.party), Ok(party));
        }
        let own = settings("").map(|s| s.party);
        assert_eq!(own, Ok(Party::NeighbourhoodTeam));
        for (text, name) in [
            ("party = \"family\"", "party"),
            (long.as_str(), "complaints_contact"),
            ("glass_hours = 0", "glass_hours"),
            ("idle_minutes = 60", "idle_minutes"),
            ("session_hours = 24", "session_hours"),
            ("charter = \"atlantis\"", "charter"),
            ("glass_hous = 4", "glass_hous"),
        ] {
            let error = settings(text).map(|_| ()).map_err(|e| e.contains(name));
            assert_eq!(error, Err(true), "{text}");
        }
    }
}
