//! `regie init`: keys, tables, the first administrator.

use crate::config::Config;
use crate::password;
use crate::wiring::{Trouble, Where};
use regie_casework::Clock;
use regie_casework::guard::{fresh_secret, totp_uri};
use std::path::PathBuf;

/// Make keys, tables and the first administrator.
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  regie init --data /var/lib/regie --admin beheer --password-file /root/beheer.txt"
)]
pub struct Arguments {
    #[command(flatten)]
    place: Where,
    /// Login name of the first administrator
    #[arg(long, value_name = "LOGIN")]
    admin: String,
    /// Configuration file, TOML: what `regie serve` will run with
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// File whose first line is the password; without it the password is asked
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    let login = arguments.admin.trim();
    if login.is_empty() || login.chars().count() > 100 || login.chars().any(char::is_control) {
        return Err(Trouble::new("--admin: 1 to 100 characters are expected"));
    }
    let config = Config::read(arguments.config.as_deref())?;
    let password = password::read(arguments.password_file.as_deref())?;
    arguments.place.prepare().await?;
    let house = arguments.place.house(&config, Clock::System).await?;
    let totp = fresh_secret()?;
    house
        .found(house.administrator(login, &password, &totp)?)
        .await?;
    println!(
        "Regie is ready. The administrator `{login}` logs in with the password given and a code from an authenticator app."
    );
    let charter = house.settings().charter;
    println!(
        "The charter that decides here is `{charter}`; `charter` in the configuration says which."
    );
    println!("Secret for the app, shown this once: {totp}");
    println!("{}", totp_uri(&totp, login));
    Ok(())
}
