//! Taking one's own data along to another organisation (GDPR 20; RIG-9).
//!
//! What the client sees in the portal goes, and no more: the number by which the government knows somebody stays here, since who may use it asks for
//! it, and so does a document that holds other people's data. Making the file is a look of its own, with its own line.

use super::view::{Basis, MyDocument, MyEntry, MyFile, MyShare};
use crate::act::again;
use crate::guard::Caller;
use crate::thing::{Label, SourceKind, Statement};
use crate::words::MyWords;
use crate::{House, Refused, ScanView};
use ed25519_dalek::Signer;
use jiff::Timestamp;
use jiff::civil::Date;
use regie_exchange::portable::{
    Answer, Archive, Controller, Disclosure, Document, FORMAT, Fact, File, OwnWords, Portable,
    Provenance, Signature, Subject, Worded, context, message,
};
use regie_terms::{ConsentAnswer, Id, PersonId};
use sha2::{Digest, Sha256};

/// The words that go along.
#[derive(Clone, Debug)]
pub struct Along {
    /// The page that says what it is.
    pub readme: String,
    /// That parts may be held back by law, in Dutch; the same in every file.
    pub held_back: String,
    /// The same in English.
    pub held_back_en: String,
}

impl House {
    /// What is known about a person for whom this client may act, as the archive in which it is taken along, signed by this organisation.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else, with a line.
    pub async fn take_along(
        &self,
        caller: &Caller,
        person: PersonId,
        words: &Along,
    ) -> Result<Vec<u8>, Refused> {
        let (file, scans) = self.whole_file(caller, person).await?;
        self.packed_along(file, scans, words).await
    }

    /// The signed archive of what somebody reads of a file.
    pub(crate) async fn packed_along(
        &self,
        file: MyFile,
        scans: Vec<(Id, ScanView)>,
        words: &Along,
    ) -> Result<Vec<u8>, Refused> {
        let (data, files) = self.portable(file, scans, words);
        let failed = |_| Refused::Unavailable("the file could not be made".to_owned());
        let archive = Archive::new(&data, files).map_err(failed)?;
        let key = self.vault().keys().signing_key().await?;
        let signature = key.sign(&message(archive.data())).to_bytes();
        let signature = Signature::new(key.verifying_key().as_bytes(), &signature);
        archive
            .write(&signature, &words.readme)
            .map_err(|_| Refused::Unavailable("the file could not be made".to_owned()))
    }

    async fn whole_file(
        &self,
        caller: &Caller,
        person: PersonId,
    ) -> Result<(MyFile, Vec<(Id, ScanView)>), Refused> {
        again!(self.read_file(caller, person, "take-along", true))
    }

    fn portable(
        &self,
        file: MyFile,
        scans: Vec<(Id, ScanView)>,
        words: &Along,
    ) -> (Portable, Vec<File>) {
        let mut files = Vec::new();
        let mut documents: Vec<Document> = Vec::new();
        for document in &file.documents {
            let scan = scans.iter().find(|(of, _)| *of == document.id);
            let along = scan.and_then(|(_, scan)| {
                let name = Archive::name(files.len() + 1, &scan.media)?;
                Some((name, scan))
            });
            documents.push(a_document(document, along.as_ref()));
            files.extend(along.map(|(name, scan)| File {
                name,
                bytes: scan.bytes.clone(),
            }));
        }
        let answered = |share: &MyShare| {
            share.answer.map(|answer| Answer {
                recipient: share.recipient.clone(),
                answer: match answer {
                    ConsentAnswer::Given => "given",
                    ConsentAnswer::Refused => "refused",
                    ConsentAnswer::Withdrawn => "withdrawn",
                }
                .to_owned(),
            })
        };
        let data = Portable {
            context: context(),
            kind: "DatasetOfPerson".to_owned(),
            format: FORMAT.to_owned(),
            made: moment(self.now()),
            controller: Controller {
                name: self.settings().organisation.clone(),
                charter: self.settings().charter.to_string(),
            },
            answers: file.shares.iter().filter_map(answered).collect(),
            subject: Subject {
                name: file.name,
                birth_date: file.identity.born,
                address: file.identity.address,
                telephone: file.identity.phone,
                email: file.identity.email,
            },
            laws: file.laws.iter().map(ToString::to_string).collect(),
            opened: file.opened,
            facts: file.entries.iter().map(a_fact).collect(),
            own_words: file.words.iter().map(own_words).collect(),
            documents,
            disclosures: file.shares.into_iter().map(a_disclosure).collect(),
            held_back: Worded {
                nl: words.held_back.clone(),
                en: words.held_back_en.clone(),
            },
        };
        (data, files)
    }
}

/// A moment as it is written: RFC 3339, UTC.
fn moment(at: i64) -> String {
    Timestamp::from_millisecond(at)
        .unwrap_or_default()
        .to_string()
}

/// The name of a thing in the file.
fn named(id: Id) -> String {
    format!("urn:uuid:{id}")
}

fn provenance(
    label: &Label,
    (recorded, by): (i64, Option<&String>),
    about_day: Option<Date>,
) -> Provenance {
    Provenance {
        category: label.category.to_string(),
        purpose: label.purpose.to_string(),
        law: label.law.to_string(),
        legal_basis: label.basis.clone(),
        need: label.need.clone(),
        source: match label.source.kind {
            SourceKind::Client => "client",
            SourceKind::Representative => "representative",
            SourceKind::ThirdParty => "third-party",
            SourceKind::Brp => "brp",
            SourceKind::OwnObservation => "own-observation",
        }
        .to_owned(),
        statement: match label.statement {
            Statement::Fact => "fact",
            Statement::ClientView => "client-view",
            Statement::OtherView => "other-view",
            Statement::Judgement => "judgement",
        }
        .to_owned(),
        recorded: moment(recorded),
        recorded_by: by.cloned(),
        about_day,
    }
}

fn a_fact(entry: &MyEntry) -> Fact {
    Fact {
        id: named(entry.id),
        text: entry.text.clone(),
        family: entry.family,
        provenance: provenance(&entry.label, (entry.at, entry.by.as_ref()), entry.about_day),
        reading: entry.reading.clone(),
        corrects: entry.corrects.map(named),
    }
}

fn own_words(words: &MyWords) -> OwnWords {
    OwnWords {
        text: words.text.clone(),
        writer: (words.brought.as_ref().is_none_or(|from| from.own_words))
            .then(|| words.capacity.to_string()),
        recorded: moment(words.at),
        about: words.entry.map(named),
        reply: words.taken.as_ref().and_then(|taken| taken.answer.clone()),
    }
}

fn a_document(document: &MyDocument, along: Option<&(String, &ScanView)>) -> Document {
    let by = document.by.as_ref();
    Document {
        id: named(document.id),
        title: document.title.clone(),
        provenance: provenance(&document.label, (document.at, by), document.about_day),
        file: along.map(|(name, _)| name.clone()),
        media_type: along.map(|(_, scan)| scan.media.clone()),
        sha256: along.map(|(_, scan)| data_encoding::HEXLOWER.encode(&Sha256::digest(&scan.bytes))),
    }
}

fn a_disclosure(share: MyShare) -> Disclosure {
    Disclosure {
        recipient: share.recipient,
        party: share.party.to_string(),
        on: share.on,
        purpose: share.purpose_text,
        legal_basis: match share.basis {
            Basis::Consent => "consent",
            Basis::Safety => "safety",
            Basis::Law => "law",
            Basis::Unavoidable => "unavoidable",
            Basis::WithoutPermission => "without-permission",
        }
        .to_owned(),
        facts: share.facts,
    }
}
