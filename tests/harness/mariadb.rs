//! A throwaway MariaDB server, one for the whole run; every test makes databases of its own in it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::keeper::{Kept, scratch};
use super::program::{Unprivileged, find, in_sequence, run};

static SERVER: OnceLock<Result<MariaDb, String>> = OnceLock::new();

/// The running server.
#[derive(Debug)]
pub(crate) struct MariaDb {
    port: u16,
    socket: PathBuf,
    client: PathBuf,
    databases: AtomicUsize,
    _kept: Kept,
}

/// One database of the server.
#[derive(Debug)]
pub(crate) struct Database {
    /// The address for `DATABASE_URL`.
    pub(crate) url: String,
    /// The name, for `DB_SCHEMA`.
    pub(crate) name: String,
    client: PathBuf,
    socket: PathBuf,
}

/// The server, started by the first call; or `None` after saying that the test is skipped.
#[track_caller]
pub(crate) fn server() -> Option<&'static MariaDb> {
    super::or_skip("MariaDB", SERVER.get_or_init(MariaDb::start).as_ref())
}

impl MariaDb {
    fn start() -> Result<Self, String> {
        let (install, mariadbd, client) = (find("mariadb-install-db")?, find("mariadbd")?, find("mariadb")?);
        let user = Unprivileged::when_root();
        let folder = scratch("dashboard-mariadb-", user);
        let data = format!("--datadir={}", folder.join("data").display());
        let socket = folder.join("socket");

        let mut init = Command::new(install);
        init.args(["--no-defaults", &data, "--auth-root-authentication-method=normal", "--skip-test-db"]);

        let port = super::free_port();
        let mut serve = Command::new(mariadbd);
        serve.args(["--no-defaults", &data, "--bind-address=127.0.0.1", "--skip-log-bin"]);
        serve.arg(format!("--port={port}")).arg(format!("--socket={}", socket.display()));
        serve.arg(format!("--pid-file={}", folder.join("pid").display()));
        // Nothing here shall survive a crash, so nothing needs to reach the disk.
        serve.args(["--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync"]);
        let mut kept = Kept::start(&in_sequence(&init, &serve), "KILL", &folder, user)?;
        super::wait_until(Duration::from_secs(60), || {
            kept.still_runs()?;
            query(&client, &socket, "mysql", b"select 1").map(drop)
        })
        .map_err(|why| format!("MariaDB does not start: {why}\n{}", kept.log()))?;
        query(
            &client,
            &socket,
            "mysql",
            b"create user app@'127.0.0.1' identified by 'app'; grant all on *.* to app@'127.0.0.1'",
        )?;
        Ok(Self { port, socket, client, databases: AtomicUsize::new(0), _kept: kept })
    }

    /// The address of a database of this server, for `DATABASE_URL`.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("mysql://app:app@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes a new empty database.
    pub(crate) fn database(&self) -> Database {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let create = format!("create database {name} character set utf8mb4");
        query(&self.client, &self.socket, "mysql", create.as_bytes()).unwrap_or_else(|why| panic!("{why}"));
        Database { url: self.url(&name), name, client: self.client.clone(), socket: self.socket.clone() }
    }
}

impl Database {
    /// Runs statements, or a whole dump, and returns the rows as the client writes them: tabs between the columns.
    ///
    /// # Panics
    /// At the first statement that fails.
    pub(crate) fn execute(&self, statements: &[u8]) -> String {
        query(&self.client, &self.socket, &self.name, statements).unwrap_or_else(|why| panic!("{why}"))
    }
}

fn query(client: &Path, socket: &Path, database: &str, statements: &[u8]) -> Result<String, String> {
    let mut command = Command::new(client);
    command.args(["--no-defaults", "--user=root", "--batch", "--skip-column-names"]);
    command.arg("--default-character-set=utf8mb4");
    command.arg(format!("--socket={}", socket.display())).arg(format!("--database={database}"));
    run(&mut command, statements)
}

#[test]
fn databases_are_separate() {
    let Some(server) = server() else { return };
    let (one, other) = (server.database(), server.database());
    one.execute("create table only_here (x text); insert into only_here values ('\u{1f697}')".as_bytes());
    assert_eq!(one.execute(b"select x from only_here"), "\u{1f697}\n");
    assert_eq!(other.execute(b"show tables like 'only_here'"), "");
}
