//! The rest of a body, after its beginning was looked at.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use http_body::Frame;

/// A body of which the beginning was taken already; it ends with an error when more comes than there is room for.
pub(super) struct Rest {
    pub(super) first: Option<Bytes>,
    pub(super) body: Body,
    pub(super) room: usize,
    /// Whoever reads takes all that is there before looking at any of it; so only one piece is there at a time.
    pub(super) waits: bool,
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
