//! `regie serve`: the desk over HTTP, by rustls or behind a proxy.

use crate::command::connections::{Limits, limited};
use crate::command::sweep::sweeping;
use crate::config::{Config, Tls};
use crate::files;
use crate::mail::mailing;
use crate::rules::Rules;
use crate::wiring::{Trouble, Where, log};
use axum::Router;
use axum_server::tls_rustls::{RustlsConfig, from_tcp_rustls};
use axum_server::{Handle, from_tcp};
use regie_casework::{Clock, House};
use regie_desk::{Front, app};
use regie_vault::Vault;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Serve the desk.
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  regie serve --data /var/lib/regie --config /etc/regie.toml --listen 127.0.0.1:8700\n\nIt stops with exit code 0 on SIGINT or SIGTERM, after what is under way; 2 when it could not start."
)]
pub struct Arguments {
    #[command(flatten)]
    place: Where,
    /// Configuration file, TOML
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Address to listen on; 127.0.0.1:8700 by default
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    #[command(flatten)]
    rules: Rules,
}

/// Runs it until it is told to stop.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    log();
    let mut config = Config::read(arguments.config.as_deref())?;
    arguments.rules.over(&mut config);
    let listen = match (arguments.listen, &config.listen) {
        (Some(address), _) => address,
        (None, Some(text)) => text.parse().map_err(|_| {
            Trouble::new(format!(
                "`listen` is `{text}`; an address like 127.0.0.1:8700 is accepted"
            ))
        })?,
        (None, None) => SocketAddr::from(([127, 0, 0, 1], 8700)),
    };
    if config.tls.is_none() && !config.behind_proxy && !listen.ip().is_loopback() {
        return Err(Trouble::new(
            "without TLS only a loopback address is served: set [tls], or behind_proxy = true when a proxy ends TLS",
        ));
    }
    // Whatever can stand in the way is met before anything is written or said to be served.
    let charters = Arc::new(Rules::of(config.rules.clone()).sound()?);
    let mailer = config.mail.as_ref().map(|mail| mail.mailer());
    let mailer = mailer.transpose()?;
    let listening = Listening::at(listen, config.tls.as_ref()).await?;
    let (vault, _) = arguments.place.open().await?;
    let _alone = arguments.place.alone()?;
    let house = Where::around(vault.clone(), charters, &config, Clock::System).await?;
    check_adopted(&house, &config).await?;
    tokio::spawn(sign_daily(
        house.clone(),
        vault,
        arguments.place.checkpoint_file()?,
    ));
    if config.security_contact.is_none() {
        tracing::warn!(
            "`security_contact` is not configured: there is no security.txt, and nobody can report a weakness by it"
        );
    }
    let router = router(&house, config.behind_proxy);
    let (database, tls) = (house.database_kind(), config.tls.is_some());
    let rules = of_folder(&config);
    let sweeping = sweeping(&house);
    let mail = mailer.is_some();
    if !mail {
        tracing::warn!(
            "[mail] is not configured: nobody is told by e-mail that something waits in the portal"
        );
    }
    let mailing = mailer.map(|mailer| mailing(&house, mailer));
    // Said once it can be asked, and stopped.
    let served = listen_on(listening, router, Limits::default(), move |listen| {
        tracing::info!(%listen, database, tls, rules, mail, "serving");
    })
    .await;
    drop((sweeping, mailing));
    house.close().await;
    served
}

/// Signs the head of the chain at the start and once a day.
async fn sign_daily(house: House, vault: Vault, checkpoint: PathBuf) {
    let mut day = tokio::time::interval(Duration::from_secs(24 * 60 * 60));
    day.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        day.tick().await;
        if let Err(trouble) = super::ledger::keep(&vault, house.charters(), &checkpoint).await {
            tracing::error!(error = %trouble.what, "the head of the ledger could not be signed");
        }
    }
}

/// Where the rules come from, for who reads the log.
fn of_folder(config: &Config) -> String {
    match &config.rules {
        Some(folder) => folder.display().to_string(),
        None => "of the program".to_owned(),
    }
}

/// After an upgrade the program may carry other rules than those the organisation adopted, and so may its own folder after a change; then it says
/// so and serves nothing.
pub async fn check_adopted(house: &House, config: &Config) -> Result<(), Trouble> {
    if house.rules_adopted().await? {
        return Ok(());
    }
    let (files, named) = match &config.rules {
        Some(folder) => {
            let folder = folder.display();
            (
                format!("the rule files in {folder}"),
                format!(" --rules {folder}"),
            )
        }
        None => ("the rule files of this program".to_owned(), String::new()),
    };
    Err(Trouble::new(format!(
        "{files}, or the charter that the configuration names, were not adopted here yet: look at them with `regie charter table{named}`, then let a functional administrator and a data protection officer run `regie ledger adopt{named}` with the same configuration"
    )))
}

/// The desk as a router.
pub fn router(house: &House, behind_proxy: bool) -> Router {
    app(Front {
        house: house.clone(),
        behind_proxy,
    })
}

/// An address that is taken, with the certificate to show there when it is served over TLS.
pub struct Listening {
    /// Where; the port is the one given by the system when 0 was asked for.
    pub address: SocketAddr,
    listener: TcpListener,
    tls: Option<RustlsConfig>,
}

impl Listening {
    /// Reads the certificate and takes the address.
    ///
    /// # Errors
    /// [`Trouble`] naming the file that cannot be used, or why the address cannot be had.
    pub async fn at(address: SocketAddr, tls: Option<&Tls>) -> Result<Self, Trouble> {
        let tls = match tls {
            None => None,
            Some(tls) => Some(certificate(tls).await?),
        };
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .map_err(|e| not_taken(address, &e))?;
        Ok(Self {
            address: listener.local_addr()?,
            listener: listener.into_std()?,
            tls,
        })
    }
}

fn not_taken(address: SocketAddr, error: &std::io::Error) -> Trouble {
    use std::io::ErrorKind;
    let why = match error.kind() {
        ErrorKind::AddrInUse => {
            "another program listens there; stop it, or choose another address with --listen"
                .to_owned()
        }
        ErrorKind::AddrNotAvailable => "this machine does not have that address".to_owned(),
        ErrorKind::PermissionDenied => {
            "this user may not listen there; choose a port of 1024 or higher".to_owned()
        }
        _ => error.to_string(),
    };
    Trouble::new(format!("{address}: {why}"))
}

/// Whether a file holds a certificate, and whether it holds a private key.
fn holds(file: &Path) -> (bool, bool) {
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let mut certificates = CertificateDer::pem_file_iter(file).into_iter().flatten();
    let certificate = certificates.next().is_some_and(|one| one.is_ok());
    (certificate, PrivateKeyDer::from_pem_file(file).is_ok())
}

async fn certificate(tls: &Tls) -> Result<RustlsConfig, Trouble> {
    // One provider for the whole program; a second installation keeps the first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    for file in [&tls.certificate, &tls.key] {
        files::readable(file)?;
    }
    let (certificate, key) = (tls.certificate.display(), tls.key.display());
    let why = match (holds(&tls.certificate), holds(&tls.key)) {
        ((true, _), (_, true)) => None,
        ((false, true), (true, false)) => Some(format!(
            "`certificate` is {certificate} and `key` is {key}: it is the other way round"
        )),
        ((false, _), _) => Some(format!(
            "{certificate} holds no certificate: a file in PEM with `BEGIN CERTIFICATE` in it is expected"
        )),
        (_, (_, false)) => Some(format!(
            "{key} holds no private key: a file in PEM with `BEGIN PRIVATE KEY` in it, and without a password, is expected"
        )),
    };
    if let Some(why) = why {
        return Err(Trouble::new(why));
    }
    let loaded = RustlsConfig::from_pem_file(&tls.certificate, &tls.key).await;
    let loaded = loaded.map_err(|e| {
        Trouble::new(format!(
            "the certificate in {certificate} cannot be used with the key in {key}: {e}"
        ))
    })?;
    let mut one_at_a_time = (*loaded.get_inner()).clone();
    one_at_a_time.alpn_protocols = vec![b"http/1.1".to_vec()];
    loaded.reload_from_config(Arc::new(one_at_a_time));
    Ok(loaded)
}

/// Serves until SIGINT or SIGTERM, then lets requests under way finish for ten seconds. `ready` is called with the address listened on;
/// `limits` say how much is served at once.
pub async fn listen_on(
    listening: Listening,
    router: Router,
    limits: Limits,
    ready: impl FnOnce(SocketAddr) + Send + 'static,
) -> Result<(), Trouble> {
    let Listening {
        address,
        listener,
        tls,
    } = listening;
    let handle = Handle::new();
    let stop = handle.clone();
    // Listened for before anybody is told that it serves: who stops it at once stops it gently too.
    let terminate = signal(SignalKind::terminate());
    tokio::spawn(async move {
        wait_for_signal(terminate).await;
        stop.graceful_shutdown(Some(Duration::from_secs(10)));
    });
    let told = handle.clone();
    tokio::spawn(async move {
        if let Some(address) = told.listening().await {
            ready(address);
        }
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let failed = |e: std::io::Error| Trouble::new(format!("{address}: {e}"));
    match tls {
        None => limited(from_tcp(listener)?, limits)
            .handle(handle)
            .serve(service)
            .await
            .map_err(failed),
        Some(tls) => limited(from_tcp_rustls(listener, tls)?, limits)
            .handle(handle)
            .serve(service)
            .await
            .map_err(failed),
    }
}

async fn wait_for_signal(terminate: std::io::Result<Signal>) {
    let interrupt = tokio::signal::ctrl_c();
    match terminate {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}
