//! The server that is measured: a program of its own, as it runs in earnest.

use super::ground::Ground;
use crate::wiring::Trouble;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// The server, ended when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts it over what was filled.
    pub fn start(ground: &Ground) -> Result<Self, Trouble> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("demo").arg("--data").arg(&ground.folder).args([
            "--listen",
            "127.0.0.1:0",
            "--json",
        ]);
        if let Some(url) = &ground.database {
            command.arg("--database").arg(url);
        }
        let mut child = command
            .env("REGIE_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let printed: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        let address = printed
            .get("url")
            .and_then(|u| u.as_str())
            .and_then(|u| u.strip_prefix("http://"));
        let address = address.and_then(|a| a.parse().ok());
        match address {
            Some(address) => Ok(Self { child, address }),
            None => {
                let _ = child.kill();
                let _ = child.wait();
                Err(Trouble::new("the server did not start"))
            }
        }
    }

    /// The most memory it had resident, in megabytes; 0 where the system does not say.
    pub fn peak_memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .unwrap_or_default();
        let line = status
            .lines()
            .find(|l| l.starts_with("VmHWM:"))
            .unwrap_or_default();
        line.split_whitespace()
            .nth(1)
            .and_then(|n| n.parse::<f64>().ok())
            .unwrap_or(0.0)
            / 1024.0
    }
}
