//! The folder of a copy: files written aside, checked, and swapped in by one rename.

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};

use super::manifest::{Manifest, SavedFile};

const MANIFEST: &str = "manifest";
const LOCK: &str = "lock";

/// Ending of what is being written; nothing that has it counts.
const UNFINISHED: &str = "unfinished";

/// Where a copy lies. It holds what the database holds, so nobody but its owner may look into it.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn new(path: PathBuf) -> Folder {
        Folder { path }
    }

    /// The manifest of the copy; none when there is no copy.
    ///
    /// # Errors
    /// When it cannot be read or is not as it was written.
    pub(super) fn manifest(&self) -> anyhow::Result<Option<Manifest>> {
        let path = self.path.join(MANIFEST);
        match fs::read(&path) {
            Ok(bytes) => Manifest::parse(&bytes).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
        }
    }

    /// Opens a file of the copy.
    ///
    /// # Errors
    /// When it is not there.
    pub(super) fn open(&self, file: &SavedFile) -> anyhow::Result<File> {
        let path = self.path.join(&file.name);
        File::open(&path).with_context(|| format!("{} cannot be read", path.display()))
    }

    /// Compares every byte of a file with its checksum.
    ///
    /// # Errors
    /// When one is wrong, or the file is not there.
    pub(super) fn verify(&self, file: &SavedFile) -> anyhow::Result<()> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(self.open(file)?).with_context(|| format!("{} cannot be read", file.name))?;
        ensure!(
            hasher.count() == file.num_bytes && *hasher.finalize().to_hex() == *file.blake3,
            "{} is damaged: its checksum is wrong",
            file.name
        );
        Ok(())
    }

    /// Begins a new copy; the one that is there stays until the new one is finished.
    ///
    /// # Errors
    /// When the folder cannot be written, or another process is writing.
    pub(super) fn begin(&self) -> anyhow::Result<Writing<'_>> {
        let cannot = || format!("DATA_DIR cannot be written ({})", self.path.display());
        DirBuilder::new().recursive(true).mode(0o700).create(&self.path).with_context(cannot)?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(self.path.join(LOCK))
            .with_context(cannot)?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => bail!("another process is writing {}", self.path.display()),
            // File systems without locks have to do without.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        Ok(Writing { folder: self, _lock: lock, is_finished: false })
    }

    /// Makes renames in the folder last.
    fn sync(&self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()
    }

    /// Removes what belongs to no copy; what cannot be removed now can be the next time.
    fn tidy(&self) {
        let Ok(manifest) = self.manifest() else { return };
        let belongs: BTreeSet<String> =
            manifest.iter().flat_map(Manifest::files).map(|file| file.name.clone()).collect();
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_ours = name.ends_with(".arrow") || name.ends_with(UNFINISHED);
            if is_ours && !belongs.contains(&name) {
                // Whoever cannot remove it now tries again with the next copy.
                fs::remove_file(entry.path()).ok();
            }
        }
    }
}

/// A copy that is being written. What there is of it goes when it is dropped unfinished.
pub(super) struct Writing<'a> {
    folder: &'a Folder,
    _lock: File,
    is_finished: bool,
}

impl Writing<'_> {
    /// Writes a file of which the name begins with `what`, to the disk and under the name of its content.
    ///
    /// # Errors
    /// Those of `write`; a disk that is full or cannot be written.
    pub(super) fn file(
        &self,
        what: &str,
        write: impl FnOnce(&mut Digesting) -> anyhow::Result<()>,
    ) -> anyhow::Result<SavedFile> {
        let unfinished = self.folder.path.join(format!("{what}.{UNFINISHED}"));
        let written = || -> anyhow::Result<SavedFile> {
            let mut file = Digesting::create(&unfinished)?;
            write(&mut file)?;
            let (num_bytes, blake3) = file.finish()?;
            let name = format!("{what}-{}.arrow", &blake3[..16]);
            fs::rename(&unfinished, self.folder.path.join(&name))?;
            Ok(SavedFile { name, num_bytes, blake3 })
        };
        written().with_context(|| format!("{} cannot be written", unfinished.display()))
    }

    /// Swaps the new copy in and removes the one before.
    ///
    /// # Errors
    /// A disk that is full or cannot be written; then the copy before stays.
    pub(super) fn finish(mut self, manifest: &Manifest) -> anyhow::Result<()> {
        let (unfinished, path) =
            (self.folder.path.join(format!("{MANIFEST}.{UNFINISHED}")), self.folder.path.join(MANIFEST));
        let text = manifest.to_text()?;
        let swap = || -> io::Result<()> {
            let mut file = Digesting::create(&unfinished)?;
            file.write_all(text.as_bytes())?;
            file.finish()?;
            // The files that it names must be found under their names whenever it is.
            self.folder.sync()?;
            fs::rename(&unfinished, &path)?;
            self.folder.sync()
        };
        swap().with_context(|| format!("{} cannot be written", path.display()))?;
        self.is_finished = true;
        self.folder.tidy();
        Ok(())
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            self.folder.tidy();
        }
    }
}

/// A new file that counts and digests what is written to it.
pub(super) struct Digesting {
    file: BufWriter<File>,
    hasher: blake3::Hasher,
}

impl Digesting {
    fn create(path: &std::path::Path) -> io::Result<Digesting> {
        let file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(path)?;
        Ok(Digesting { file: BufWriter::with_capacity(1 << 16, file), hasher: blake3::Hasher::new() })
    }

    /// Waits until everything is on the disk; number of bytes and digest.
    fn finish(mut self) -> io::Result<(u64, String)> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        Ok((self.hasher.count(), self.hasher.finalize().to_hex().to_string()))
    }
}

impl Write for Digesting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let num_written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..num_written]);
        Ok(num_written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
