//! The words users read: Dutch first, English beside it, and the way dates and numbers are written in each.
//!
//! Texts stand in `locales/{nl,en}/*.ftl`, one file per area. A text without variables is looked up once at the
//! start and costs one hash afterwards, because a page of a dossier holds hundreds of them.

mod arg;
mod choose;
mod date;
mod law;
mod number;
#[cfg(test)]
mod tests;
mod text;
mod vocabulary;

pub use arg::{Arg, IntoArg};
pub use choose::{COOKIE, another_language, cookie_of, safe_way_back, speak, taal};
pub use date::{days_until, read_date};
pub use number::group_bsn;
pub use text::MISSING;
pub use vocabulary::Spoken;

/// One of the two languages a page can be in.
///
/// Small and `Copy`: every part of a page carries its own, under the name `t`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Dutch, the language when nobody chose.
    #[default]
    Nl,
    /// English.
    En,
}

impl Lang {
    /// Both languages, in the order of the language switch.
    pub const ALL: [Lang; 2] = [Lang::Nl, Lang::En];

    /// The code for `<html lang>` and the cookie: `nl` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Nl => "nl",
            Lang::En => "en",
        }
    }

    /// The language of a code, `None` for any other text.
    #[must_use]
    pub fn read(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language's own name for itself, for the switch.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Lang::Nl => "Nederlands",
            Lang::En => "English",
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Lang {
        match self {
            Lang::Nl => Lang::En,
            Lang::En => Lang::Nl,
        }
    }
}

/// The language of a request, as [`speak`] found it; Dutch where that layer is not in place.
impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Lang {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        _: &S,
    ) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Lang>().copied().unwrap_or_default())
    }
}
