//! The container image: built by the Dockerfile on a base of our own, for no registry of images is needed here, and
//! started as a container would be: no shell, nobody in particular, a file system that cannot be written.
//!
//! Compiling a second time would take as long as all other tests: a stand-in for cargo hands over the program that is
//! built already. Everything else of the Dockerfile is done as it stands there.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::harness::keeper::{Kept, scratch};
use crate::harness::program::{Unprivileged, find, run};
use crate::harness::server::binary;
use crate::harness::{free_port, http, or_skip, repository, wait_until};

/// What the stages that build take from this machine.
const OF_THIS_MACHINE: [&str; 7] =
    ["/usr/bin", "/usr/lib", "/usr/include", "/usr/share", "/usr/etc", "/etc/ssl", "/etc/alternatives"];

/// Takes the place of cargo: writes what it was asked for, and hands over what is built.
const STAND_IN: &str = r#"#!/bin/sh
set -e
echo "$*" >>/handed/asked
case "$1" in
install) mkdir -p /out/bin; cp /handed/dashboard /out/bin/ ;;
run) mkdir -p /out/licences; cp /handed/licences/* /out/licences/ ;;
esac
"#;

/// The tools; they need root, as Debian sets them up.
fn tools() -> Result<(PathBuf, PathBuf), String> {
    let found = (find("buildah")?, find("debootstrap")?);
    Unprivileged::when_root().ok_or("only root can make a base image")?;
    Ok(found)
}

/// Images and containers in a folder of their own.
struct Buildah {
    program: PathBuf,
    folder: PathBuf,
}

impl Buildah {
    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(&self.program);
        command.arg("--root").arg(self.folder.join("images")).arg("--runroot").arg(self.folder.join("run"));
        command.args(["--storage-driver", "vfs"]).args(arguments);
        run(&mut command, b"").unwrap_or_else(|why| panic!("{why}")).trim().to_owned()
    }

    /// An image of the system in `folder` with these variables set.
    fn image_of(&self, folder: &Path, name: &str, environment: &str) {
        let container = self.run(&["from", "scratch"]);
        self.run(&["add", "--quiet", &container, folder.to_str().unwrap(), "/"]);
        self.run(&["config", "--env", environment, &container]);
        self.run(&["commit", "--quiet", "--rm", &container, name]);
    }
}

fn debian(debootstrap: &Path, folder: &Path) {
    let system = fs::read_to_string("/etc/os-release").unwrap();
    let release = system.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME=")).unwrap();
    let mut command = Command::new(debootstrap);
    command.args(["--variant=minbase", release]).arg(folder);
    run(&mut command, b"").unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn is_built_and_starts() {
    let Some((buildah, debootstrap)) = or_skip("buildah and debootstrap", tools()) else { return };
    let folder = scratch("dashboard-image-", None);
    let handed = folder.join("handed");
    fs::create_dir_all(&handed).unwrap();
    fs::copy(binary(), handed.join("dashboard")).unwrap();
    fs::write(handed.join("cargo"), STAND_IN).unwrap();
    fs::set_permissions(handed.join("cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut bill = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    bill.args(["run", "--quiet", "--locked", "--package", "bill", "--", "--out"])
        .arg(handed.join("licences"));
    run(bill.current_dir(repository()), b"").unwrap_or_else(|why| panic!("{why}"));

    let buildah = Buildah { program: buildah, folder: folder.clone() };
    let system = folder.join("debian");
    debian(&debootstrap, &system);
    buildah.image_of(&system, "runtime", "LANG=C.UTF-8");
    buildah.image_of(&system, "builder", "PATH=/handed:/usr/local/bin:/usr/bin:/bin");
    let mounts = OF_THIS_MACHINE.iter().filter(|path| Path::new(path).exists());
    let mounts: Vec<String> = mounts
        .map(|path| format!("--volume={path}:{path}:ro"))
        .chain([format!("--volume={}:/handed", handed.display())])
        .collect();
    let repository = repository();
    let mut arguments =
        vec!["build", "--isolation=chroot", "--format=docker", "--layers=false", "--tag=dashboard"];
    arguments
        .extend(["--build-arg=RUST_IMAGE=localhost/builder", "--build-arg=NODE_IMAGE=localhost/builder"]);
    arguments.push("--build-arg=RUNTIME_IMAGE=localhost/runtime");
    arguments.extend(mounts.iter().map(String::as_str));
    arguments.push(repository.to_str().unwrap());
    buildah.run(&arguments);
    let asked = fs::read_to_string(handed.join("asked")).unwrap();
    assert!(asked.contains("install --locked --path crates/app --profile release"), "{asked}");

    let inspected: Value =
        serde_json::from_str(&buildah.run(&["inspect", "--type=image", "localhost/dashboard"])).unwrap();
    let config = &inspected["Docker"]["config"];
    assert_eq!(config["User"], "65532:65532");
    assert_eq!(config["Entrypoint"][0], "/usr/local/bin/dashboard");
    assert_eq!(config["Healthcheck"]["Test"][2], "healthcheck", "{config}");
    assert!(config["ExposedPorts"].get("7860/tcp").is_some() && config["Volumes"].get("/data").is_some());
    let environment: Vec<&str> =
        config["Env"].as_array().unwrap().iter().map(|pair| pair.as_str().unwrap()).collect();
    for pair in ["HOST=0.0.0.0", "PORT=7860", "AUTH=none", "DATA_DIR=/data"] {
        assert!(environment.contains(&pair), "{pair} in {environment:?}");
    }

    let container = buildah.run(&["from", "localhost/dashboard"]);
    let root = PathBuf::from(buildah.run(&["mount", &container]));
    for name in ["sbom.cdx.json", "THIRD-PARTY-LICENCES.txt", "LICENSE-MIT", "LICENSE-APACHE"] {
        let path = root.join("usr/share/doc/dashboard").join(name);
        assert!(fs::metadata(&path).is_ok_and(|file| file.len() > 1000), "{name} lies in the image");
    }
    // The base has shells, those that are meant for the image have none: it must do without.
    for shell in ["bash", "dash", "sh"] {
        fs::remove_file(root.join("bin").join(shell)).unwrap();
    }
    starts(&root, &environment, &folder);
    buildah.run(&["umount", &container]);
}

/// Starts the program in the file system at `root` as the image says, on a port of its own.
fn starts(root: &Path, environment: &[&str], folder: &Path) {
    let data = folder.join("data");
    fs::create_dir(&data).unwrap();
    std::os::unix::fs::chown(&data, Some(65532), Some(65532)).unwrap();
    let port = free_port();
    let port_set = format!("PORT={port}");
    let mut variables: Vec<&str> =
        environment.iter().copied().filter(|pair| !pair.starts_with("PORT=")).collect();
    variables.push(&port_set);
    let (root, data) = (root.display(), data.display());
    let inside = format!(
        "env -i {} /usr/sbin/chroot --userspec=65532:65532 {root} /usr/local/bin/dashboard",
        variables.join(" ")
    );
    let mut command = Command::new(find("unshare").unwrap());
    command.args(["--mount", "sh", "-c"]).arg(format!(
        "mount --bind {root} {root} && mount -o remount,ro,bind {root} && mount --bind {data} {root}/data && exec {inside}"
    ));
    let log = scratch("dashboard-container-", None);
    let mut kept = Kept::start(&command, "TERM", &log, None).unwrap();
    let address = format!("http://127.0.0.1:{port}");
    wait_until(Duration::from_secs(120), || {
        kept.still_runs()?;
        match http::request("GET", &format!("{address}/readyz"), &[])?.status {
            200 => Ok(()),
            status => Err(format!("/readyz answers {status}")),
        }
    })
    .unwrap_or_else(|why| panic!("{why}\n{}", kept.log()));
    let page = http::request("GET", &format!("{address}/"), &[]).unwrap();
    assert!(page.status == 200 && page.text().contains("Data as of"));
    let mut health = Command::new("sh");
    health.arg("-c").arg(format!("{inside} healthcheck"));
    run(&mut health, b"").unwrap_or_else(|why| panic!("{why}"));
    kept.signal("TERM");
    assert!(kept.wait().success());
}
