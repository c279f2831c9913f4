//! The command line: one file for each command.

mod check;
mod config;
mod datasets;
mod demo;
mod export;
mod healthcheck;
mod import;
mod output;
mod password;
mod progress;
mod serve;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Executive sales dashboard over the Classic Models tables. Without a command it serves.
#[derive(Debug, Parser)]
#[command(
    name = "dashboard",
    version,
    after_help = "Settings come from CONFIG_FILE and the environment; `dashboard config` shows them."
)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the dashboard (the default); without a configured database it builds and serves the embedded demo
    Serve,
    /// Write one dataset to standard output or a file
    Export(export::Arguments),
    /// List the datasets, one line each
    Datasets,
    /// Run the data-quality checks: exit 0 clean, 1 errors found, 2 could not run
    Check(check::Arguments),
    /// Copy a Classic Models database into a new one, all or nothing
    Import(import::Arguments),
    /// Write the synthetic demo data into a new database
    Demo(demo::Arguments),
    /// Print the configuration in force and where each value came from
    Config,
    /// Read a password from standard input and print the line for the users file
    Password(password::Arguments),
    /// Ask the running server whether it is ready: exit 0 if it is
    Healthcheck,
}

/// Exit code for a command that worked but whose answer is no: `check` found errors.
const FOUND_ERRORS: u8 = 1;

/// Exit code when `check` could not look.
const COULD_NOT_CHECK: u8 = 2;

/// Runs the command, tells what went wrong in one line, and returns the exit code.
pub(crate) async fn run(line: CommandLine) -> ExitCode {
    let command = line.command.unwrap_or(Command::Serve);
    let failure = if matches!(command, Command::Check(_)) { COULD_NOT_CHECK } else { 1 };
    match perform(command).await {
        Ok(code) => code,
        // The reader of a pipe, such as `head`, has seen enough.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let message = format!("{error:#}").split_whitespace().collect::<Vec<_>>().join(" ");
            eprintln!("dashboard: {message}");
            ExitCode::from(failure)
        }
    }
}

async fn perform(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve => serve::run().await?,
        Command::Export(arguments) => export::run(&arguments).await?,
        Command::Datasets => datasets::run()?,
        Command::Check(arguments) => return check::run(&arguments).await,
        Command::Import(arguments) => import::run(&arguments).await?,
        Command::Demo(arguments) => demo::run(&arguments).await?,
        Command::Config => config::run()?,
        Command::Password(arguments) => password::run(&arguments)?,
        Command::Healthcheck => healthcheck::run().await?,
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn every_command_of_the_interface_is_understood() {
        for line in [
            "dashboard",
            "dashboard serve",
            "dashboard export countries --format xlsx --scope country=USA --out a.xlsx",
            "dashboard datasets",
            "dashboard check --format json",
            "dashboard import dump.sql --into sqlite:a.db --replace",
            "dashboard demo --scale 3400 --seed 7 --into sqlite:a.db",
            "dashboard config",
            "dashboard password ann",
            "dashboard healthcheck",
        ] {
            CommandLine::try_parse_from(line.split(' ')).unwrap_or_else(|error| panic!("{line}: {error}"));
        }
        for line in [
            "dashboard demo",
            "dashboard export",
            "dashboard export countries --format pdf",
            "dashboard shrug",
        ] {
            assert!(CommandLine::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
    }
}
