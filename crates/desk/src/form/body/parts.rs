//! A form with files, taken apart as it comes.

use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};

use crate::form::{Form, MOST_FIELDS, MOST_FILES, MOST_UPLOADS, Upload, decode};

impl Form {
    /// Takes a form with files apart as it comes. A file that is too large is left out, with the fault at its field, and what comes after it is
    /// read as well. Every part counts, with a file or without, empty or not: after as many as there may be, nothing more is read.
    pub(super) async fn eat_parts(&mut self, mut request: Request) {
        DefaultBodyLimit::disable().apply(&mut request);
        let Ok(mut parts) = Multipart::from_request(request, &()).await else {
            self.fault("", "cut-off");
            return;
        };
        let mut room = MOST_FILES;
        for count in 0.. {
            let mut part = match parts.next_field().await {
                Ok(Some(part)) => part,
                Ok(None) => return,
                Err(_) => {
                    self.fault("", "cut-off");
                    return;
                }
            };
            if count >= MOST_FIELDS {
                self.fault("", "too-many-fields");
                return;
            }
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let kind = part.content_type().unwrap_or_default().to_owned();
            let (bytes, taken) = take_part(&mut part, room).await;
            room = room.saturating_sub(bytes.len());
            match (file, taken) {
                (Some(_), Part::TooLarge) => self.fault(&name, "too-large"),
                // The sender stopped, or it was more than is listened to.
                (Some(_), Part::TooLargeAndCut) => {
                    self.fault(&name, "too-large");
                    return;
                }
                (None, Part::TooLarge) => self.fault("", "too-large"),
                (Some(file), Part::Whole) => self.eat_file(name, &file, kind, bytes),
                (None, Part::Whole) => self.eat(name.as_bytes(), &bytes),
                (_, Part::Cut | Part::TooLargeAndCut) => {
                    self.fault("", "cut-off");
                    return;
                }
            }
        }
    }

    /// A field of a file for which none was chosen has no name and nothing in it.
    fn eat_file(&mut self, field: String, name: &str, kind: String, bytes: Vec<u8>) {
        if !bytes.is_empty() && self.files.len() >= MOST_UPLOADS {
            self.fault("", "too-many-files");
        } else if !bytes.is_empty() {
            let (name, _) = decode::letters(name.as_bytes());
            self.files.push(Upload {
                field,
                name,
                kind,
                bytes: bytes.into(),
            });
        } else if !name.trim().is_empty() {
            self.fault(&field, "empty");
        }
    }
}

/// How a part of a form came.
enum Part {
    Whole,
    TooLarge,
    TooLargeAndCut,
    Cut,
}

/// The bytes of a part, up to `room`; of a larger one none are kept, and it is read to its end.
async fn take_part(part: &mut Field<'_>, room: usize) -> (Vec<u8>, Part) {
    let mut bytes = Vec::new();
    let mut over = false;
    loop {
        match part.chunk().await {
            Ok(Some(piece)) if over || bytes.len().saturating_add(piece.len()) > room => {
                over = true;
                bytes = Vec::new();
            }
            Ok(Some(piece)) => bytes.extend_from_slice(&piece),
            Ok(None) if over => return (bytes, Part::TooLarge),
            Ok(None) => return (bytes, Part::Whole),
            Err(_) if over => return (bytes, Part::TooLargeAndCut),
            Err(_) => return (Vec::new(), Part::Cut),
        }
    }
}
