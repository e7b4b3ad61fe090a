//! Notices by e-mail: one fixed text that says that something waits, given to a mail server (docs/install.md).
//!
//! Nothing goes in clear text: the server has to offer TLS, and where it does not nothing is sent. Only a server on this very machine may do without.

use crate::files;
use crate::wiring::Trouble;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use regie_casework::House;
use regie_casework::mail::MailOutcome;
use regie_casework::thing::Tongue;
use serde::Deserialize;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;
use tokio::task::JoinHandle;

/// The mail server and what a mail says about whom it comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// The server's name.
    pub host: String,
    /// Its port: 587 by default, 465 with `tls = "implicit"`, 25 with `tls = "none"`.
    pub port: Option<u16>,
    /// `required` (STARTTLS, the default), `implicit`, or `none` for a server on this machine.
    pub tls: Option<String>,
    /// A certificate, PEM, that signed the server's, where it is none of the public ones.
    pub ca: Option<PathBuf>,
    /// Who logs in there.
    pub user: Option<String>,
    /// A file with the password, on its first line.
    pub password_file: Option<PathBuf>,
    /// The address mails come from.
    pub from: String,
    /// The name beside it; none by default. One that says nothing to who looks over a shoulder.
    pub from_name: Option<String>,
    /// The address of the portal, for the mail: `https://…`.
    pub portal: String,
    /// Seconds between looks at what is due, 1 to 3600; 60 by default.
    pub every_seconds: Option<u64>,
}

/// Gives mails to a server.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    portal: String,
    every: Duration,
}

/// How many mails go at most before the queue is left for the other jobs.
const AT_ONCE: usize = 20;
/// How long a server may take for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

impl MailConfig {
    /// Reads the whole of it, so that what is wrong is said at the start.
    ///
    /// # Errors
    /// [`Trouble`] with the key that is wrong.
    pub fn mailer(&self) -> Result<Mailer, Trouble> {
        let wrong = |key: &str, what: &str| Trouble::new(format!("`mail.{key}` {what}"));
        let host = self.host.trim();
        if host.is_empty() {
            return Err(wrong("host", "is empty"));
        }
        let local = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host);
        let (tls, port) = match self.tls.as_deref().unwrap_or("required") {
            "required" => (Tls::Required(self.parameters(host)?), 587),
            "implicit" => (Tls::Wrapper(self.parameters(host)?), 465),
            "none" if local => (Tls::None, 25),
            "none" => {
                return Err(wrong(
                    "tls",
                    "is `none`, and the server is not on this machine: nothing goes over a network in clear text",
                ));
            }
            other => {
                return Err(wrong(
                    "tls",
                    &format!("is `{other}`; `required`, `implicit` and `none` are accepted"),
                ));
            }
        };
        builder = builder
            .tls(tls)
            .port(self.port.unwrap_or(port))
            .timeout(Some(PATIENCE))
            .hello_name(ClientId::Domain("localhost".to_owned()));
        match (&self.user, &self.password_file) {
            (Some(user), Some(file)) => {
                let text = files::text(file)?;
                let password = text.lines().next().unwrap_or_default().to_owned();
                builder = builder.credentials(Credentials::new(user.clone(), password));
            }
            (None, None) => {}
            (Some(_), None) => return Err(wrong("password_file", "is missing beside `user`")),
            (None, Some(_)) => return Err(wrong("user", "is missing beside `password_file`")),
        }
        let from: Address = self
            .from
            .trim()
            .parse()
            .map_err(|_| wrong("from", "is no e-mail address"))?;
        let portal = self.portal.trim().trim_end_matches('/');
        let bare = portal.strip_prefix("https://").unwrap_or_default();
        if bare.is_empty() || !bare.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(wrong("portal", "is no address that begins with https://"));
        }
        let every = self.every_seconds.unwrap_or(60);
        if !(1..=3600).contains(&every) {
            return Err(wrong("every_seconds", "is not between 1 and 3600"));
        }
        let name = self.from_name.as_deref().map(str::trim);
        Ok(Mailer {
            transport: builder.build(),
            from: Mailbox::new(name.filter(|n| !n.is_empty()).map(str::to_owned), from),
            portal: portal.to_owned(),
            every: Duration::from_secs(every),
        })
    }

    fn parameters(&self, host: &str) -> Result<TlsParameters, Trouble> {
        // One provider for the whole program; a second installation keeps the first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut parameters = TlsParameters::builder(host.to_owned());
        if let Some(file) = &self.ca {
            let pem = files::text(file)?;
            let ca = Certificate::from_pem(pem.as_bytes()).map_err(|_| {
                Trouble::new(format!(
                    "`mail.ca`: {} holds no certificate",
                    file.display()
                ))
            })?;
            parameters = parameters.add_root_certificate(ca);
        }
        parameters.build_rustls().map_err(Trouble::new)
    }
}

impl Mailer {
    /// What a mail says: always this. No name, that of the organisation neither, and nothing of what waits or who wrote it.
    fn message(&self, to: &str, tongue: Option<Tongue>) -> Option<Message> {
        let dutch = format!("Er staat iets voor u klaar.\r\n{}/mijn\r\n", self.portal);
        let english = format!(
            "There is something waiting for you.\r\n{}/mijn\r\n",
            self.portal
        );
        let (subject, body) = match tongue {
            Some(Tongue::Nl) => ("Bericht", dutch),
            Some(Tongue::En) => ("Message", english),
            None => ("Bericht / Message", format!("{dutch}\r\n{english}")),
        };
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.parse().ok()?))
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .ok()
    }

    async fn send(&self, to: &str, tongue: Option<Tongue>) -> MailOutcome {
        let Some(message) = self.message(to, tongue) else {
            return MailOutcome::Never;
        };
        match self.transport.send(message).await {
            Ok(_) => MailOutcome::Sent,
            // What the server says may hold the address: it stands in no log.
            Err(error) if error.is_permanent() => {
                tracing::warn!(code = ?error.status(), "the mail server refused a notice for good");
                MailOutcome::Never
            }
            Err(error) => {
                let (tls, timeout) = (error.is_tls(), error.is_timeout());
                tracing::warn!(code = ?error.status(), tls, timeout, "the mail server did not take a notice; it is tried again later");
                MailOutcome::Later
            }
        }
    }

    /// Sends what is due, and says what came of it. Gives how many went.
    ///
    /// # Errors
    /// [`regie_casework::Refused`] when the database does not answer.
    pub async fn deliver(&self, house: &House) -> Result<usize, regie_casework::Refused> {
        let mut went = 0;
        for _ in 0..AT_ONCE {
            // One by one: what is marked while others go slowly would be held to have gone.
            let Some(mail) = house.take_mail(1).await?.pop() else {
                break;
            };
            let outcome = self.send(&mail.to, mail.tongue).await;
            house.mailed(mail.notice, outcome).await?;
            went += usize::from(outcome == MailOutcome::Sent);
        }
        Ok(went)
    }
}

/// A job that goes on until it is dropped.
#[must_use = "dropped, it mails no more"]
pub struct Mailing(JoinHandle<()>);

impl Drop for Mailing {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Mails what is due, again and again, and once a day writes who is told that tomorrow others decide.
pub fn mailing(house: &House, mailer: Mailer) -> Mailing {
    let house = house.clone();
    Mailing(tokio::spawn(async move {
        let mut next = tokio::time::interval(mailer.every);
        next.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut told = None;
        loop {
            next.tick().await;
            let today = house.today();
            if told != Some(today) {
                match house.tell_ahead().await {
                    Ok(_) => told = Some(today),
                    Err(error) => tracing::warn!(?error, "who is told a day ahead was not written"),
                }
            }
            match mailer.deliver(&house).await {
                Ok(0) => {}
                Ok(went) => tracing::info!(went, "notices were mailed"),
                Err(error) => tracing::warn!(?error, "notices were not mailed"),
            }
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Result<(), String> {
        let config: MailConfig = toml::from_str(text).map_err(|e| e.to_string())?;
        config.mailer().map(|_| ()).map_err(|t| t.what)
    }

    #[test]
    fn what_is_wrong_is_said_by_its_key_and_clear_text_stays_on_this_machine() {
        let rest = "from = \"bericht@voorbeeld.nl\"\nportal = \"https://portaal.voorbeeld.nl\"\n";
        assert_eq!(
            said(&format!("host = \"mail.voorbeeld.nl\"\n{rest}")),
            Ok(())
        );
        assert_eq!(
            said(&format!("host = \"127.0.0.1\"\ntls = \"none\"\n{rest}")),
            Ok(())
        );
        for (text, key) in [
            ("host = \"mail.voorbeeld.nl\"\ntls = \"none\"\n", "mail.tls"),
            (
                "host = \"mail.voorbeeld.nl\"\ntls = \"maybe\"\n",
                "mail.tls",
            ),
            ("host = \" \"\n", "mail.host"),
            ("host = \"h\"\nuser = \"x\"\n", "mail.password_file"),
            ("host = \"h\"\nevery_seconds = 0\n", "mail.every_seconds"),
        ] {
            let what = said(&format!("{text}{rest}")).err().unwrap_or_default();
            assert!(what.contains(key), "{text}: {what}");
        }
        let http = "host = \"h\"\nfrom = \"a@b.nl\"\nportal = \"http://b.nl\"\n";
        assert!(said(http).err().unwrap_or_default().contains("mail.portal"));
        let from = "host = \"h\"\nfrom = \"ab\"\nportal = \"https://b.nl\"\n";
        assert!(said(from).err().unwrap_or_default().contains("mail.from"));
    }
}
