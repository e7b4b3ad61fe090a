//! Writing the archive.

use super::data::{Portable, schema};
use super::{Signature, part};
use serde_json::ser::PrettyFormatter;
use std::io::{Cursor, Write};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A document that goes along.
pub struct File {
    /// Its name in the archive: what [`super::Document::file`] says.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What goes into an archive: the data as they will be signed, and the documents.
pub struct Archive {
    data: Vec<u8>,
    files: Vec<File>,
}

impl Archive {
    /// The name of the `number`th document, of this kind; `None` for a kind that is not taken along.
    #[must_use]
    pub fn name(number: usize, media: &str) -> Option<String> {
        let end = match media {
            "application/pdf" => "pdf",
            "image/jpeg" => "jpg",
            "image/png" => "png",
            _ => return None,
        };
        Some(format!("{}{number:03}.{end}", part::DOCUMENTS))
    }

    /// Of data and the documents they name.
    ///
    /// # Errors
    /// When the data cannot be written as JSON.
    pub fn new(data: &Portable, files: Vec<File>) -> Result<Self, serde_json::Error> {
        Ok(Self {
            data: pretty(data)?,
            files,
        })
    }

    /// The bytes of `data.jsonld`, of which [`super::message`] is signed.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The archive. Its bytes hang on its parts alone.
    ///
    /// # Errors
    /// [`ZipError`] when it does not fit into a ZIP.
    pub fn write(&self, signature: &Signature, readme: &str) -> Result<Vec<u8>, ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let small = SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .unix_permissions(0o644);
        let as_it_is = small.compression_method(zip::CompressionMethod::Stored);
        let json = |value: Result<Vec<u8>, serde_json::Error>| {
            value.map_err(|e| ZipError::Io(std::io::Error::other(e)))
        };
        let parts = [
            (part::README, readme.as_bytes().to_vec()),
            (part::DATA, self.data.clone()),
            (part::SCHEMA, json(pretty(&schema()))?),
            (part::SIGNATURE, json(pretty(signature))?),
        ];
        for (name, bytes) in &parts {
            zip.start_file(*name, small)?;
            zip.write_all(bytes)?;
        }
        for file in &self.files {
            zip.start_file(file.name.as_str(), as_it_is)?;
            zip.write_all(&file.bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

/// JSON that people can read too.
fn pretty(value: &impl serde::Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut out, PrettyFormatter::new());
    value.serialize(&mut writer)?;
    out.push(b'\n');
    Ok(out)
}
