//! What tells one state of a SQLite file from another without opening it as a database.
//!
//! Who commits writes to the file itself or to the log beside it (`-wal`), and the file system dates every write. So the
//! identity, size and dates of both, together with the change counter in the file's head, stay the same only while
//! nobody writes: also when the file is replaced, truncated or written to by something that is not SQLite. Dates have
//! a grain of some milliseconds, on some file systems of two seconds, hence the state must settle before it is trusted.

use std::fs::{File, Metadata};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::read::State;

/// Where the head of a SQLite file ends; its change counter and version stand within.
const HEAD_BYTES: usize = 100;

/// The state of the file at `path`; none when it cannot be looked at.
pub(super) fn of(path: &Path) -> Option<State> {
    // SQLite puts its side files beside the file, not beside a link to it.
    let path = path.canonicalize().ok()?;
    let mut file = File::open(&path).ok()?;
    let mut head = [0; HEAD_BYTES];
    file.read_exact(&mut head).ok()?;
    let metadata = file.metadata().ok()?;
    let (changed_s, changed_ns) = (metadata.ctime(), metadata.ctime_nsec());
    let mut text = format!("{} {changed_s}.{changed_ns} {head:?}", identity(&metadata));
    for suffix in ["-wal", "-journal"] {
        let mut name = path.clone().into_os_string();
        name.push(suffix);
        // A log without content says nothing: readers may leave one behind. Nor does the date of its last change of owner
        // or rights, for SQLite sets these anew whenever it opens one as root.
        if let Ok(metadata) = std::fs::metadata(name)
            && metadata.len() > 0
        {
            text += &format!(" {suffix} {}", identity(&metadata));
        }
    }
    Some(State { text, must_settle: true })
}

/// Which file it is, how large, and when its content was last written.
fn identity(of: &Metadata) -> String {
    format!("{}:{} {} {}.{}", of.dev(), of.ino(), of.len(), of.mtime(), of.mtime_nsec())
}
