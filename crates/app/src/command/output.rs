//! Standard output that may be closed early by whoever reads it.

use std::io::{self, BufWriter, ErrorKind, Stdout};

/// Standard output, buffered. Flush it at the end: what is dropped loses its errors.
pub(crate) fn stdout() -> BufWriter<Stdout> {
    BufWriter::new(io::stdout())
}

/// Whether the error says that the reader of a pipe is gone.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn a_closed_pipe_is_recognised_under_any_context() {
        let closed = Err::<(), _>(io::Error::from(ErrorKind::BrokenPipe)).context("writing").unwrap_err();
        let full = Err::<(), _>(io::Error::from(ErrorKind::StorageFull)).context("writing").unwrap_err();
        assert!(is_broken_pipe(&closed) && !is_broken_pipe(&full));
    }
}
