//! The finished program: its commands, and the running server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output};
use std::sync::OnceLock;
use std::time::Duration;

use super::http::{self, Answer};
use super::keeper::{Kept, scratch};

/// The program, built by the first call.
///
/// Cargo tells a test the path of the programs of its own package alone, so the tests ask cargo to build it: what they
/// test is then never older than the source, and when nothing has changed that takes a moment. `DASHBOARD_BIN` names a
/// program to be tested in its place, such as a release build.
pub(crate) fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| std::env::var_os("DASHBOARD_BIN").map_or_else(build, PathBuf::from))
}

fn build() -> PathBuf {
    let test = std::env::current_exe().expect("the test knows its own path");
    // …/target/debug/deps/integration-0123456789abcdef
    let profile = test.ancestors().nth(2).expect("tests lie in target/PROFILE/deps");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // The whole workspace, so that dependencies have the features that they already have been built with for the tests.
    cargo.args(["build", "--quiet", "--workspace", "--bin", "dashboard", "--target-dir"]);
    cargo.arg(profile.parent().expect("profiles lie in target")).current_dir(super::repository());
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    // What cargo set for this test run must not leak into the build of another package.
    for (name, _) in std::env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
        {
            cargo.env_remove(name);
        }
    }
    super::program::run(&mut cargo, b"").unwrap_or_else(|why| panic!("{why}"));
    profile.join("dashboard")
}

/// The program with these arguments and with these environment variables alone.
pub(crate) fn command(arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments).env_clear().env("PATH", "/usr/bin:/bin").envs(environment.iter().copied());
    command
}

/// Runs one command of the program to its end, in an empty folder of its own.
pub(crate) fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    command(arguments, environment).current_dir(folder.path()).output().expect("the program starts")
}

/// A running server on a port of its own; stopped by the drop.
#[derive(Debug)]
pub(crate) struct Dashboard {
    /// The address without a trailing slash, such as `http://127.0.0.1:40123`.
    pub(crate) address: String,
    /// Where it keeps its own data.
    pub(crate) data_dir: PathBuf,
    kept: Kept,
}

impl Dashboard {
    /// Starts the server with these environment variables and waits until it serves.
    ///
    /// # Panics
    /// When it does not get ready within two minutes, with everything it said.
    pub(crate) fn start(environment: &[(&str, &str)]) -> Self {
        let mut dashboard = Self::start_without_waiting(environment);
        dashboard.wait_until_ready();
        dashboard
    }

    /// Waits until there is data.
    ///
    /// # Panics
    /// When there is none after two minutes, with everything the server said.
    pub(crate) fn wait_until_ready(&mut self) {
        let ready = super::wait_until(Duration::from_secs(120), || {
            self.kept.still_runs()?;
            let answer = http::request("GET", &format!("{}/readyz", self.address), &[])?;
            if answer.status == 200 { Ok(()) } else { Err(format!("/readyz answers {}", answer.status)) }
        });
        if let Err(why) = ready {
            panic!("the dashboard does not get ready: {why}\n{}", self.log());
        }
    }

    /// Starts the server and returns at once: for tests of what it does before it is ready.
    pub(crate) fn start_without_waiting(environment: &[(&str, &str)]) -> Self {
        Self::start_under(&[], environment)
    }

    /// As [`Dashboard::start_without_waiting`], by a command that turns into the one that follows it, such as `nice`.
    pub(crate) fn start_under(wrapper: &[&str], environment: &[(&str, &str)]) -> Self {
        let folder = scratch("dashboard-", None);
        let data_dir = folder.join("data");
        fs::create_dir(&data_dir).expect("the scratch folder can be written");
        let port = super::free_port();
        let mut words =
            wrapper.iter().copied().chain([binary().to_str().expect("its path is text"), "serve"]);
        let mut command = Command::new(words.next().expect("there is a program"));
        command.args(words).env_clear().env("PATH", "/usr/bin:/bin");
        command.env("HOST", "127.0.0.1").env("PORT", port.to_string()).env("DATA_DIR", &data_dir);
        command.envs(environment.iter().copied());
        let kept = Kept::start(&command, "KILL", &folder, None).unwrap_or_else(|why| panic!("{why}"));
        Self { address: format!("http://127.0.0.1:{port}"), data_dir, kept }
    }

    /// GET of a path with its query, such as `/?period=2004`.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[])
    }

    /// A request with headers.
    ///
    /// # Panics
    /// When there is no answer at all, with everything the server said.
    pub(crate) fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        http::request(method, &format!("{}{path}", self.address), headers)
            .unwrap_or_else(|why| panic!("{why}\n{}", self.log()))
    }

    /// The number of the server's process.
    pub(crate) fn process_id(&self) -> u32 {
        self.kept.process_id()
    }

    /// Everything that the server has written so far.
    pub(crate) fn log(&self) -> String {
        self.kept.log()
    }

    /// Asks the server to stop (SIGTERM) and waits for it.
    pub(crate) fn stop(mut self) -> ExitStatus {
        self.kept.signal("TERM");
        self.kept.wait()
    }
}
