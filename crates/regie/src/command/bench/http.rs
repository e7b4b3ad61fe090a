//! A small load generator: keep-alive connections, each one request after the other, for a bounded time.

use super::ground::Seat;
use crate::wiring::Trouble;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use regie_terms::{DossierId, RequestId};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// One request.
#[derive(Clone)]
pub struct Ask {
    pub path: String,
    /// A form to send, but for its request id, which is made anew each time; `None` to look.
    pub form: Option<String>,
}

/// What one connection asks, in turn.
#[derive(Clone)]
pub struct Script {
    pub cookie: String,
    pub asks: Vec<Ask>,
}

/// A script a connection. Connections that share a caseload begin at different ends of it.
pub fn scripts(
    clients: usize,
    sessions: &[Seat],
    ask: impl Fn(&Seat, DossierId) -> Ask,
) -> Vec<Script> {
    (0..clients)
        .filter_map(|n| {
            let seat = sessions.get(n % sessions.len())?;
            let mut asks: Vec<Ask> = seat.dossiers.iter().map(|d| ask(seat, *d)).collect();
            let shift = (n / sessions.len() * 7) % asks.len();
            asks.rotate_left(shift);
            Some(Script {
                cookie: format!("regie={}", seat.token.0),
                asks,
            })
        })
        .collect()
}

/// What came of it.
#[derive(Default)]
pub struct Load {
    /// Times of answers with status 200, or 303 for a form.
    pub times: Vec<Duration>,
    /// Answers with another status than 200, or 303 for a form.
    pub refused: usize,
    /// Bytes of all bodies.
    pub bytes: usize,
    /// How long it took.
    pub lasted: Duration,
}

/// Sends what the scripts say for `seconds`, one connection a script.
pub async fn load(
    address: SocketAddr,
    scripts: Vec<Script>,
    seconds: u64,
) -> Result<Load, Trouble> {
    let started = Instant::now();
    let until = started + Duration::from_secs(seconds);
    let mut tasks = Vec::new();
    for script in scripts {
        tasks.push(tokio::spawn(connection(address, script, until)));
    }
    let mut all = Load::default();
    for task in tasks {
        let one = task.await.map_err(Trouble::new)??;
        all.times.extend(one.times);
        all.refused += one.refused;
        all.bytes += one.bytes;
    }
    all.lasted = started.elapsed();
    all.times.sort_unstable();
    Ok(all)
}

async fn connection(address: SocketAddr, script: Script, until: Instant) -> Result<Load, Trouble> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(Trouble::new)?;
    tokio::spawn(connection);
    let mut load = Load::default();
    for ask in script.asks.iter().cycle() {
        if Instant::now() >= until {
            break;
        }
        let request = Request::builder()
            .uri(&ask.path)
            .header("host", "127.0.0.1")
            .header("cookie", &script.cookie);
        let request = match &ask.form {
            None => request.body(Full::<Bytes>::default()),
            Some(form) => request
                .method(Method::POST)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Full::from(format!(
                    "{form}&request={}",
                    RequestId::fresh().0
                ))),
        }
        .map_err(Trouble::new)?;
        let sent = Instant::now();
        let answer = sender.send_request(request).await.map_err(Trouble::new)?;
        let status = answer.status();
        let body = answer
            .into_body()
            .collect()
            .await
            .map_err(Trouble::new)?
            .to_bytes();
        load.bytes += body.len();
        let good = match ask.form {
            None => StatusCode::OK,
            Some(_) => StatusCode::SEE_OTHER,
        };
        if status == good {
            load.times.push(sent.elapsed());
        } else {
            load.refused += 1;
        }
    }
    Ok(load)
}
