//! `dashboard password NAME`: makes a line for the file with the users.

use std::io::{BufRead, IsTerminal, Write};

use anyhow::{Context, Result, bail};

use super::output;
use crate::access::password::hash;
use crate::access::users_file::check_name;

/// What the command is told.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Name of the user
    name: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    check_name(&arguments.name)?;
    let password = read()?;
    let mut out = output::stdout();
    writeln!(out, "{}:{}", arguments.name, hash(&password)?)?;
    out.flush()?;
    Ok(())
}

/// Asks for the password on a terminal, unseen and twice, or takes the first line of standard input.
fn read() -> Result<String> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        let mut line = String::new();
        stdin.lock().read_line(&mut line).context("the password cannot be read from standard input")?;
        return Ok(line.trim_end_matches(['\n', '\r']).to_owned());
    }
    let ask =
        |prompt| rpassword::prompt_password(prompt).context("the password cannot be read from the terminal");
    let password = ask("Password: ")?;
    if ask("Once more: ")? != password {
        bail!("the two are not the same; nothing was made, try again");
    }
    Ok(password)
}
