//! Files that are written while they are sent: nobody holds the whole of one, and the work ends with the reader.
//!
//! ```text
//! a thread that may block: rows ──▶ coding ──▶ chunks ──▶ channel of two ──▶ body ──▶ reader
//! ```
//!
//! A reader that goes away closes the channel, and the next chunk ends the thread; so does one that takes nothing
//! for as long as `WRITE_TIMEOUT` says.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use poem::http::HeaderMap;
use poem::{Body, Response};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use super::answer::{Head, Keep, accepted};
use super::encoding::{Encoding, write_encoded};
use super::page;
use super::refusal::Refusal;
use crate::app::App;
use crate::pages::Download;

/// Bytes that are sent together.
const CHUNK_BYTES: usize = 64 * 1024;

/// Chunks that wait for a slow reader.
const WAITING_CHUNKS: usize = 2;

/// What the thread that writes says: bytes, the end of the file, or why there is no more.
type Piece = io::Result<Option<Bytes>>;

/// Answers with a file of this key: equal keys are equal files.
///
/// # Errors
/// 503 when too many files are being sent, 500 when this one cannot be written.
pub(crate) async fn answer(
    app: &Arc<App>,
    request: &HeaderMap,
    key: &str,
    download: Download,
) -> Result<Response, Refusal> {
    let encoding = if download.is_compressed { Encoding::Identity } else { accepted(request) };
    let digest = blake3::hash(format!("{} {key}", app.meaning_key).as_bytes()).to_hex()[..24].to_owned();
    let head = Head {
        encoding,
        content_type: download.content_type,
        file_name: Some(&download.file_name),
        digest: &digest,
        keep: Keep::WhileConfirmed,
        varies_by: "",
    };
    if head.is_known(request) {
        return Ok(head.not_modified());
    }
    let sending = page::turn(&app.sending).await?;
    let computing = page::turn(&app.computing).await?;
    let (sender, mut pieces) = mpsc::channel(WAITING_CHUNKS);
    let mut out = Chunks { sender, waiting: Vec::new(), patience: app.settings.limits.write_timeout };
    let (name, prepare) = (download.file_name.clone(), download.prepare);
    let span = tracing::Span::current();
    tokio::task::spawn_blocking(move || {
        let _span = span.enter();
        let write = prepare();
        // The rows are there; to write them down as they are taken is no work to speak of.
        drop(computing);
        let written = write_encoded(encoding, &mut out, write).map(drop).and_then(|()| out.finish());
        match written {
            Ok(()) => {}
            Err(error) if is_gone(&error) => tracing::debug!(name, "the reader of a file went away"),
            Err(error) => {
                tracing::error!(name, %error, "a file cannot be written");
                out.say(Err(error));
            }
        }
        drop(sending);
    });
    // Until the first bytes are there an error can still be said in words.
    let Some(Ok(first)) = pieces.recv().await else { return Err(Refusal::internal()) };
    let rest = stream::unfold(Some((pieces, Some(first))), |state| async {
        let (mut pieces, first) = state?;
        let piece = match first {
            Some(first) => Some(Ok(first)),
            None => pieces.recv().await,
        };
        match piece {
            Some(Ok(Some(bytes))) => Some((Ok(bytes), Some((pieces, None)))),
            Some(Ok(None)) => None,
            Some(Err(error)) => Some((Err(error), None)),
            // A thread that ended without saying so broke; what was sent must not pass for the whole.
            None => Some((Err(io::ErrorKind::UnexpectedEof.into()), None)),
        }
    });
    Ok(head.begin().body(Body::from_bytes_stream(rest)))
}

/// Whether the reader went away or does not take what is sent.
fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::TimedOut)
}

/// Gathers what is written and sends it on in chunks. Only for threads that may block.
struct Chunks {
    sender: mpsc::Sender<Piece>,
    waiting: Vec<u8>,
    patience: Duration,
}

impl Chunks {
    /// Sends what is left, and that it is all.
    fn finish(&mut self) -> io::Result<()> {
        self.send_waiting()?;
        self.say(Ok(None)).then_some(()).ok_or_else(|| io::ErrorKind::BrokenPipe.into())
    }

    fn send_waiting(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let chunk = std::mem::replace(&mut self.waiting, Vec::with_capacity(CHUNK_BYTES));
        let send = self.sender.send(Ok(Some(Bytes::from(chunk))));
        match Handle::current().block_on(async { tokio::time::timeout(self.patience, send).await }) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    /// Says the last thing; whether somebody listens.
    fn say(&self, last: Piece) -> bool {
        let send = self.sender.send(last);
        let said = Handle::current().block_on(async { tokio::time::timeout(self.patience, send).await });
        matches!(said, Ok(Ok(())))
    }
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(CHUNK_BYTES - self.waiting.len());
        self.waiting.extend_from_slice(&bytes[..taken]);
        if self.waiting.len() == CHUNK_BYTES {
            self.send_waiting()?;
        }
        Ok(taken)
    }

    /// Chunks go when they are full: a flush in the middle of a file is no reason to send a small one.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::StreamExt;
    use poem::http::StatusCode;

    use super::*;
    use crate::http::tests::ready_app;

    /// A file of lines without end, which counts those that were written.
    fn endless(num_lines: &Arc<AtomicUsize>, error_after: usize) -> Download {
        let num_lines = Arc::clone(num_lines);
        Download {
            content_type: "text/plain",
            file_name: "endless.txt".to_owned(),
            is_compressed: false,
            prepare: Box::new(move || {
                Box::new(move |out| {
                    loop {
                        if num_lines.fetch_add(1, Ordering::SeqCst) == error_after {
                            return Err(io::Error::other("the disk is full"));
                        }
                        out.write_all(&[b'x'; 1024])?;
                    }
                })
            }),
        }
    }

    /// Waits until `is_so`; the work of other threads takes its time.
    async fn wait_until(is_so: impl Fn() -> bool) -> bool {
        for _ in 0..500 {
            if is_so() {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    }

    #[tokio::test]
    async fn the_work_ends_with_the_reader() {
        let app = ready_app(&[("MAX_COMPUTING", "1")]);
        let num_lines = Arc::new(AtomicUsize::new(0));
        let response = answer(&app, &HeaderMap::new(), "a", endless(&num_lines, usize::MAX)).await.unwrap();
        let mut body = Box::pin(response.into_body().into_bytes_stream());
        assert_eq!(body.next().await.unwrap().unwrap().len(), CHUNK_BYTES);
        assert_eq!(app.sending.available_permits(), 0);
        assert_eq!(app.computing.available_permits(), 1, "to send is not to compute");
        // Nobody reads on: what is written ahead is bounded.
        tokio::time::sleep(Duration::from_millis(100)).await;
        let most_chunks = 1 + WAITING_CHUNKS + 1 + 1;
        assert!(num_lines.load(Ordering::SeqCst) <= most_chunks * CHUNK_BYTES / 1024 + 1);
        drop(body);
        assert!(
            wait_until(|| app.sending.available_permits() == 1).await,
            "the thread goes on without a reader"
        );
    }

    #[tokio::test]
    async fn a_reader_that_takes_nothing_is_given_up() {
        let app = ready_app(&[("WRITE_TIMEOUT", "1s"), ("MAX_COMPUTING", "1")]);
        let num_lines = Arc::new(AtomicUsize::new(0));
        let response = answer(&app, &HeaderMap::new(), "a", endless(&num_lines, usize::MAX)).await.unwrap();
        assert!(wait_until(|| app.sending.available_permits() == 1).await, "the thread waits for ever");
        let last = response.into_body().into_bytes_stream().collect::<Vec<_>>().await.pop().unwrap();
        assert!(last.is_err(), "half a file must not pass for the whole");
    }

    #[tokio::test]
    async fn a_file_that_breaks_is_never_taken_for_whole() {
        let app = ready_app(&[]);
        for (error_after, is_begun) in [(0, false), (1000, true)] {
            let num_lines = Arc::new(AtomicUsize::new(0));
            match answer(&app, &HeaderMap::new(), "a", endless(&num_lines, error_after)).await {
                Ok(response) => {
                    assert!(is_begun);
                    let pieces: Vec<_> = response.into_body().into_bytes_stream().collect().await;
                    assert!(pieces.last().unwrap().is_err());
                }
                Err(refusal) => {
                    assert_eq!((is_begun, refusal.status), (false, StatusCode::INTERNAL_SERVER_ERROR));
                }
            }
        }
    }
}
