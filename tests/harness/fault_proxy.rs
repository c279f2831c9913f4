//! A network that fails when told to, between the dashboard and a real database.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// How the network behaves towards connections that are made from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// As it should.
    None,
    /// They are refused, as where nobody listens.
    Refuse,
    /// They are accepted, and end like this after so many bytes of the database's answers.
    After(u64, Ending),
    /// Every piece of an answer is late by so much.
    Slow(Duration),
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Not at all: nothing is said any more.
    Silence,
    /// In order, though nobody had finished.
    Close,
    /// By a reset, as after a crash or behind a firewall that forgets.
    Reset,
}

/// A piece of an answer.
const PIECE_BYTES: usize = 8 * 1024;

/// Passes on what is said between a port of its own and that of a database; gone with the drop.
#[derive(Debug)]
pub(crate) struct FaultProxy {
    /// Where the dashboard is to connect.
    pub(crate) port: u16,
    fault: watch::Sender<Fault>,
    listens: watch::Receiver<bool>,
    most_bytes: Arc<AtomicU64>,
    _runtime: Runtime,
}

impl FaultProxy {
    /// Stands before the database on this port of the loopback interface.
    pub(crate) fn before(database_port: u16) -> Self {
        let port = super::free_port();
        let (fault, faults) = watch::channel(Fault::None);
        let (listening, listens) = watch::channel(false);
        let most_bytes = Arc::new(AtomicU64::new(0));
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime.worker_threads(1).enable_all().build().expect("the runtime starts");
        runtime.spawn(serve(port, database_port, faults, listening, Arc::clone(&most_bytes)));
        let proxy = Self { port, fault, listens, most_bytes, _runtime: runtime };
        proxy.set(Fault::None);
        proxy
    }

    /// Behaves like this from now on; connections that are there already go on as they began.
    pub(crate) fn set(&self, fault: Fault) {
        self.fault.send_replace(fault);
        let shall_listen = fault != Fault::Refuse;
        super::wait_until(Duration::from_secs(10), || match *self.listens.borrow() {
            listens if listens == shall_listen => Ok(()),
            listens => Err(format!("the proxy listens: {listens}")),
        })
        .unwrap();
    }

    /// Bytes that the database has answered to the connection that it told most.
    pub(crate) fn most_bytes(&self) -> u64 {
        self.most_bytes.load(Ordering::SeqCst)
    }
}

async fn serve(
    port: u16,
    database_port: u16,
    mut faults: watch::Receiver<Fault>,
    listening: watch::Sender<bool>,
    most_bytes: Arc<AtomicU64>,
) {
    loop {
        if *faults.borrow_and_update() == Fault::Refuse {
            listening.send_replace(false);
            if faults.changed().await.is_err() {
                return;
            }
            continue;
        }
        let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("the port is still free");
        listening.send_replace(true);
        while *faults.borrow_and_update() != Fault::Refuse {
            tokio::select! {
                changed = faults.changed() => if changed.is_err() { return },
                accepted = listener.accept() => {
                    let Ok((near, _)) = accepted else { continue };
                    let fault = *faults.borrow();
                    // Whatever ends a connection, the next one may do better.
                    tokio::spawn(pass_on(near, database_port, fault, Arc::clone(&most_bytes)));
                }
            }
        }
    }
}

async fn pass_on(
    mut near: TcpStream,
    database_port: u16,
    fault: Fault,
    most_bytes: Arc<AtomicU64>,
) -> io::Result<()> {
    let mut far = TcpStream::connect(("127.0.0.1", database_port)).await?;
    let ending = {
        let (mut near_reader, mut near_writer) = near.split();
        let (mut far_reader, mut far_writer) = far.split();
        let questions = tokio::io::copy(&mut near_reader, &mut far_writer);
        let answers = async {
            let mut piece = vec![0; PIECE_BYTES];
            let mut num_bytes = 0;
            loop {
                let left = match fault {
                    Fault::After(most, ending) if num_bytes >= most => return Ok::<_, io::Error>(ending),
                    Fault::After(most, _) => usize::try_from(most - num_bytes).unwrap_or(PIECE_BYTES),
                    _ => PIECE_BYTES,
                };
                let length = far_reader.read(&mut piece[..left.min(PIECE_BYTES)]).await?;
                if length == 0 {
                    return Ok(Ending::Close);
                }
                if let Fault::Slow(pause) = fault {
                    tokio::time::sleep(pause).await;
                }
                near_writer.write_all(&piece[..length]).await?;
                num_bytes += length as u64;
                most_bytes.fetch_max(num_bytes, Ordering::SeqCst);
            }
        };
        tokio::select! {
            _ = questions => Ending::Close,
            ending = answers => ending?,
        }
    };
    match ending {
        Ending::Close => {}
        Ending::Reset => near.set_zero_linger()?,
        // Until the dashboard loses patience.
        Ending::Silence => drop(tokio::io::copy(&mut near, &mut tokio::io::sink()).await),
    }
    Ok(())
}
