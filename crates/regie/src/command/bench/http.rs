//! A small load generator: keep-alive connections, each one request after the other, for a bounded time.

use crate::wiring::Trouble;
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// What one connection asks, in turn.
pub struct Script {
    pub cookie: String,
    pub paths: Vec<String>,
}

/// What came of it.
#[derive(Default)]
pub struct Load {
    /// Times of answers with status 200.
    pub times: Vec<Duration>,
    /// Answers with another status.
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
    for path in script.paths.iter().cycle() {
        if Instant::now() >= until {
            break;
        }
        let request = Request::get(path)
            .header("host", "127.0.0.1")
            .header("cookie", &script.cookie)
            .body(Empty::<Bytes>::new())
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
        if status == StatusCode::OK {
            load.times.push(sent.elapsed());
        } else {
            load.refused += 1;
        }
    }
    Ok(load)
}
