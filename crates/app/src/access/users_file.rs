//! The file with the users and the hashes of their passwords, read again whenever it changes.
//!
//! One line each, `name:$argon2id$…`, as `dashboard password NAME` prints it; empty lines and those after `#` mean nothing.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use super::password::HashedPassword;

/// The users by name.
pub(crate) type Users = BTreeMap<String, HashedPassword>;

/// The file, and who stood in it when it could last be read.
#[derive(Debug)]
pub(crate) struct UsersFile {
    path: PathBuf,
    read: Mutex<Read>,
}

#[derive(Debug)]
struct Read {
    state: Option<FileState>,
    users: Arc<Users>,
}

/// What tells one content of the file from another: device, inode, length, and when it was changed, in nanoseconds.
type FileState = (u64, u64, u64, (i64, i64), (i64, i64));

impl UsersFile {
    /// Reads the file for the first time.
    ///
    /// # Errors
    /// When it cannot be read, others may write to it, or a line of it cannot be understood.
    pub(crate) fn open(path: &Path) -> Result<UsersFile> {
        let (state, users) = read(path)?;
        let read = Mutex::new(Read { state: Some(state), users: Arc::new(users) });
        Ok(UsersFile { path: path.to_owned(), read })
    }

    /// Those who stand in the file now. While it cannot be read they are those who stood in it before, and the log says so.
    pub(crate) fn users(&self) -> Arc<Users> {
        let state = std::fs::metadata(&self.path).ok().as_ref().map(state_of);
        let mut known = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if known.state != state {
            match read(&self.path) {
                Ok((state, users)) => {
                    tracing::info!(target: "audit", users = users.len(), "the users file was read again");
                    *known = Read { state: Some(state), users: Arc::new(users) };
                }
                Err(error) => {
                    tracing::error!("{error:#}; those who stood in it before may still come in");
                    known.state = state;
                }
            }
        }
        Arc::clone(&known.users)
    }
}

fn read(path: &Path) -> Result<(FileState, Users)> {
    let shown = path.display();
    let metadata =
        std::fs::metadata(path).and_then(|metadata| Ok((metadata, std::fs::read_to_string(path)?)));
    let (metadata, text) = metadata.with_context(|| {
        format!(
            "AUTH_USERS names {shown}, which cannot be read; `dashboard password NAME` makes a line for it"
        )
    })?;
    let mode = metadata.mode();
    if mode & 0o002 != 0 {
        bail!("AUTH_USERS names {shown}, which everybody on this machine may change; `chmod o-w` it");
    }
    if mode & 0o004 != 0 {
        tracing::warn!("AUTH_USERS names {shown}, which everybody on this machine may read; `chmod o-r` it");
    }
    let users = parse(&text).with_context(|| format!("AUTH_USERS names {shown}"))?;
    Ok((state_of(&metadata), users))
}

fn state_of(file: &Metadata) -> FileState {
    (file.dev(), file.ino(), file.len(), (file.mtime(), file.mtime_nsec()), (file.ctime(), file.ctime_nsec()))
}

fn parse(text: &str) -> Result<Users> {
    let mut users = Users::new();
    for (index, line) in text.lines().enumerate() {
        let (number, line) = (index + 1, line.trim());
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, hash) = line.split_once(':').with_context(|| {
            format!("line {number} has no colon; accepted is a line of `dashboard password NAME`")
        })?;
        check_name(name).with_context(|| format!("line {number}"))?;
        let password = HashedPassword::parse(hash).with_context(|| {
            format!("line {number}, after `{name}:`; accepted is a line of `dashboard password {name}`")
        })?;
        if users.insert(name.to_owned(), password).is_some() {
            bail!("line {number} is the second one of {name}; remove one of them");
        }
    }
    if users.is_empty() {
        bail!("it has no user; `dashboard password NAME` makes a line for it");
    }
    Ok(users)
}

/// Judges the name of a user.
///
/// # Errors
/// When it has characters that have a meaning in cookies and logs, or is too long.
pub(crate) fn check_name(name: &str) -> Result<()> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'@');
    if (1..=64).contains(&name.len()) && name.bytes().all(is_plain) {
        return Ok(());
    }
    bail!("a name has 1 to 64 letters from a to z, digits, or characters of ._-@")
}

/// Users files for the tests of other files.
#[cfg(test)]
pub(crate) mod fixture {
    use std::io::Write;

    /// The password of [`users_file`].
    pub(crate) const PASSWORD: &str = "correct horse battery";

    /// A file with one user, `ann`.
    pub(crate) fn users_file() -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        writeln!(file, "ann:{}", super::super::password::hash(PASSWORD).expect("a hash")).expect("written");
        file
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, set_permissions, write};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const HASH: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";

    #[test]
    fn every_line_is_judged() {
        let ann = format!("ann:{HASH}");
        for (text, expected) in [
            (format!("# us\n\n  {ann}\nbob@example.org:{HASH}\n"), Ok(2)),
            (ann.replace(':', " "), Err("line 1 has no colon")),
            (format!("{ann}\n\nbob:s3cret"), Err("line 3, after `bob:`")),
            (format!("{ann}\n{ann}"), Err("line 2 is the second one of ann")),
            (format!("an n:{HASH}"), Err("line 1: a name has")),
            (format!(":{HASH}"), Err("line 1: a name has")),
            (format!("{}:{HASH}", "x".repeat(65)), Err("line 1: a name has")),
            ("# nobody\n".to_owned(), Err("no user")),
        ] {
            match (parse(&text), expected) {
                (Ok(users), Ok(num_users)) => assert_eq!(users.len(), num_users, "{text}"),
                (Err(error), Err(expected)) => {
                    let message = format!("{error:#}");
                    assert!(message.contains(expected) && !message.contains("s3cret"), "{message}");
                }
                (found, expected) => panic!("{text}: {found:?}, not {expected:?}"),
            }
        }
    }

    #[test]
    fn a_change_is_seen_and_a_broken_file_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("users");
        assert!(UsersFile::open(&path).unwrap_err().to_string().contains("cannot be read"));
        write(&path, format!("ann:{HASH}\nbob:{HASH}\n")).unwrap();
        let file = UsersFile::open(&path).unwrap();
        assert_eq!(file.users().len(), 2);
        write(&path, format!("ann:{HASH}\n")).unwrap();
        assert_eq!(file.users().len(), 1);
        write(&path, "half a li").unwrap();
        assert_eq!(file.users().len(), 1);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(file.users().len(), 1);
        write(&path, format!("eve:{HASH}\n")).unwrap();
        assert!(file.users().contains_key("eve"));

        set_permissions(&path, Permissions::from_mode(0o666)).unwrap();
        assert!(
            UsersFile::open(&path).unwrap_err().to_string().contains("everybody on this machine may change")
        );
    }
}
