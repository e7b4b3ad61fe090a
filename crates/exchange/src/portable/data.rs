//! What stands in the data: plain values, each with the term of a public vocabulary where there is one.

use super::FORMAT;
use jiff::civil::Date;
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The name of the schema.
pub const SCHEMA: &str = "urn:regie:portable:1:schema";

/// A text in the two languages of every answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Worded {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

/// One person's data, as they see them in their portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Portable {
    /// What the names below mean; nothing has to be fetched to know it.
    #[serde(rename = "@context")]
    pub context: Value,
    /// `DatasetOfPerson`.
    #[serde(rename = "@type")]
    pub kind: String,
    /// `regie-portable-1`.
    pub format: String,
    /// When it was made, RFC 3339 in UTC.
    pub made: String,
    /// Who was responsible for the data where they come from.
    pub controller: Controller,
    /// Whose data they are.
    pub subject: Subject,
    /// The laws under which help was given, by their words.
    pub laws: Vec<String>,
    /// The first day of the dossier.
    #[schemars(with = "String")]
    pub opened: Date,
    /// What was recorded.
    pub facts: Vec<Fact>,
    /// What was written in own words, beside the facts and by itself.
    pub own_words: Vec<OwnWords>,
    /// The documents.
    pub documents: Vec<Document>,
    /// What was shared, with whom.
    pub disclosures: Vec<Disclosure>,
    /// What the person, or who acted for them, answered when asked for consent.
    pub answers: Vec<Answer>,
    /// That parts may be held back by law; the same in every file.
    pub held_back: Worded,
}

impl Portable {
    /// Whether it is of this format and says what its names mean as this format does.
    #[must_use]
    pub(super) fn is_of_this_format(&self) -> bool {
        self.format == FORMAT && self.context == context() && self.kind == "DatasetOfPerson"
    }
}

/// The organisation responsible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Controller {
    /// Its name.
    pub name: String,
    /// The charter it works by, by its word.
    pub charter: String,
}

/// Whose data they are. The citizen service number is not among them: who may use it asks the person for it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Subject {
    /// Their name.
    pub name: String,
    /// Their date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub birth_date: Option<Date>,
    /// Their address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Their telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Their e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

// Kept out of logs.
impl std::fmt::Debug for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subject").finish_non_exhaustive()
    }
}

/// Where something came from and what it was recorded for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Provenance {
    /// The category of data, by its word.
    pub category: String,
    /// The purpose, by its word.
    pub purpose: String,
    /// The law it falls under, by its word.
    pub law: String,
    /// The legal basis in words, with its article.
    pub legal_basis: String,
    /// Why it was needed.
    pub need: String,
    /// What kind of source, by its word. Somebody else who told it is not named.
    pub source: String,
    /// Whose word it is: `fact`, `client-view`, `other-view`, `judgement`.
    pub statement: String,
    /// When it was recorded, RFC 3339 in UTC.
    pub recorded: String,
    /// Who recorded it; absent where staff are shown by function only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<String>,
    /// The day it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub about_day: Option<Date>,
}

/// One recorded fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Fact {
    /// Its own name in this file.
    #[serde(rename = "@id")]
    pub id: String,
    /// The text.
    pub text: String,
    /// Whether it is about the family.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub family: bool,
    /// Where it came from, and why it was recorded.
    pub provenance: Provenance,
    /// How the person sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
    /// The fact that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
}

/// What the person, or who acted for them, wrote in their own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct OwnWords {
    /// The words.
    pub text: String,
    /// In which capacity they were written, by its word: `subject`, `parent-or-guardian` or `representative`. Absent for what another organisation
    /// wrote and was brought along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writer: Option<String>,
    /// When they were written, RFC 3339 in UTC.
    pub recorded: String,
    /// The fact they are about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Document {
    /// Its own name in this file.
    #[serde(rename = "@id")]
    pub id: String,
    /// What it is.
    pub title: String,
    /// Where it came from, and why it was kept.
    pub provenance: Provenance,
    /// Where it stands in this archive; absent where the document holds other people's data and does not go along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// `application/pdf`, `image/jpeg` or `image/png`, of a document that goes along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// SHA-256 of the file, hexadecimal, of a document that goes along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// Something that was shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Disclosure {
    /// With whom.
    pub recipient: String,
    /// What kind of party that is, by its word.
    pub party: String,
    /// The day.
    #[schemars(with = "String")]
    pub on: Date,
    /// What for.
    pub purpose: String,
    /// On what it rested, by a word.
    pub legal_basis: String,
    /// What went.
    pub facts: Vec<String>,
}

/// An answer to a request for consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Answer {
    /// To whom it would go, or went.
    pub recipient: String,
    /// `given`, `refused` or `withdrawn`.
    pub answer: String,
}

/// The public vocabularies, and what all else is a name in: one of our own, of which nothing has to be fetched.
const VOCABULARIES: [(&str, &str); 6] = [
    ("@vocab", "urn:regie:portable:1#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("dpv", "https://w3id.org/dpv#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("schema", "https://schema.org/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// How the value of a name is read.
#[derive(Clone, Copy)]
enum Kind {
    /// As a text, or as a thing of its own.
    Text,
    /// As a word of a closed list.
    Word,
    /// As the name of another thing in the file.
    Link,
    /// As a day.
    Day,
    /// As a moment.
    Moment,
    /// As a list in order.
    List,
    /// As words in no order.
    Words,
    /// As texts by their language.
    Languages,
}

impl Kind {
    /// The key and the value that say so in a context.
    fn says(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Text => None,
            Self::Word | Self::Words => Some(("@type", "@vocab")),
            Self::Link => Some(("@type", "@id")),
            Self::Day => Some(("@type", "xsd:date")),
            Self::Moment => Some(("@type", "xsd:dateTime")),
            Self::List => Some(("@container", "@list")),
            Self::Languages => Some(("@container", "@language")),
        }
    }
}

/// The names of the data and what they mean; those with no term in a public vocabulary are our own.
const NAMES: [(&str, &str, Kind); 44] = [
    ("about", "schema:about", Kind::Link),
    ("aboutDay", "schema:temporalCoverage", Kind::Day),
    ("address", "schema:address", Kind::Text),
    ("answer", "dpv:hasConsentStatus", Kind::Word),
    ("answers", "dpv:hasConsent", Kind::List),
    ("birthDate", "schema:birthDate", Kind::Day),
    ("category", "dpv:hasPersonalDataCategory", Kind::Word),
    ("charter", "dpv:hasPolicy", Kind::Word),
    ("controller", "dpv:hasDataController", Kind::Text),
    ("corrects", "prov:wasRevisionOf", Kind::Link),
    (
        "disclosures",
        "urn:regie:portable:1#disclosures",
        Kind::List,
    ),
    ("documents", "schema:associatedMedia", Kind::List),
    ("email", "schema:email", Kind::Text),
    ("facts", "dpv:hasPersonalData", Kind::List),
    ("family", "urn:regie:portable:1#family", Kind::Text),
    ("file", "schema:contentUrl", Kind::Text),
    ("format", "dcterms:conformsTo", Kind::Text),
    ("heldBack", "schema:usageInfo", Kind::Languages),
    ("law", "dpv:hasApplicableLaw", Kind::Word),
    ("laws", "dpv:hasApplicableLaw", Kind::Words),
    ("legalBasis", "dpv:hasLegalBasis", Kind::Text),
    ("made", "dcterms:created", Kind::Moment),
    ("mediaType", "schema:encodingFormat", Kind::Text),
    ("name", "schema:name", Kind::Text),
    ("need", "dpv:hasJustification", Kind::Text),
    ("on", "dcterms:date", Kind::Day),
    ("opened", "schema:startDate", Kind::Day),
    ("ownWords", "urn:regie:portable:1#ownWords", Kind::List),
    ("party", "urn:regie:portable:1#party", Kind::Word),
    ("provenance", "dcterms:provenance", Kind::Text),
    ("purpose", "dpv:hasPurpose", Kind::Text),
    ("reading", "schema:comment", Kind::Text),
    ("recipient", "dpv:hasRecipient", Kind::Text),
    ("recorded", "prov:generatedAtTime", Kind::Moment),
    ("recordedBy", "prov:wasAttributedTo", Kind::Text),
    ("reply", "urn:regie:portable:1#reply", Kind::Text),
    ("sha256", "schema:sha256", Kind::Text),
    ("source", "dcterms:source", Kind::Word),
    ("statement", "urn:regie:portable:1#statement", Kind::Word),
    ("subject", "dpv:hasDataSubject", Kind::Text),
    ("telephone", "schema:telephone", Kind::Text),
    ("text", "schema:text", Kind::Text),
    ("title", "dcterms:title", Kind::Text),
    ("writer", "urn:regie:portable:1#writer", Kind::Word),
];

/// What the names in the data mean. Where a public vocabulary has the term, it is that one.
#[must_use]
pub fn context() -> Value {
    let mut context = serde_json::Map::new();
    context.insert("@version".to_owned(), json!(1.1));
    for (name, means) in VOCABULARIES {
        context.insert(name.to_owned(), json!(means));
    }
    for (name, means, kind) in NAMES {
        let mut said = serde_json::Map::new();
        said.insert("@id".to_owned(), json!(means));
        if let Some((key, value)) = kind.says() {
            said.insert(key.to_owned(), json!(value));
        }
        context.insert(name.to_owned(), Value::Object(said));
    }
    Value::Object(context)
}

/// The schema of the data, as JSON Schema of 2020-12: made from what is written and read, so that it cannot differ.
#[must_use]
pub fn schema() -> Schema {
    let mut schema = schemars::schema_for!(Portable);
    schema.insert("$id".to_owned(), json!(SCHEMA));
    schema
}
