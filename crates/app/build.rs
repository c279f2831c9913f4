//! Finds htmx for embedding: the file that `HTMX_JS` names, or the npm package that `assets/package.json` pins.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Where npm puts the file.
const IN_PACKAGE: &str = "node_modules/htmx.org/dist/htmx.min.js";

/// What npm reads: the pinned version with its integrity hash, and where (not) to write addresses.
const NPM_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

fn main() {
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let assets = package.join("../../assets");
    for name in NPM_FILES {
        println!("cargo:rerun-if-changed={}", assets.join(name).display());
    }
    println!("cargo:rerun-if-env-changed=HTMX_JS");
    println!("cargo:rerun-if-env-changed=REQUIRE_ALL");
    println!("cargo:rerun-if-changed=build.rs");

    let out_dir = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let htmx = find(&assets, &out_dir).unwrap_or_else(|why| {
        assert!(env::var("REQUIRE_ALL").as_deref() != Ok("1"), "htmx is missing: {why}");
        println!("cargo:warning=htmx is missing, so every link loads a whole page: {why}");
        // A file that is never there: npm may work the next time.
        println!("cargo:rerun-if-changed={}", out_dir.join("not-found").display());
        // An empty file stands for "none".
        Vec::new()
    });
    fs::write(out_dir.join("htmx.js"), htmx).expect("cargo makes OUT_DIR writable");
}

fn find(assets: &Path, out_dir: &Path) -> Result<Vec<u8>, String> {
    if let Some(path) = env::var_os("HTMX_JS").filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        println!("cargo:rerun-if-changed={}", path.display());
        return fs::read(&path).map_err(|error| format!("HTMX_JS names {}: {error}", path.display()));
    }
    let package = out_dir.join("npm");
    install(assets, &package)?;
    fs::read(package.join(IN_PACKAGE))
        .map_err(|error| format!("the package htmx.org has no {IN_PACKAGE}: {error}"))
}

/// Installs exactly what the lock file says; npm checks the integrity hash.
fn install(assets: &Path, package: &Path) -> Result<(), String> {
    fs::create_dir_all(package).map_err(|error| format!("{}: {error}", package.display()))?;
    for name in NPM_FILES {
        fs::copy(assets.join(name), package.join(name)).map_err(|error| format!("assets/{name}: {error}"))?;
    }
    let npm = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(package)
        .output()
        .map_err(|error| format!("npm cannot be run ({error}); install it, or name the file in HTMX_JS"))?;
    if npm.status.success() {
        return Ok(());
    }
    let complaint = String::from_utf8_lossy(&npm.stderr);
    let line = complaint.lines().find(|line| line.contains("error")).unwrap_or("npm ci failed");
    Err(format!("{line}; name the file in HTMX_JS to build without npm"))
}
