//! Programs that run beside the tests and never outlive them.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};

use super::program::Unprivileged;

const KEEPER: &str = include_str!("keeper.sh");

/// A running program with a scratch folder of its own; both are gone after the drop, or after the death of the test process.
#[derive(Debug)]
pub(crate) struct Kept {
    scratch: PathBuf,
    /// The shell that waits for the program; see `keeper.sh`.
    keeper: Child,
    /// Open for as long as the program shall run.
    lifeline: Option<ChildStdin>,
}

impl Kept {
    /// Starts the program, to be stopped by `stop_signal` (`KILL`, `TERM`, …) in the end.
    ///
    /// `scratch` is removed then; what the program says goes to the file `LOG` in it.
    pub(crate) fn start(
        program: &Command,
        stop_signal: &str,
        scratch: &Path,
        user: Option<Unprivileged>,
    ) -> Result<Self, String> {
        let log =
            File::create(scratch.join("LOG")).map_err(|error| format!("{}: {error}", scratch.display()))?;
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, "keeper.sh", stop_signal]).arg(scratch).arg(program.get_program());
        keeper.args(program.get_args());
        if program.get_envs().len() > 0 {
            // A command that names variables runs with these alone: a test must not depend on the caller's settings.
            keeper.env_clear();
            keeper.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        }
        if let Some(user) = user {
            user.run(&mut keeper);
        }
        let stderr = log.try_clone().map_err(|error| error.to_string())?;
        // A process group of its own: an interrupt from the keyboard is for the tests, the keeper then ends the program.
        keeper.process_group(0).current_dir(scratch).stdin(Stdio::piped()).stdout(log).stderr(stderr);
        let mut keeper = keeper.spawn().map_err(|error| format!("the shell does not start: {error}"))?;
        let lifeline = keeper.stdin.take();
        Ok(Self { scratch: scratch.to_path_buf(), keeper, lifeline })
    }

    /// Everything that the program has written so far.
    pub(crate) fn log(&self) -> String {
        fs::read(self.scratch.join("LOG"))
            .map_or_else(|error| error.to_string(), |bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The number of the program's process.
    pub(crate) fn process_id(&self) -> u32 {
        let number = fs::read_to_string(self.scratch.join("PID")).expect("the keeper writes it down");
        number.trim().parse().expect("it is a number")
    }

    /// An error with the log when the program has ended by itself.
    pub(crate) fn still_runs(&mut self) -> Result<(), String> {
        match self.keeper.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(format!("the program ended ({status})")),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Sends the program a signal, for example `TERM`.
    pub(crate) fn signal(&mut self, name: &str) {
        let lifeline = self.lifeline.as_mut().expect("the lifeline is open until the drop");
        writeln!(lifeline, "{name}").expect("the keeper listens while the program runs");
    }

    /// Waits until the program has ended by itself or by a signal; its exit status.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.keeper.wait().expect("the keeper is our child")
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        // Nothing to say to anybody if the keeper is gone already.
        let _ = self.keeper.wait();
    }
}

/// A new empty folder in the system's temporary folder, owned by `user` if there is one.
pub(crate) fn scratch(prefix: &str, user: Option<Unprivileged>) -> PathBuf {
    let folder = tempfile::Builder::new()
        .prefix(prefix)
        .tempdir()
        .expect("the temporary folder can be written")
        .keep();
    if let Some(user) = user {
        user.own(&folder);
    }
    folder
}
