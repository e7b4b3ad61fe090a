//! Taking a body in, up to a limit and a deadline, and taking it apart.
//!
//! What somebody unknown sends may be small only. Of somebody who is logged in the beginning is looked at before the rest of a large
//! body is taken in.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use http_body::Frame;
use tokio::sync::Semaphore;

use super::{Form, MOST_DOOR, MOST_FILES, MOST_TEXT, Upload, decode};

/// How much more than the limit is taken and thrown away, so that the sender is still listening when the
/// answer comes.
const DRAINED: usize = 8 * 1024 * 1024;
/// The same for a form with files: a photo of a telephone of today is larger than what is taken, a scanned file larger still.
const DRAINED_FILES: usize = 64 * 1024 * 1024;
/// How much of a large body comes before its token is looked at; the token is the first thing in every form of ours.
const BEGINNING: usize = 16 * 1024;
/// How long a text may take to come.
const TEXT_WITHIN: Duration = Duration::from_secs(10);
/// How long a file may take to come: 6 MiB over a poor connection.
const FILES_WITHIN: Duration = Duration::from_secs(120);
/// How many forms with files are taken in at the same time.
static LARGE: Semaphore = Semaphore::const_new(16);

/// What is taken in of a body.
#[derive(Clone, Copy)]
struct Measure {
    most: usize,
    drained: usize,
    within: Duration,
}

impl Form {
    /// Reads the body of a request of somebody who is logged in, whatever it is. `fits` looks at the beginning of a form with files, its
    /// token above all: when it does not fit, the rest is not taken in.
    pub async fn read(request: Request, fits: impl Fn(&Form) -> bool) -> Form {
        if !has_files(&request) {
            let text = Measure {
                most: MOST_TEXT,
                drained: DRAINED,
                within: TEXT_WITHIN,
            };
            return Form::take(request, text).await;
        }
        let beginning = Measure {
            most: BEGINNING,
            drained: 0,
            within: TEXT_WITHIN,
        };
        let (parts, mut body) = request.into_parts();
        let again = |body: Body| {
            let mut request = Request::new(body);
            request.headers_mut().clone_from(&parts.headers);
            request
        };
        let mut bytes = Vec::new();
        let whole = gather(&mut body, &mut bytes, beginning).await;
        if !matches!(whole, Whole::TooMuch) {
            return Form::of(again(Body::empty()), bytes, whole).await;
        }
        let mut first = Form::default();
        first.eat_parts(again(Body::from(bytes.clone()))).await;
        if !fits(&first) {
            first.fault("", "cut-off");
            return first;
        }
        let Ok(_place) = LARGE.acquire().await else {
            return first;
        };
        // Of what is too large the sender is still listening to the end: what comes over the limit is thrown away as it comes.
        let rest = Rest {
            first: Some(bytes.into()),
            body,
            room: MOST_FILES.saturating_add(DRAINED_FILES),
            waits: false,
        };
        let mut form = Form::default();
        let eaten = form.eat_parts(again(Body::new(rest)));
        if tokio::time::timeout(FILES_WITHIN, eaten).await.is_err() {
            form.fault("", "cut-off");
        }
        form
    }

    /// Reads the body of a request of somebody unknown: a small form without files. Any other is an empty form.
    pub async fn read_door(request: Request) -> Form {
        if has_files(&request) {
            let mut form = Form::default();
            form.fault("", "cut-off");
            return form;
        }
        let small = Measure {
            most: MOST_DOOR,
            drained: DRAINED,
            within: TEXT_WITHIN,
        };
        Form::take(request, small).await
    }

    /// Reads the text of what comes after a session has ended; files are not for keeping then, and stand behind the text.
    pub async fn read_late(request: Request) -> Form {
        let text = Measure {
            most: MOST_TEXT,
            drained: DRAINED,
            within: TEXT_WITHIN,
        };
        Form::take(request, text).await
    }

    async fn take(request: Request, measure: Measure) -> Form {
        let (parts, mut body) = request.into_parts();
        let mut bytes = Vec::new();
        let whole = gather(&mut body, &mut bytes, measure).await;
        Form::of(Request::from_parts(parts, Body::empty()), bytes, whole).await
    }

    async fn of(request: Request, bytes: Vec<u8>, whole: Whole) -> Form {
        let mut form = Form::default();
        if has_files(&request) {
            let (parts, _) = request.into_parts();
            form.eat_parts(Request::from_parts(parts, Body::from(bytes)))
                .await;
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

    /// Takes a form with files apart as it comes. A file that is too large is left out, with the fault at its field, and what comes after it is
    /// read as well.
    async fn eat_parts(&mut self, mut request: Request) {
        DefaultBodyLimit::disable().apply(&mut request);
        let Ok(mut parts) = Multipart::from_request(request, &()).await else {
            self.fault("", "cut-off");
            return;
        };
        let mut room = MOST_FILES;
        loop {
            let mut part = match parts.next_field().await {
                Ok(Some(part)) => part,
                Ok(None) => return,
                Err(_) => {
                    self.fault("", "cut-off");
                    return;
                }
            };
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
        if !bytes.is_empty() {
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

/// A body of which the beginning was taken already; it ends with an error when more comes than there is room for.
struct Rest {
    first: Option<Bytes>,
    body: Body,
    room: usize,
    /// Whoever reads takes all that is there before looking at any of it; so only one piece is there at a time.
    waits: bool,
}

impl HttpBody for Rest {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.waits = !self.waits;
        if !self.waits {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if let Some(first) = self.first.take() {
            self.room = self.room.saturating_sub(first.len());
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            let came = frame.data_ref().map_or(0, Bytes::len);
            match self.room.checked_sub(came) {
                Some(room) => self.room = room,
                None => {
                    let error = std::io::Error::other("more came than is listened to");
                    return Poll::Ready(Some(Err(axum::Error::new(error))));
                }
            }
        }
        polled
    }
}

fn has_files(request: &Request) -> bool {
    request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"))
}

enum Whole {
    Yes,
    TooMuch,
    Broken,
}

/// Adds to `taken` what comes of the body in time, up to the measure, and says whether that is all of it.
async fn gather(body: &mut Body, taken: &mut Vec<u8>, measure: Measure) -> Whole {
    tokio::time::timeout(measure.within, gather_all(body, taken, measure))
        .await
        .unwrap_or(Whole::Broken)
}

async fn gather_all(body: &mut Body, taken: &mut Vec<u8>, measure: Measure) -> Whole {
    let mut seen = taken.len();
    loop {
        let frame = std::future::poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await;
        let data = match frame {
            None => break,
            Some(Err(_)) => return Whole::Broken,
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) => data,
                Err(_) => continue,
            },
        };
        seen = seen.saturating_add(data.len());
        // Without draining what came over the measure is kept: it is looked at, and more is taken after it.
        let room = match measure.drained {
            0 => data.len(),
            _ => measure.most.saturating_sub(taken.len()),
        };
        taken.extend(data.iter().take(room));
        if seen > measure.most.saturating_add(measure.drained) {
            break;
        }
    }
    if seen > measure.most {
        Whole::TooMuch
    } else {
        Whole::Yes
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    async fn read(request: Request) -> Form {
        Form::read(request, |_| true).await
    }

    /// A body that sends one piece and then nothing any more.
    struct Stalled(Option<&'static str>);

    impl HttpBody for Stalled {
        type Data = axum::body::Bytes;
        type Error = std::convert::Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
            match self.0.take() {
                Some(piece) => {
                    std::task::Poll::Ready(Some(Ok(http_body::Frame::data(piece.into()))))
                }
                None => std::task::Poll::Pending,
            }
        }
    }

    #[tokio::test]
    async fn a_body_that_stalls_is_not_waited_for() {
        let mut bytes = Vec::new();
        let measure = Measure {
            most: MOST_DOOR,
            drained: DRAINED,
            within: Duration::from_millis(20),
        };
        let mut body = Body::new(Stalled(Some("need=school")));
        let whole = gather(&mut body, &mut bytes, measure).await;
        assert!(matches!(whole, Whole::Broken));
        assert_eq!(bytes, b"need=school", "what came is kept");
    }

    #[tokio::test]
    async fn somebody_unknown_sends_little_and_no_files() {
        let much = format!("need=school&text={}", "a".repeat(MOST_DOOR));
        let form = Form::read_door(sent("application/x-www-form-urlencoded", much)).await;
        assert_eq!(form.value("need"), "school");
        assert_eq!(
            form.faults().first().map(|fault| fault.what),
            Some("too-large")
        );
        // Not even looked at: this body never comes.
        let files = sent("multipart/form-data; boundary=x", Body::new(Stalled(None)));
        assert!(!Form::read_door(files).await.ok());
    }

    #[tokio::test]
    async fn a_file_is_taken_in_only_after_its_token_was_looked_at() {
        let begin = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ntoken\r\n\
                     --x\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"f.pdf\"\r\n\r\n";
        let body = format!("{begin}{}\r\n--x--\r\n", "a".repeat(3 * BEGINNING));
        let request = || sent("multipart/form-data; boundary=x", body.clone());
        let form = Form::read(request(), |form| form.value("csrf") == "token").await;
        assert!(form.ok());
        assert_eq!(
            form.file("paper").map(|file| file.bytes.len()),
            Some(3 * BEGINNING)
        );
        // The rest of this one never comes, and is not waited for.
        let piece: &'static str = body[..2 * BEGINNING].to_owned().leak();
        let stalled = sent(
            "multipart/form-data; boundary=x",
            Body::new(Stalled(Some(piece))),
        );
        let form = Form::read(stalled, |form| form.value("csrf") == "another").await;
        assert_eq!(form.value("csrf"), "token");
        assert!(form.file("paper").is_none());
    }

    fn sent(kind: &str, body: impl Into<Body>) -> Request {
        Request::post("/")
            .header(CONTENT_TYPE, kind)
            .body(body.into())
            .unwrap()
    }

    #[tokio::test]
    async fn too_much_keeps_what_fits() {
        let body = format!("need=school&text={}", "a".repeat(MOST_TEXT));
        let form = read(sent("application/x-www-form-urlencoded", body)).await;
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
        let form = read(sent("multipart/form-data; boundary=x", body)).await;
        assert_eq!(form.value("need"), "school");
        assert_eq!(
            form.file("paper").map(|file| file.bytes.as_ref()),
            Some(&b"%PDF"[..])
        );
        assert!(form.ok());
    }

    #[tokio::test]
    async fn a_file_that_is_too_large_is_left_out_and_the_rest_is_read() {
        for size in [MOST_FILES, 9 * 1024 * 1024, 40 * 1024 * 1024] {
            let body = format!(
                "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ntoken\r\n\
                 --x\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"f.jpg\"\r\n\r\n{}\r\n\
                 --x\r\nContent-Disposition: form-data; name=\"need\"\r\n\r\nschool\r\n--x--\r\n",
                "a".repeat(size)
            );
            let form = read(sent("multipart/form-data; boundary=x", body)).await;
            let faults: Vec<_> = form
                .faults()
                .iter()
                .map(|f| (f.field.as_str(), f.what))
                .collect();
            if size == MOST_FILES {
                // The token's few bytes are over it together.
                assert_eq!(faults, [("paper", "too-large")]);
                continue;
            }
            assert_eq!(faults, [("paper", "too-large")], "{size}");
            assert!(form.file("paper").is_none());
            assert_eq!(form.value("need"), "school", "what stands after the file");
        }
    }

    #[tokio::test]
    async fn more_than_is_listened_to_is_too_large_as_well() {
        struct Endless(Option<&'static str>);
        impl HttpBody for Endless {
            type Data = Bytes;
            type Error = std::convert::Infallible;
            fn poll_frame(
                mut self: Pin<&mut Self>,
                _: &mut Context<'_>,
            ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
                static PIECE: [u8; 65536] = [b'a'; 65536];
                let piece = self.0.take().map_or(Bytes::from_static(&PIECE), |first| {
                    Bytes::from_static(first.as_bytes())
                });
                Poll::Ready(Some(Ok(Frame::data(piece))))
            }
        }
        let begin = "--x\r\nContent-Disposition: form-data; name=\"need\"\r\n\r\nschool\r\n\
                     --x\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"f.pdf\"\r\n\r\n";
        let body = Body::new(Endless(Some(begin)));
        let form = read(sent("multipart/form-data; boundary=x", body)).await;
        assert_eq!(form.value("need"), "school");
        let faults: Vec<_> = form
            .faults()
            .iter()
            .map(|f| (f.field.as_str(), f.what))
            .collect();
        assert_eq!(faults, [("paper", "too-large")]);
    }

    #[tokio::test]
    async fn an_empty_file_is_said_and_none_chosen_is_none() {
        let with = |name: &str| {
            format!(
                "--x\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"{name}\"\r\n\
                 Content-Type: application/pdf\r\n\r\n\r\n--x--\r\n"
            )
        };
        let form = read(sent("multipart/form-data; boundary=x", with("f.pdf"))).await;
        let faults: Vec<_> = form
            .faults()
            .iter()
            .map(|f| (f.field.as_str(), f.what))
            .collect();
        assert_eq!(faults, [("paper", "empty")]);
        let form = read(sent("multipart/form-data; boundary=x", with(""))).await;
        assert!(form.ok() && form.file("paper").is_none());
    }

    #[tokio::test]
    async fn a_body_cut_off_keeps_what_came() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"need\"\r\n\r\nschool\r\n--x\r\nContent-Dispo";
        let form = read(sent("multipart/form-data; boundary=x", body)).await;
        assert_eq!(form.value("need"), "school");
        assert_eq!(
            form.faults().first().map(|fault| fault.what),
            Some("cut-off")
        );
        let form = read(sent("multipart/form-data", "x")).await;
        assert!(!form.ok());
    }

    #[tokio::test]
    async fn a_body_of_another_kind_is_an_empty_form() {
        let form = read(sent("application/json", "{\"need\": 1}")).await;
        assert_eq!(form.value("need"), "");
    }
}
