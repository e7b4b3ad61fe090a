//! `regie init`: keys, tables, the first administrator.

use crate::config::Config;
use crate::password;
use crate::wiring::{Trouble, Where};
use regie_casework::Clock;
use regie_casework::administer::check_login;
use regie_casework::guard::{fresh_secret, totp_uri};
use std::path::PathBuf;

/// Make keys, tables and the first administrator.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  regie init --data /var/lib/regie --admin beheer --password-file /root/beheer.txt\n  regie init --database postgres://regie@db.internal/regie --keys /var/lib/regie --admin beheer --password-file /root/beheer.txt"
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

/// What a login name is, as the page for accounts has it too.
const LOGIN: &str = "--admin: a login name is 3 to 60 letters without accents, digits, full stops, hyphens, underscores or @, such as beheer";

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    let login = check_login(&arguments.admin).map_err(|_| Trouble::new(LOGIN))?;
    let config = Config::read(arguments.config.as_deref())?;
    let password = password::read(arguments.password_file.as_deref(), &login)?;
    arguments.place.prepare().await?;
    let house = arguments.place.house(&config, Clock::System).await?;
    let totp = fresh_secret()?;
    house
        .found(house.administrator(&login, &password, &totp)?)
        .await?;
    println!(
        "Regie is ready. The administrator `{login}` logs in with the password given and a code from an authenticator app."
    );
    let charter = house.settings().charter;
    println!(
        "The charter that decides here is `{charter}`; `charter` in the configuration says which."
    );
    println!("Secret for the app, shown this once: {totp}");
    println!("{}", totp_uri(&totp, &login));
    house.close().await;
    Ok(())
}
