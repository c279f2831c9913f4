//! Who may depend on whom; `crates/README.md` draws the same picture.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use super::{none, program, repository};

/// Every package of ours with those it may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("analytics", &["columnar", "units"]),
    ("app", &["analytics", "migration", "store", "units", "views"]),
    ("bill", &[]),
    ("charts", &["units"]),
    ("columnar", &[]),
    ("entity", &[]),
    ("geography", &[]),
    ("migration", &["entity"]),
    ("store", &["analytics", "entity", "migration", "units"]),
    ("tests", &["analytics", "store", "units"]),
    ("units", &[]),
    ("views", &["analytics", "charts", "geography", "units"]),
];

/// The packages that may link the web framework or the database library; the rest must be free of both, all the way down.
const LINK_FRAMEWORKS: &[&str] = &["app", "entity", "migration", "store", "tests"];
const FRAMEWORKS: &[&str] = &["poem", "sea-orm", "sea-orm-migration"];

fn cargo(arguments: &[&str]) -> String {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Everything is here already, else this test would not have been built.
    cargo.args(arguments).arg("--offline").current_dir(repository());
    program::run(&mut cargo, b"").unwrap_or_else(|why| panic!("{why}"))
}

#[test]
fn packages_depend_only_along_the_arrows() {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version=1", "--no-deps"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeSet<&str> = packages.iter().map(|package| package["name"].as_str().unwrap()).collect();
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    assert_eq!(
        ours,
        allowed.keys().copied().collect(),
        "the packages of the workspace and those of this list"
    );

    let mut broken = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            let on = dependency["name"].as_str().unwrap();
            // A package may use its own crate again in its tests; everything else follows the arrows, tests included.
            if ours.contains(on) && !allowed[name].contains(&on) {
                broken.push(format!("{name} → {on}"));
            }
        }
    }
    none(&broken, "dependencies against the arrows");
}

#[test]
fn only_the_outer_packages_link_the_frameworks() {
    let mut broken = Vec::new();
    for (package, _) in ARROWS {
        // Resolved for this package alone: in the workspace's own resolution, features that `app` switches on would show.
        let tree =
            cargo(&["tree", "--package", package, "--edges=normal,build", "--prefix=none", "--format={p}"]);
        let linked: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(linked.contains(package), "cargo tree lists the package itself: {tree}");
        if LINK_FRAMEWORKS.contains(package) {
            continue;
        }
        broken.extend(
            FRAMEWORKS
                .iter()
                .filter(|name| linked.contains(*name))
                .map(|name| format!("{package} → … → {name}")),
        );
    }
    none(&broken, "packages that must not link a framework");
}
