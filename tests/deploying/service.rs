//! The unit for systemd.

use std::fs;
use std::process::Command;

use crate::harness::program::{find, run};
use crate::harness::server::binary;
use crate::harness::{or_skip, repository};

#[test]
fn systemd_understands_the_unit() {
    let Some(analyze) = or_skip("systemd-analyze", find("systemd-analyze")) else { return };
    let unit = fs::read_to_string(repository().join("config/deploy/dashboard.service")).unwrap();
    let installed = "/usr/local/bin/dashboard";
    assert!(unit.contains(&format!("ExecStart={installed} serve")));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dashboard.service");
    fs::write(&path, unit.replace(installed, binary().to_str().unwrap())).unwrap();
    let said = run(Command::new(&analyze).args(["verify", "--man=no"]).arg(&path), b"");
    assert!(said.is_ok(), "{said:?}");
    // 0 is no exposure, 10 is full.
    let mut judge = Command::new(&analyze);
    judge.args(["security", "--offline=true", "--threshold=20"]).arg(&path);
    let said = run(&mut judge, b"");
    assert!(said.is_ok(), "more exposed than 2.0: {said:?}");
}
