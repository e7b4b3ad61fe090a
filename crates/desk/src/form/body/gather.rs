//! Taking a body in, up to a limit and a deadline.

use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};

/// What is taken in of a body.
#[derive(Clone, Copy)]
pub(super) struct Measure {
    pub(super) most: usize,
    pub(super) drained: usize,
    pub(super) within: Duration,
}

/// Whether all of a body came.
pub(super) enum Whole {
    Yes,
    TooMuch,
    Broken,
}

/// Adds to `taken` what comes of the body in time, up to the measure, and says whether that is all of it.
pub(super) async fn gather(body: &mut Body, taken: &mut Vec<u8>, measure: Measure) -> Whole {
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
