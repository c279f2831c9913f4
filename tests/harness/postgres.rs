//! A throwaway PostgreSQL server, one for the whole run; every test makes databases of its own in it.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::keeper::{Kept, scratch};
use super::program::{Unprivileged, find, in_sequence, run};

static SERVER: OnceLock<Result<Postgres, String>> = OnceLock::new();

/// The running server.
#[derive(Debug)]
pub(crate) struct Postgres {
    port: u16,
    psql: PathBuf,
    databases: AtomicUsize,
    _kept: Kept,
}

/// One database of the server.
#[derive(Debug)]
pub(crate) struct Database {
    /// The address for `DATABASE_URL`.
    pub(crate) url: String,
    psql: PathBuf,
}

/// The server, started by the first call; or `None` after saying that the test is skipped.
#[track_caller]
pub(crate) fn server() -> Option<&'static Postgres> {
    super::or_skip("PostgreSQL", SERVER.get_or_init(Postgres::start).as_ref())
}

/// A server of one's own, for who damages it; or `None` after saying that the test is skipped.
#[track_caller]
pub(crate) fn own_server() -> Option<Postgres> {
    super::or_skip("PostgreSQL", Postgres::start())
}

impl Postgres {
    fn start() -> Result<Self, String> {
        let (initdb, postgres, psql) = (find("initdb")?, find("postgres")?, find("psql")?);
        let user = Unprivileged::when_root();
        let folder = scratch("dashboard-postgres-", user);
        let data = folder.join("data");

        let mut init = Command::new(initdb);
        init.args([
            "--username=app",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "-D",
        ]);
        init.arg(&data);

        let port = super::free_port();
        let mut serve = Command::new(postgres);
        serve.arg("-D").arg(&data).arg("-k").arg(&folder).arg("-p").arg(port.to_string());
        // Nothing here shall survive a crash, so nothing needs to reach the disk.
        for setting in
            ["listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off", "synchronous_commit=off"]
        {
            serve.args(["-c", setting]);
        }
        let mut kept = Kept::start(&in_sequence(&init, &serve), "QUIT", &folder, user)?;
        let server_address = format!("postgres://app@127.0.0.1:{port}/postgres");
        super::wait_until(Duration::from_secs(60), || {
            kept.still_runs()?;
            run(Command::new(&psql).args(["-qAt", &server_address]), b"select 1").map(drop)
        })
        .map_err(|why| format!("PostgreSQL does not start: {why}\n{}", kept.log()))?;
        Ok(Self { port, psql, databases: AtomicUsize::new(0), _kept: kept })
    }

    /// Makes a new empty database.
    pub(crate) fn database(&self) -> Database {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let address = |name: &str| format!("postgres://app@127.0.0.1:{}/{name}", self.port);
        let administration = Database { url: address("postgres"), psql: self.psql.clone() };
        administration.execute(format!("create database {name}").as_bytes());
        Database { url: address(&name), psql: self.psql.clone() }
    }
}

impl Database {
    /// Runs statements, or a whole dump, and returns the rows as `psql` writes them: unaligned, `|` between the columns.
    ///
    /// # Panics
    /// At the first statement that fails.
    pub(crate) fn execute(&self, statements: &[u8]) -> String {
        run(&mut self.client(), statements).unwrap_or_else(|why| panic!("{why}"))
    }

    /// A client that runs what it is given on its standard input.
    pub(crate) fn client(&self) -> Command {
        let mut psql = Command::new(&self.psql);
        psql.args(["--no-psqlrc", "-qAt", "-v", "ON_ERROR_STOP=1", &self.url]);
        psql
    }
}

#[test]
fn databases_are_separate() {
    let Some(server) = server() else { return };
    let (one, other) = (server.database(), server.database());
    one.execute(b"create table only_here (x text); insert into only_here values ('\xf0\x9f\x9a\x97')");
    assert_eq!(one.execute(b"select x from only_here"), "\u{1f697}\n");
    assert_eq!(other.execute(b"select count(*) from pg_tables where tablename = 'only_here'"), "0\n");
}
