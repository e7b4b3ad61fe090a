//! `regie serve`: the desk over HTTP, by rustls or behind a proxy.

use crate::command::connections::{Limits, limited};
use crate::command::sweep::sweeping;
use crate::config::Config;
use crate::wiring::{Trouble, Where, log};
use axum::Router;
use axum_server::Handle;
use regie_casework::{Clock, House};
use regie_desk::{Front, app};
use regie_vault::Vault;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Serve the desk.
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  regie serve --data /var/lib/regie --config /etc/regie.toml --listen 127.0.0.1:8700"
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
}

/// Runs it until it is told to stop.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    log();
    let config = Config::read(arguments.config.as_deref())?;
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
    let (vault, _) = arguments.place.open().await?;
    let house = Where::around(vault.clone(), &config, Clock::System)?;
    check_adopted(&house).await?;
    let added = house.index_staff().await?;
    if added > 0 {
        tracing::info!(added, "the index of staff was made");
    }
    tokio::spawn(sign_daily(vault, arguments.place.key_folder()?));
    let router = router(&house, config.behind_proxy);
    tracing::info!(%listen, database = house.database_kind(), tls = config.tls.is_some(), "serving");
    let sweeping = sweeping(&house);
    let served = listen_on(listen, router, &config, Limits::default(), |_| {}).await;
    drop(sweeping);
    house.close().await;
    served
}

/// Signs the head of the chain at the start and once a day.
async fn sign_daily(vault: Vault, key_folder: PathBuf) {
    let mut day = tokio::time::interval(Duration::from_secs(24 * 60 * 60));
    day.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        day.tick().await;
        if let Err(trouble) = super::ledger::keep(&vault, &key_folder).await {
            tracing::error!(error = %trouble.what, "the head of the ledger could not be signed");
        }
    }
}

/// After an upgrade the program may carry other rules than those the organisation adopted; then it says so and serves nothing.
pub async fn check_adopted(house: &House) -> Result<(), Trouble> {
    if house.rules_adopted().await? {
        return Ok(());
    }
    Err(Trouble::new(
        "the rule files of this program, or the charter that the configuration names, were not adopted here yet: look at them with `regie charter table`, then let a functional administrator and a data protection officer run `regie ledger adopt` with the same configuration",
    ))
}

/// The desk as a router.
pub fn router(house: &House, behind_proxy: bool) -> Router {
    app(Front {
        house: house.clone(),
        behind_proxy,
    })
}

/// Serves until SIGINT or SIGTERM, then lets requests under way finish for ten seconds. `ready` is called with the address listened on;
/// `limits` say how much is served at once.
pub async fn listen_on(
    listen: SocketAddr,
    router: Router,
    config: &Config,
    limits: Limits,
    ready: impl FnOnce(SocketAddr) + Send + 'static,
) -> Result<(), Trouble> {
    let handle = Handle::new();
    let stop = handle.clone();
    tokio::spawn(async move {
        wait_for_signal().await;
        stop.graceful_shutdown(Some(Duration::from_secs(10)));
    });
    let told = handle.clone();
    tokio::spawn(async move {
        if let Some(address) = told.listening().await {
            ready(address);
        }
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let failed = |e: std::io::Error| Trouble::new(format!("{listen}: {e}"));
    match &config.tls {
        None => limited(axum_server::bind(listen), limits)
            .handle(handle)
            .serve(service)
            .await
            .map_err(failed),
        Some(tls) => {
            // One provider for the whole program; a second installation keeps the first.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let tls =
                axum_server::tls_rustls::RustlsConfig::from_pem_file(&tls.certificate, &tls.key)
                    .await
                    .map_err(|e| Trouble::new(format!("certificate or key: {e}")))?;
            let mut one_at_a_time = (*tls.get_inner()).clone();
            one_at_a_time.alpn_protocols = vec![b"http/1.1".to_vec()];
            tls.reload_from_config(Arc::new(one_at_a_time));
            limited(axum_server::bind_rustls(listen, tls), limits)
                .handle(handle)
                .serve(service)
                .await
                .map_err(failed)
        }
    }
}

async fn wait_for_signal() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
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
