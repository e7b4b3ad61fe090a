//! How somebody can be reached without danger (FLD-19).

use regie_terms::RequestId;
use serde::{Deserialize, Serialize};

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactWay {
    /// By e-mail.
    Email,
    /// By calling.
    Call,
    /// By a text message.
    Text,
    /// By a message on the voicemail.
    Voicemail,
    /// By letter.
    Letter,
    /// Face to face.
    InPerson,
}

impl ContactWay {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 6] = [
        Self::Email,
        Self::Call,
        Self::Text,
        Self::Voicemail,
        Self::Letter,
        Self::InPerson,
    ];

    /// As it is written in a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Call => "call",
            Self::Text => "text",
            Self::Voicemail => "voicemail",
            Self::Letter => "letter",
            Self::InPerson => "in-person",
        }
    }
}

/// In which language somebody is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tongue {
    /// Dutch.
    Nl,
    /// English.
    En,
}

/// How one person can be reached safely: these ways, and no other. For staff who may have to, and for the person; never for the rest of the family.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SafeContact {
    /// The ways that are safe.
    pub ways: Vec<ContactWay>,
    /// Never at their home.
    #[serde(default)]
    pub never_home: bool,
    /// Never leave a message, with anybody or on any machine.
    #[serde(default)]
    pub never_message: bool,
    /// When.
    #[serde(default)]
    pub hours: Option<String>,
    /// An address where they can be reached safely.
    #[serde(default)]
    pub address: Option<String>,
    /// Who must not notice it.
    #[serde(default)]
    pub hidden_from: Option<String>,
    /// In which language.
    #[serde(default)]
    pub language: Option<Tongue>,
    /// When it was said, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who wrote it down; `None` where the person did in the portal.
    #[serde(default)]
    pub by: Option<String>,
    /// The request whose line says so.
    pub request: RequestId,
}
