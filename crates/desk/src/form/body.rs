//! Taking a body in, up to a limit, and taking it apart.

use std::pin::Pin;

use axum::body::{Body, HttpBody};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;

use super::{Form, MOST_FILES, MOST_TEXT, Upload, decode};

/// How much more than the limit is taken and thrown away, so that the sender is still listening when the
/// answer comes.
const DRAINED: usize = 8 * 1024 * 1024;

impl Form {
    /// Reads the body of a request whatever it is.
    pub async fn read(request: Request) -> Form {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        let files = kind.starts_with("multipart/form-data");
        let (parts, body) = request.into_parts();
        let (bytes, whole) = take(body, if files { MOST_FILES } else { MOST_TEXT }).await;
        let mut form = Form::default();
        if files {
            let mut request = Request::from_parts(parts, Body::from(bytes));
            DefaultBodyLimit::disable().apply(&mut request);
            form.eat_multipart(request).await;
        } else {
            form.eat_urlencoded(&bytes);
        }
        match whole {
            Whole::Yes => {}
            Whole::TooMuch => form.fault("", "too-large"),
            Whole::Broken => form.fault("", "cut-off"),
        }
        form
    }

    async fn eat_multipart(&mut self, request: Request) {
        let Ok(mut parts) = Multipart::from_request(request, &()).await else {
            self.fault("", "cut-off");
            return;
        };
        loop {
            match parts.next_field().await {
                Ok(Some(part)) => {
                    let name = part.name().unwrap_or_default().to_owned();
                    let file = part.file_name().map(str::to_owned);
                    let kind = part.content_type().unwrap_or_default().to_owned();
                    let Ok(bytes) = part.bytes().await else {
                        self.fault("", "cut-off");
                        return;
                    };
                    match file {
                        Some(file) => {
                            let (file, _) = decode::letters(file.as_bytes());
                            self.files.push(Upload {
                                field: name,
                                name: file,
                                kind,
                                bytes,
                            });
                        }
                        None => self.eat(name.as_bytes(), &bytes),
                    }
                }
                Ok(None) => return,
                Err(_) => {
                    self.fault("", "cut-off");
                    return;
                }
            }
        }
    }
}

enum Whole {
    Yes,
    TooMuch,
    Broken,
}

/// What of the body fits in `most` bytes, and whether that is all of it.
async fn take(mut body: Body, most: usize) -> (Vec<u8>, Whole) {
    let mut taken: Vec<u8> = Vec::new();
    let mut seen = 0usize;
    loop {
        let frame = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await;
        let data = match frame {
            None => break,
            Some(Err(_)) => return (taken, Whole::Broken),
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) => data,
                Err(_) => continue,
            },
        };
        seen = seen.saturating_add(data.len());
        let room = most.saturating_sub(taken.len());
        taken.extend(data.iter().take(room));
        if seen > most.saturating_add(DRAINED) {
            break;
        }
    }
    (
        taken,
        if seen > most {
            Whole::TooMuch
        } else {
            Whole::Yes
        },
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    fn sent(kind: &str, body: impl Into<Body>) -> Request {
        Request::post("/")
            .header(CONTENT_TYPE, kind)
            .body(body.into())
            .unwrap()
    }

    #[tokio::test]
    async fn too_much_keeps_what_fits() {
        let body = format!("need=school&text={}", "a".repeat(MOST_TEXT));
        let form = Form::read(sent("application/x-www-form-urlencoded", body)).await;
        assert_eq!(form.value("need"), "school");
        assert_eq!(
            form.faults().first().map(|fault| fault.what),
            Some("too-large")
        );
    }

    #[tokio::test]
    async fn fields_and_files_come_apart() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"need\"\r\n\r\nschool\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"f.pdf\"\r\n\
                    Content-Type: application/pdf\r\n\r\n%PDF\r\n--x--\r\n";
        let form = Form::read(sent("multipart/form-data; boundary=x", body)).await;
        assert_eq!(form.value("need"), "school");
        assert_eq!(
            form.file("paper").map(|file| file.bytes.as_ref()),
            Some(&b"%PDF"[..])
        );
        assert!(form.ok());
    }

    #[tokio::test]
    async fn a_body_cut_off_keeps_what_came() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"need\"\r\n\r\nschool\r\n--x\r\nContent-Dispo";
        let form = Form::read(sent("multipart/form-data; boundary=x", body)).await;
        assert_eq!(form.value("need"), "school");
        assert_eq!(
            form.faults().first().map(|fault| fault.what),
            Some("cut-off")
        );
        let form = Form::read(sent("multipart/form-data", "x")).await;
        assert!(!form.ok());
    }

    #[tokio::test]
    async fn a_body_of_another_kind_is_an_empty_form() {
        let form = Form::read(sent("application/json", "{\"need\": 1}")).await;
        assert_eq!(form.value("need"), "");
    }
}
