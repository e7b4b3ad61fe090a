#![allow(clippy::unwrap_used, reason = "tests may stop")]
use super::gather::{Measure, Whole, gather};
use super::*;
use crate::form::{MOST_FAULTS, MOST_FIELDS, MOST_UPLOADS};
use axum::body::{Bytes, HttpBody};
use http_body::Frame;
use std::pin::Pin;
use std::task::{Context, Poll};

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
            Some(piece) => std::task::Poll::Ready(Some(Ok(http_body::Frame::data(piece.into())))),
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
    // With the few bytes of the token before it, what just fits is taken and what is as large as all may be is not.
    for size in [
        MOST_FILES - 64,
        MOST_FILES,
        9 * 1024 * 1024,
        40 * 1024 * 1024,
    ] {
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
        if size < MOST_FILES {
            assert_eq!(faults, []);
            assert_eq!(form.file("paper").map(|file| file.bytes.len()), Some(size));
        } else {
            assert_eq!(faults, [("paper", "too-large")], "{size}");
            assert!(form.file("paper").is_none());
        }
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

/// A form with a field, as many parts of a file as are asked, each holding `content`, and another field.
fn crowd(parts: usize, content: &str) -> Request {
    let field = |name: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\nschool\r\n")
    };
    let mut body = field("need");
    for number in 0..parts {
        body.push_str(&format!(
            "--x\r\nContent-Disposition: form-data; name=\"p{number}\"; filename=\"f\"\r\n\r\n{content}\r\n"
        ));
    }
    sent(
        "multipart/form-data; boundary=x",
        format!("{body}{}--x--\r\n", field("last")),
    )
}

#[tokio::test]
async fn a_crowd_of_files_is_left_at_the_tenth_and_the_words_behind_it_are_read() {
    let form = read(crowd(MOST_UPLOADS, "a")).await;
    assert!(form.ok());
    assert_eq!(form.files.len(), MOST_UPLOADS);
    let form = read(crowd(MOST_UPLOADS + 90, "a")).await;
    let faults: Vec<_> = form.faults().iter().map(|f| f.what).collect();
    assert_eq!(faults, ["too-many-files"]);
    assert_eq!(form.files.len(), MOST_UPLOADS);
    assert_eq!(form.value("last"), "school");
}

#[tokio::test]
async fn every_part_counts_as_a_field_whatever_is_in_it() {
    for content in ["", "a"] {
        let form = read(crowd(MOST_FIELDS, content)).await;
        assert_eq!(form.value("need"), "school");
        assert!(!form.ok());
        assert!(!form.came("last"), "nothing is read after the last part");
        let form = read(crowd(MOST_FIELDS - 2, content)).await;
        assert!(form.came("last"), "as many as there may be are read");
    }
    let form = read(crowd(40_000, "")).await;
    assert_eq!(form.faults().len(), MOST_FAULTS);
    assert!(form.faults().iter().all(|fault| fault.what == "empty"));
    assert!(form.files.is_empty());
}
