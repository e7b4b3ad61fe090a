//! What went wrong with a database, in words without personal data.

/// What went wrong with the database. The text is for the operator and carries no personal data: statements
/// have placeholders, and the values bound to them are never part of an error.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The address is not one of the two kinds.
    #[error("`{0}` is not a database address: a folder or postgres://user@host/name is expected")]
    Address(String),
    /// The database could not be reached or was lost.
    #[error("the database is not reachable: {0}")]
    Unreachable(String),
    /// The disk of the database is full.
    #[error("the disk of the database is full ({0})")]
    Full(String),
    /// Another program holds the database.
    #[error("the database is locked by another program ({0})")]
    Locked(String),
    /// A value exists already.
    #[error("a row with this key is there already: {0}")]
    Duplicate(String),
    /// Anything else.
    #[error("the database answered: {0}")]
    Other(String),
    /// A column did not hold what the program expects.
    #[error("column {0} does not hold what is expected")]
    Column(usize),
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match &error {
            E::Database(inner) => {
                let code = inner.code().unwrap_or_default().into_owned();
                // Messages of constraint errors may repeat values; the code and constraint are enough.
                let constraint = inner.constraint().unwrap_or("").to_owned();
                match (inner.is_unique_violation(), code.as_str()) {
                    (true, _) => Self::Duplicate(constraint),
                    (_, "13" | "53100") => Self::Full(numbered(&code)),
                    (_, "5" | "6" | "261" | "517" | "55P03") => Self::Locked(numbered(&code)),
                    // SQLite input/output errors (a vanished file) and PostgreSQL shutting down or refusing.
                    (_, c) if c.starts_with("57P") || c.starts_with("08") => {
                        Self::Unreachable(format!("{} ({})", gone(c), numbered(c)))
                    }
                    (_, "14") => Self::Unreachable("the file cannot be opened".to_owned()),
                    (_, c) if c.parse::<u32>().is_ok_and(|n| n & 0xff == 10) => Self::Unreachable(
                        format!("its file cannot be read or written ({})", numbered(c)),
                    ),
                    _ => Self::Other(format!("error {code}: {}", first_line(inner.message()))),
                }
            }
            E::Io(_)
            | E::Tls(_)
            | E::PoolTimedOut
            | E::PoolClosed
            | E::WorkerCrashed
            | E::Protocol(_) => Self::Unreachable(first_line(&error.to_string())),
            _ => Self::Other(first_line(&error.to_string())),
        }
    }
}

/// A number of the database with whose number it is: PostgreSQL's have five signs.
fn numbered(code: &str) -> String {
    let whose = if code.len() == 5 {
        "PostgreSQL"
    } else {
        "SQLite"
    };
    format!("{whose} error {code}")
}

/// What it means that PostgreSQL ended a connection or takes none.
fn gone(code: &str) -> &'static str {
    match code {
        "57P01" => "the server is being stopped, or an administrator ended the connection",
        "57P02" => "the server ended every connection because one of its processes crashed",
        "57P03" => "the server is starting or stopping",
        "57P04" => "the database was dropped",
        "57P05" => "the server ended a connection that was idle for too long",
        _ => "the connection was lost",
    }
}

fn first_line(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_stands_without_words() {
        let stopped = DbError::Unreachable(format!("{} ({})", gone("57P01"), numbered("57P01")));
        assert_eq!(
            stopped.to_string(),
            "the database is not reachable: the server is being stopped, or an administrator ended the connection (PostgreSQL error 57P01)"
        );
        assert_eq!(
            DbError::Full(numbered("13")).to_string(),
            "the disk of the database is full (SQLite error 13)"
        );
        assert_eq!(gone("08006"), "the connection was lost");
    }
}
