//! What a connection may take: there are only so many, each asks one thing at a time, and says what within a few seconds.
//!
//! HTTP/1.1 only: with many requests in one connection, counting connections would count nothing.

use axum_server::Server;
use axum_server::accept::Accept;
use hyper_util::rt::TokioTimer;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How much is served at once.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most connections; one more is closed at once.
    pub connections: usize,
    /// How long the head of a request may take to come, counted from the answer before it or from the connection's begin.
    pub head_within: Duration,
    /// The longest head, in bytes.
    pub head: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // Well under the 1024 open files a process gets by default.
            connections: 512,
            head_within: Duration::from_secs(10),
            head: 32 * 1024,
        }
    }
}

/// A server with these limits in front of its own way of accepting.
pub fn limited<A>(server: Server<SocketAddr, A>, limits: Limits) -> Server<SocketAddr, Counted<A>> {
    let counted = |inner| Counted {
        inner,
        places: Arc::new(Semaphore::new(limits.connections)),
    };
    // Only when it is said last does the server not wait, without an end, for which version a connection speaks.
    let mut server = server.map(counted).http1_only();
    server
        .http_builder()
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_within)
        .max_buf_size(limits.head);
    server
}

/// Accepts while there is a place.
#[derive(Clone, Debug)]
pub struct Counted<A> {
    inner: A,
    places: Arc<Semaphore>,
}

type Accepting<S, V> = Pin<Box<dyn Future<Output = io::Result<(S, V)>> + Send>>;

impl<A, I, V> Accept<I, V> for Counted<A>
where
    A: Accept<I, V>,
    A::Future: Send + 'static,
    A::Stream: Send + 'static,
    A::Service: Send + 'static,
{
    type Stream = Placed<A::Stream>;
    type Service = A::Service;
    type Future = Accepting<Self::Stream, Self::Service>;

    fn accept(&self, stream: I, service: V) -> Self::Future {
        let Ok(place) = self.places.clone().try_acquire_owned() else {
            return Box::pin(std::future::ready(Err(io::Error::other(
                "every connection is taken",
            ))));
        };
        let accepting = self.inner.accept(stream, service);
        Box::pin(async move {
            let (stream, service) = accepting.await?;
            let stream = Placed {
                stream,
                _place: place,
            };
            Ok((stream, service))
        })
    }
}

/// A connection with its place, given back when it closes.
#[derive(Debug)]
pub struct Placed<S> {
    stream: S,
    _place: OwnedSemaphorePermit,
}

impl<S: AsyncRead + Unpin> AsyncRead for Placed<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Placed<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::command::serve::{Listening, listen_on};
    use axum::Router;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    /// Serves one page within limits; gives where.
    async fn serving(limits: Limits) -> SocketAddr {
        let (told, address) = tokio::sync::oneshot::channel();
        tokio::spawn(async move {
            let router = Router::new().route("/", get(|| async { "here" }));
            let ready = move |address| told.send(address).unwrap();
            let any = SocketAddr::from(([127, 0, 0, 1], 0));
            let listening = Listening::at(any, None).await.unwrap();
            let _ = listen_on(listening, router, limits, ready).await;
        });
        address.await.unwrap()
    }

    /// Asks for the page, and gives all that comes until the other side closes.
    async fn ask(stream: &mut TcpStream) -> String {
        let asked = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        let _ = stream.write_all(asked).await;
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all).await;
        String::from_utf8_lossy(&all).into_owned()
    }

    #[tokio::test]
    async fn one_connection_too_many_is_closed_and_a_place_comes_free() {
        let address = serving(Limits {
            connections: 2,
            ..Limits::default()
        })
        .await;
        let mut first = TcpStream::connect(address).await.unwrap();
        let mut second = TcpStream::connect(address).await.unwrap();
        let mut third = TcpStream::connect(address).await.unwrap();
        assert_eq!(ask(&mut third).await, "", "there is no place");
        assert!(ask(&mut first).await.ends_with("here"));
        // Its place is free as soon as the program noticed.
        while !ask(&mut TcpStream::connect(address).await.unwrap())
            .await
            .ends_with("here")
        {
            tokio::task::yield_now().await;
        }
        assert!(ask(&mut second).await.ends_with("here"));
    }

    #[tokio::test]
    async fn a_head_that_does_not_come_is_not_waited_for() {
        let address = serving(Limits {
            head_within: Duration::from_millis(50),
            ..Limits::default()
        })
        .await;
        for part in ["", "G", "GET / HTTP/1.1\r\nHost:"] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(part.as_bytes()).await.unwrap();
            let mut all = Vec::new();
            // Without an end to the waiting this never returns.
            let _ = stream.read_to_end(&mut all).await;
            assert!(!String::from_utf8_lossy(&all).contains("here"));
        }
    }
}
