//! Reading an archive that anybody may have made: bounded in every direction, and refused as a whole where any part is not what it says.

use super::archive::File;
use super::data::Portable;
use super::signed::{Signature, Signed};
use super::{FORMAT, part, size};
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use regie_terms::{Consenter, Data, Law, Party, Word};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most parts in one.
const PARTS: usize = 1000;
/// The largest document in one, in bytes.
const DOCUMENT: u64 = 6 * 1024 * 1024;
/// The largest of its other parts, in bytes.
const TEXT: u64 = 16 * 1024 * 1024;
/// What a directory of a ZIP has before each part.
const DIRECTORY: &[u8] = b"PK\x01\x02";

/// Why an archive is not taken. It names the part, never what stands in it.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotPortable {
    /// The file is larger than is taken.
    #[error("the file is larger than {} MB", Brought::LARGEST / 1024 / 1024)]
    TooLarge,
    /// It is no ZIP, or a damaged one.
    #[error("the file is no ZIP archive, or it is damaged")]
    NoZip,
    /// It has more parts than are taken.
    #[error("the archive has more than {PARTS} parts")]
    TooMany,
    /// A part has a name that no such archive has.
    #[error("part {0} of the archive does not belong in one")]
    Stranger(usize),
    /// The same part stands there twice.
    #[error("part {0} of the archive stands there twice")]
    Twice(usize),
    /// A part unpacks to more than is taken.
    #[error("part {0} of the archive unpacks to more than a part may hold")]
    PartTooLarge(usize),
    /// A part is damaged.
    #[error("part {0} of the archive is damaged")]
    Damaged(usize),
    /// A part is missing.
    #[error("`{0}` is missing from the archive")]
    Missing(&'static str),
    /// A part cannot be read as what it is.
    #[error("`{part}` cannot be read: line {line}, column {column}")]
    Unreadable {
        /// Which part.
        part: &'static str,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It is of another format or version.
    #[error("the archive is not of the format `{FORMAT}`")]
    OtherFormat,
    /// A word of a closed list that is not in it, or a moment that is none.
    #[error("`data.jsonld`: `{0}` holds a value that is not known")]
    Unknown(&'static str),
    /// A text is longer than is taken.
    #[error("`data.jsonld`: `{0}` is longer than is taken")]
    TooLong(&'static str),
    /// There are more things in the data than are taken.
    #[error("`data.jsonld`: there is more in it than is taken at once")]
    TooMuch,
    /// Things in the data that point to each other do not fit.
    #[error(
        "`data.jsonld`: something is about or corrects a fact that is not there, or two have one name"
    )]
    Torn,
    /// The data and the documents do not fit: one is missing, too many, or another than when it was made.
    #[error("the documents are not those that the data name")]
    OtherDocuments,
    /// The signature is not of these data.
    #[error("the archive was changed after it was made: its signature does not hold")]
    Forged,
    /// It was signed by another key than the one asked for.
    #[error("the archive was signed by another key than the one given")]
    OtherKey,
}

/// What was brought along.
pub struct Brought {
    /// The data.
    pub data: Portable,
    /// The documents that came along, in the order in which the data name them.
    pub files: Vec<File>,
    /// Who signed it.
    pub signed: Signed,
}

impl Brought {
    /// The largest archive that is read, in bytes.
    pub const LARGEST: usize = 256 * 1024 * 1024;

    /// Reads an archive. `key` is the public key of the organisation it should come from, hexadecimal, where it is known.
    ///
    /// # Errors
    /// [`NotPortable`] for whatever is not, or no longer, such an archive.
    pub fn read(bytes: &[u8], key: Option<&str>) -> Result<Self, NotPortable> {
        let mut parts = Parts::unpacked(bytes)?;
        let data = parts.take(part::DATA)?;
        let signature = parts.take(part::SIGNATURE)?;
        parts.take(part::SCHEMA)?;
        parts.take(part::README)?;
        let signature: Signature = json(part::SIGNATURE, &signature)?;
        let portable: Portable = json(part::DATA, &data)?;
        if !portable.is_of_this_format() {
            return Err(NotPortable::OtherFormat);
        }
        if !signature.holds(&data) {
            return Err(NotPortable::Forged);
        }
        let signed = match key {
            None => Signed::BySomeKey(signature.public_key),
            Some(key) if key.trim().eq_ignore_ascii_case(&signature.public_key) => Signed::ByTheKey,
            Some(_) => return Err(NotPortable::OtherKey),
        };
        size::bounded(&portable)?;
        known_words(&portable)?;
        whole(&portable)?;
        let files = parts.documents(&portable)?;
        Ok(Self {
            data: portable,
            files,
            signed,
        })
    }
}

/// The parts of an archive, unpacked.
struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    fn unpacked(bytes: &[u8]) -> Result<Self, NotPortable> {
        if bytes.len() > Brought::LARGEST {
            return Err(NotPortable::TooLarge);
        }
        // Before the directory is taken into memory: some files are all directory.
        if memchr::memmem::find_iter(bytes, DIRECTORY)
            .take(PARTS * 4)
            .count()
            >= PARTS * 4
        {
            return Err(NotPortable::TooMany);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotPortable::NoZip)?;
        if zip.len() > PARTS {
            return Err(NotPortable::TooMany);
        }
        let mut parts = Vec::new();
        let mut names = HashSet::new();
        let mut room = Brought::LARGEST as u64;
        for number in 0..zip.len() {
            let shown = number + 1;
            let part = zip
                .by_index(number)
                .map_err(|_| NotPortable::Damaged(shown))?;
            let name = part
                .name()
                .map_err(|_| NotPortable::Stranger(shown))?
                .into_owned();
            let most = most(&name).ok_or(NotPortable::Stranger(shown))?.min(room);
            if !names.insert(name.clone()) {
                return Err(NotPortable::Twice(shown));
            }
            // What a part says of its size is not believed.
            let mut unpacked = Vec::new();
            let read = part.take(most + 1).read_to_end(&mut unpacked);
            read.map_err(|_| NotPortable::Damaged(shown))?;
            if unpacked.len() as u64 > most {
                return Err(NotPortable::PartTooLarge(shown));
            }
            room -= unpacked.len() as u64;
            parts.push((name, unpacked));
        }
        Ok(Self(parts))
    }

    fn take(&mut self, name: &'static str) -> Result<Vec<u8>, NotPortable> {
        let place = self.0.iter().position(|(known, _)| known == name);
        let place = place.ok_or(NotPortable::Missing(name))?;
        Ok(self.0.swap_remove(place).1)
    }

    /// The documents that the data name, and no others.
    fn documents(mut self, data: &Portable) -> Result<Vec<File>, NotPortable> {
        let mut files = Vec::new();
        for document in &data.documents {
            let (name, digest) = match (&document.file, &document.sha256, &document.media_type) {
                (Some(name), Some(digest), Some(_)) => (name, digest),
                (None, None, None) => continue,
                _ => return Err(NotPortable::OtherDocuments),
            };
            let place = self.0.iter().position(|(known, _)| known == name);
            let place = place.ok_or(NotPortable::OtherDocuments)?;
            let (name, bytes) = self.0.swap_remove(place);
            if HEXLOWER.encode(&Sha256::digest(&bytes)) != *digest {
                return Err(NotPortable::OtherDocuments);
            }
            files.push(File { name, bytes });
        }
        if self.0.is_empty() {
            Ok(files)
        } else {
            Err(NotPortable::OtherDocuments)
        }
    }
}

/// How large the part of this name may be; `None` for a name that no such archive has.
fn most(name: &str) -> Option<u64> {
    if [part::README, part::DATA, part::SCHEMA, part::SIGNATURE].contains(&name) {
        return Some(TEXT);
    }
    let (number, end) = name.strip_prefix(part::DOCUMENTS)?.split_once('.')?;
    let numbered = (3..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (numbered && ["pdf", "jpg", "png"].contains(&end)).then_some(DOCUMENT)
}

fn json<T: serde::de::DeserializeOwned>(
    part: &'static str,
    bytes: &[u8],
) -> Result<T, NotPortable> {
    serde_json::from_slice(bytes).map_err(|why| NotPortable::Unreadable {
        part,
        line: why.line(),
        column: why.column(),
    })
}

/// Whether the words of closed lists are in them, and the moments are moments.
fn known_words(data: &Portable) -> Result<(), NotPortable> {
    let is =
        |name: &'static str, known: bool| known.then_some(()).ok_or(NotPortable::Unknown(name));
    let moment = |text: &str| text.parse::<Timestamp>().is_ok();
    is("made", moment(&data.made))?;
    for law in &data.laws {
        is("laws", Law::from_word(law).is_some())?;
    }
    let labels = data.facts.iter().map(|f| &f.provenance);
    for label in labels.chain(data.documents.iter().map(|d| &d.provenance)) {
        is("category", Data::from_word(&label.category).is_some())?;
        is("law", Law::from_word(&label.law).is_some())?;
        is("recorded", moment(&label.recorded))?;
    }
    for one in &data.own_words {
        is("recorded", moment(&one.recorded))?;
        let writer = one.writer.as_deref();
        let known = writer.is_none_or(|writer| Consenter::from_word(writer).is_some());
        is("writer", known)?;
    }
    for one in &data.disclosures {
        is("party", Party::from_word(&one.party).is_some())?;
    }
    for one in &data.answers {
        let known = ["given", "refused", "withdrawn"].contains(&one.answer.as_str());
        is("answer", known)?;
    }
    Ok(())
}

/// Whether what points to another points to one that is there, and each has a name of its own.
fn whole(data: &Portable) -> Result<(), NotPortable> {
    let facts = data.facts.iter().map(|f| f.id.as_str());
    let all = facts.chain(data.documents.iter().map(|d| d.id.as_str()));
    let names: HashSet<&str> = all.collect();
    let there = |fact: &super::Fact| fact.corrects.as_deref().is_none_or(|c| names.contains(c));
    let about = |words: &super::OwnWords| {
        let about = words.about.as_deref();
        about.is_none_or(|fact| names.contains(fact))
    };
    let apart = names.len() == data.facts.len() + data.documents.len();
    if apart && data.facts.iter().all(there) && data.own_words.iter().all(about) {
        Ok(())
    } else {
        Err(NotPortable::Torn)
    }
}
