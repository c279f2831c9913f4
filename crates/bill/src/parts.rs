//! What the program is made of: the crates in it or used to build it, and the npm package that is built in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// The package that is the program.
const PROGRAM: &str = "app";

/// Everything that the program is made of.
#[derive(Debug)]
pub(crate) struct Bill {
    /// Version of the program.
    pub version: String,
    /// The parts by others, in the order of their names.
    pub parts: Vec<Part>,
}

/// Something by others.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Name as the registry knows it.
    pub name: String,
    /// Exact version.
    pub version: String,
    /// Kind of registry, as package addresses (purl) name it: `cargo` or `npm`.
    pub registry: &'static str,
    /// Licence as an SPDX expression; none when the package names only a file.
    pub licence: Option<String>,
    /// Where its source is kept.
    pub repository: Option<String>,
    /// Its files on this machine.
    pub folder: PathBuf,
    /// Addresses ([`Part::address`]) of the parts it uses itself.
    pub uses: Vec<String>,
}

impl Part {
    /// The package address (purl), which no other part has.
    pub(crate) fn address(&self) -> String {
        format!("pkg:{}/{}@{}", self.registry, self.name, self.version)
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// The crates of the program with every feature, for the machine this runs on; those that only build it, too, for some
/// leave their data in it.
///
/// # Errors
/// When cargo cannot be run, or needs what is not on this machine.
pub(crate) fn of_the_program() -> Result<Bill> {
    let host = output(Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())).arg("-vV"))?;
    let host =
        host.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc -vV names no host")?;
    let mut ask = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    ask.args(["metadata", "--format-version=1", "--locked", "--all-features", "--filter-platform", host]);
    let metadata: Metadata = serde_json::from_str(&output(&mut ask)?).context("cargo metadata")?;
    reached(&metadata)
}

fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{command:?} does not start"))?;
    if !output.status.success() {
        bail!("{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// What the program reaches, tests left out.
fn reached(metadata: &Metadata) -> Result<Bill> {
    let packages: BTreeMap<&str, &Package> =
        metadata.packages.iter().map(|package| (&*package.id, package)).collect();
    let nodes: BTreeMap<&str, &Node> = metadata.resolve.nodes.iter().map(|node| (&*node.id, node)).collect();
    let uses = |id: &str| -> Vec<&str> {
        let all = nodes.get(id).into_iter().flat_map(|node| &node.deps);
        let in_program = |kind: &Kind| kind.kind.as_deref() != Some("dev");
        all.filter(|used| used.dep_kinds.iter().any(in_program)).map(|used| &*used.pkg).collect()
    };
    let of_program = |package: &&Package| package.name == PROGRAM && package.source.is_none();
    let program = metadata.packages.iter().find(of_program).context("the workspace has no package `app`")?;
    let mut seen = BTreeSet::from([&*program.id]);
    let mut waiting = vec![&*program.id];
    while let Some(id) = waiting.pop() {
        waiting.extend(uses(id).into_iter().filter(|used| seen.insert(used)));
    }
    let with_uses = |id: &str| {
        let mut addresses: Vec<String> =
            uses(id).into_iter().map(|used| part(packages[used]).address()).collect();
        addresses.sort();
        Part { uses: addresses, ..part(packages[id]) }
    };
    let foreign = seen.into_iter().filter(|id| packages[id].source.is_some());
    let mut parts: Vec<Part> = foreign.map(with_uses).collect();
    parts.sort_by_key(Part::address);
    Ok(Bill { version: program.version.clone(), parts })
}

fn part(package: &Package) -> Part {
    Part {
        name: package.name.clone(),
        version: package.version.clone(),
        registry: "cargo",
        // An older way to write `OR`.
        licence: package.license.as_ref().map(|licence| licence.replace('/', " OR ").replace("  ", " ")),
        repository: package.repository.clone(),
        folder: package.manifest_path.parent().map_or_else(PathBuf::new, Path::to_path_buf),
        uses: Vec::new(),
    }
}

/// An installed npm package.
///
/// # Errors
/// When its `package.json` cannot be read.
pub(crate) fn of_npm(folder: &Path) -> Result<Part> {
    #[derive(Deserialize)]
    struct Manifest {
        name: String,
        version: String,
        license: Option<String>,
    }
    let path = folder.join("package.json");
    let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let manifest: Manifest = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    Ok(Part {
        name: manifest.name,
        version: manifest.version,
        registry: "npm",
        licence: manifest.license,
        repository: None,
        folder: folder.to_path_buf(),
        uses: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_has_what_it_links_and_not_what_tests_use() {
        let bill = of_the_program().unwrap();
        let names: BTreeSet<&str> = bill.parts.iter().map(|part| &*part.name).collect();
        for (name, expected) in [
            ("poem", true),
            ("libsqlite3-sys", true),
            // Its data are in the program, though only the build uses it.
            ("world-data", true),
            ("fantoccini", false),
            ("insta", false),
            ("app", false),
            ("units", false),
        ] {
            assert_eq!(names.contains(name), expected, "{name}");
        }
        let poem = bill.parts.iter().find(|part| part.name == "poem").unwrap();
        assert!(poem.uses.iter().any(|used| used.starts_with("pkg:cargo/hyper@")), "{poem:?}");
        assert!(bill.parts.iter().all(|part| part.licence.is_some()));
    }

    #[test]
    fn npm_packages_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = r#"{"name": "htmx.org", "version": "9.8.7", "license": "0BSD"}"#;
        fs::write(folder.path().join("package.json"), manifest).unwrap();
        let part = of_npm(folder.path()).unwrap();
        assert_eq!(
            (part.address(), part.licence.as_deref()),
            ("pkg:npm/htmx.org@9.8.7".to_owned(), Some("0BSD"))
        );
        assert!(of_npm(Path::new("/nowhere")).unwrap_err().to_string().contains("/nowhere/package.json"));
    }
}
