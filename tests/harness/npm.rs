//! Checkers that come from npm, as `tests/package.json` pins them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::program::run;

const FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// A file of an installed package, such as `axe-core/axe.min.js`; or `None` after saying that the test is skipped.
#[track_caller]
pub(crate) fn file(path: &str) -> Option<PathBuf> {
    static INSTALLED: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let found = INSTALLED.get_or_init(install).as_ref().map(|packages| packages.join(path));
    super::or_skip(&format!("{path} from npm"), found)
}

/// Installs exactly what the lock file says into the target folder, unless it is there; the folder with the packages.
fn install() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("npm");
    let say = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(say)?;
    // Another test run may be at it.
    let lock = File::create(folder.join("LOCK")).map_err(say)?;
    lock.lock().map_err(say)?;
    let wanted = super::repository().join("tests");
    let (packages, done) = (folder.join("node_modules"), folder.join("INSTALLED"));
    let pinned = fs::read_to_string(wanted.join("package-lock.json")).map_err(say)?;
    if fs::read_to_string(&done).is_ok_and(|installed| installed == pinned) {
        return Ok(packages);
    }
    for name in FILES {
        fs::copy(wanted.join(name), folder.join(name)).map_err(say)?;
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder);
    run(&mut npm, b"")?;
    fs::write(done, pinned).map_err(say)?;
    Ok(packages)
}
