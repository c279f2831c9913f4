//! Connections: how many at a time, how slow they may be, and how they end.
//!
//! HTTP/1.1 alone: what a reverse proxy speaks with a server behind it, and every browser without encryption. poem's own
//! server has no bound of connections and waits for a slow header for ever, so its endpoint is served here with hyper.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use poem::endpoint::BoxEndpoint;
use poem::http::{self, uri::Scheme};
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Addr, Endpoint, Request, Response};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;

use super::limits::{Crowded, MAX_HEADER_LINES};
use crate::app::App;

/// So many connections beyond the bound are told so; whoever comes after them waits until the system lets them in.
const NUM_TOLD: usize = 64;

/// The library refuses without a page that says why, so it reads somewhat more than we allow: what a mistake sends gets
/// our answer, what an attack sends does not take our memory.
const HEADER_SLACK_BYTES: usize = 128 * 1024;

/// Pause after a connection could not be taken, such as for want of file descriptors: others have to end first.
const ACCEPT_AGAIN_AFTER: Duration = Duration::from_millis(100);

/// Serves `app` on `listener` until `stop` ends; then takes no connection any more, finishes the answers under way, and
/// gives up what takes longer than `DRAIN_TIMEOUT`.
pub(crate) async fn serve(app: &Arc<App>, listener: TcpListener, stop: impl Future<Output = ()>) {
    let limits = &app.settings.limits;
    let endpoint = Arc::new(super::endpoint(app));
    let local =
        listener.local_addr().map_or_else(|_| LocalAddr::default(), |address| LocalAddr(address.into()));
    let doors = Doors {
        ordinary: Arc::new(Semaphore::new(limits.max_connections)),
        told: Arc::new(Semaphore::new(NUM_TOLD)),
    };
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = doors.accept(&listener) => accepted,
        };
        match accepted {
            Ok((stream, peer, place)) => {
                let connection = Connection {
                    app: Arc::clone(app),
                    endpoint: Arc::clone(&endpoint),
                    local: local.clone(),
                    remote: RemoteAddr(Addr::SocketAddr(peer)),
                    is_crowded: place.is_crowded,
                };
                let watcher = graceful.watcher();
                tokio::spawn(async move {
                    connection.serve(stream, watcher).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection cannot be taken");
                tokio::time::sleep(ACCEPT_AGAIN_AFTER).await;
            }
        }
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(limits.drain_timeout) => {
            tracing::warn!("answers still under way after DRAIN_TIMEOUT are given up");
        }
    }
}

/// How many connections there may be.
struct Doors {
    ordinary: Arc<Semaphore>,
    told: Arc<Semaphore>,
}

/// The right to one connection.
struct Place {
    is_crowded: bool,
    _permit: OwnedSemaphorePermit,
}

impl Doors {
    /// The next connection, as soon as there is room for it.
    async fn accept(&self, listener: &TcpListener) -> io::Result<(TcpStream, SocketAddr, Place)> {
        // While even these are taken nobody is let in: the system keeps a queue, and refuses beyond it.
        let told = Arc::clone(&self.told).acquire_owned().await.expect("never closed");
        let (stream, peer) = listener.accept().await?;
        let (is_crowded, permit) = match Arc::clone(&self.ordinary).try_acquire_owned() {
            Ok(permit) => (false, permit),
            Err(_) => (true, told),
        };
        Ok((stream, peer, Place { is_crowded, _permit: permit }))
    }
}

/// One connection and what answers on it.
struct Connection {
    app: Arc<App>,
    endpoint: Arc<BoxEndpoint<'static, Response>>,
    local: LocalAddr,
    remote: RemoteAddr,
    is_crowded: bool,
}

impl Connection {
    async fn serve(self, stream: TcpStream, watcher: Watcher) {
        let app = Arc::clone(&self.app);
        let limits = &app.settings.limits;
        let _counted = app.metrics.connection(self.is_crowded);
        // Answers are written as a whole: nothing is gained by waiting for more.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection ended before it began");
            return;
        }
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.write_timeout));
        let is_crowded = self.is_crowded;
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            let mut request = Request::from((request, self.local.clone(), self.remote.clone(), Scheme::HTTP));
            if self.is_crowded {
                request.set_data(Crowded);
            }
            let endpoint = Arc::clone(&self.endpoint);
            async move { Ok::<http::Response<_>, Infallible>(endpoint.get_response(request).await.into()) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            // Runs from the beginning of the connection, or from the last answer on: who is idle that long is gone, too.
            .header_read_timeout(limits.header_timeout)
            .max_buf_size(limits.max_uri_bytes + limits.max_header_bytes + HEADER_SLACK_BYTES)
            .max_headers(2 * MAX_HEADER_LINES)
            .keep_alive(!is_crowded)
            .serve_connection(TokioIo::new(Box::pin(stream)), service);
        if let Err(error) = watcher.watch(connection).await {
            // The reader went away, or was too slow: nothing that an operator could change.
            tracing::debug!(error = &error as &dyn std::error::Error, "a connection broke off");
        }
    }
}
