//! Finding programs of the system, and running them to their end.

use std::fs;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The path of the program `name`, looked for in `PATH` and where Debian keeps servers; or what is missing.
pub(crate) fn find(name: &str) -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.extend(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    folders.extend(postgres_folders());
    folders
        .iter()
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .ok_or_else(|| format!("the program {name} is not installed"))
}

/// `/usr/lib/postgresql/VERSION/bin`, the newest version first.
fn postgres_folders() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir("/usr/lib/postgresql") else { return Vec::new() };
    let mut versions: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    versions.sort_by_key(|version| {
        let number =
            version.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse::<u32>().ok());
        std::cmp::Reverse(number)
    });
    versions.iter().map(|version| version.join("bin")).collect()
}

/// The user `nobody`, when the tests run as root: database servers refuse to run as root.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unprivileged {
    user: u32,
    group: u32,
}

impl Unprivileged {
    /// `None` when the tests run as an ordinary user already.
    pub(crate) fn when_root() -> Option<Self> {
        let id = |arguments: &[&str]| -> u32 {
            let answer = Command::new("id").args(arguments).output().expect("every Unix has the program id");
            String::from_utf8_lossy(&answer.stdout).trim().parse().expect("id answers with a number")
        };
        (id(&["-u"]) == 0).then(|| Self { user: id(&["-u", "nobody"]), group: id(&["-g", "nobody"]) })
    }

    /// Gives the folder to this user.
    pub(crate) fn own(self, folder: &Path) {
        std::os::unix::fs::chown(folder, Some(self.user), Some(self.group))
            .expect("root may give a folder away");
    }

    /// Has the command run as this user.
    pub(crate) fn run(self, command: &mut Command) {
        command.uid(self.user).gid(self.group);
    }
}

/// Runs the command to its end with `input` on its standard input; its standard output, or what it said when it failed.
pub(crate) fn run(command: &mut Command, input: &[u8]) -> Result<String, String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{command:?} does not start: {error}"))?;
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let output = std::thread::scope(|scope| {
        // Written aside, so that a program that answers before it has read everything cannot block us.
        // A program that stops reading says why itself, hence the error is of no interest.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output()
    })
    .map_err(|error| format!("{command:?}: {error}"))?;
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(said(&output.stdout))
    } else {
        Err(format!(
            "{command:?} failed ({}): {}{}",
            output.status,
            said(&output.stderr),
            said(&output.stdout)
        ))
    }
}

/// One command that runs `first` to its end and then, if that went well, turns into `second`.
pub(crate) fn in_sequence(first: &Command, second: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{} && exec {}", quoted(first), quoted(second)));
    shell
}

/// The program and its arguments as the shell reads them.
fn quoted(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let quoted = words.map(|word| format!("'{}'", word.to_string_lossy().replace('\'', r"'\''")));
    quoted.collect::<Vec<_>>().join(" ")
}
