//! Asking for a password, or reading it from a file.

use crate::wiring::Trouble;
use regie_casework::guard::check_password;
use std::io::BufRead;
use std::path::Path;

/// The first line of `file`; without a file it is asked, twice on a terminal and once from a pipe. It is for the account with this login name.
pub fn read(file: Option<&Path>, login: &str) -> Result<String, Trouble> {
    use std::io::IsTerminal;
    let password = match file {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|e| Trouble::new(format!("{}: {e}", path.display())))?;
            text.lines().next().unwrap_or_default().to_owned()
        }
        None if std::io::stdin().is_terminal() => {
            let first = rpassword::prompt_password("Password: ")?;
            if rpassword::prompt_password("Again: ")? != first {
                return Err(Trouble::new("the two are not the same"));
            }
            first
        }
        None => std::io::stdin()
            .lock()
            .lines()
            .next()
            .transpose()?
            .unwrap_or_default(),
    };
    check_password(&password, login).map_err(Trouble::new)?;
    Ok(password)
}

/// Somebody's password and code, to prove who they are: the first two lines of `file`, or asked on the terminal.
pub fn proof(login: &str, file: Option<&Path>) -> Result<(String, String), Trouble> {
    let Some(path) = file else {
        let password = rpassword::prompt_password(format!("Password of {login}: "))?;
        let code = rpassword::prompt_password(format!("Code of {login}: "))?;
        return Ok((password, code.trim().to_owned()));
    };
    let text = crate::files::text(path)?;
    let mut lines = text.lines().map(str::to_owned);
    let (Some(password), Some(code)) = (lines.next(), lines.next()) else {
        let why = "a password and, on the next line, a code are expected";
        return Err(Trouble::new(format!("{}: {why}", path.display())));
    };
    Ok((password, code.trim().to_owned()))
}
