//! The bill of materials of the program: what it is made of (`CycloneDX`), and under which licences (text).
//!
//! Invariant: it tells what `Cargo.lock` says through `cargo metadata`, and texts as the packages have them; the same lock
//! file gives the same bytes.

mod cyclonedx;
mod licences;
mod parts;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;

/// Writes sbom.cdx.json and THIRD-PARTY-LICENCES.txt for the dashboard.
#[derive(Debug, Parser)]
struct Arguments {
    /// Folder of the installed npm package htmx.org, when it is built in.
    #[arg(long)]
    htmx: Option<PathBuf>,
    /// Folder to write to; made if need be.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut bill = parts::of_the_program()?;
    if let Some(folder) = &arguments.htmx {
        bill.parts.push(parts::of_npm(folder)?);
    }
    let out = &arguments.out;
    fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    for (name, text) in [
        ("sbom.cdx.json", cyclonedx::document(&bill)),
        ("THIRD-PARTY-LICENCES.txt", licences::text(&bill.parts)?),
    ] {
        let path = out.join(name);
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    println!("{} parts", bill.parts.len());
    Ok(())
}
