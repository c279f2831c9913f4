//! Where the dashboard sends to: a receiver of webhooks and a mail server, which refuse while they are told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// A receiver of our own, on a port of its own.
pub(super) struct Inbox<Message> {
    /// `HOST:PORT`.
    pub(super) address: String,
    refuses: Arc<AtomicBool>,
    messages: Receiver<Message>,
}

impl<Message: Send + 'static> Inbox<Message> {
    fn open(receive: fn(TcpStream, &AtomicBool, &Sender<Message>)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let refuses = Arc::new(AtomicBool::new(false));
        let (sender, messages) = channel();
        let told = Arc::clone(&refuses);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                receive(stream.unwrap(), &told, &sender);
            }
        });
        Inbox { address, refuses, messages }
    }

    /// From now on everything is refused, or nothing.
    pub(super) fn refuse(&self, refuses: bool) {
        self.refuses.store(refuses, Ordering::SeqCst);
    }

    /// The next message, refused ones too.
    #[track_caller]
    pub(super) fn next(&self) -> Message {
        self.messages.recv_timeout(Duration::from_secs(60)).expect("a message comes")
    }

    /// Whether no message is there, nor comes in a moment.
    pub(super) fn is_quiet(&self) -> bool {
        let comes = self.messages.recv_timeout(Duration::from_millis(500));
        matches!(comes, Err(RecvTimeoutError::Timeout))
    }
}

/// A receiver of webhooks: the body of each request.
pub(super) fn webhooks() -> Inbox<serde_json::Value> {
    Inbox::open(|stream, refuses, sender| {
        let mut reader = BufReader::new(stream);
        let mut num_bytes = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap() == 0 || line.trim().is_empty() {
                break;
            }
            let (name, value) = line.trim().split_once(": ").unwrap_or_default();
            if name.eq_ignore_ascii_case("content-length") {
                num_bytes = value.parse().unwrap();
            }
        }
        let mut body = vec![0; num_bytes];
        reader.read_exact(&mut body).unwrap();
        let status = if refuses.load(Ordering::SeqCst) { "503 Service Unavailable" } else { "200 OK" };
        let answer = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        reader.get_mut().write_all(answer.as_bytes()).unwrap();
        let _ = sender.send(serde_json::from_slice(&body).unwrap());
    })
}

/// A mail server: the text of each e-mail, headers included, quoted-printable resolved.
pub(super) fn mails() -> Inbox<String> {
    Inbox::open(|stream, refuses, sender| {
        let mut reader = BufReader::new(stream);
        let say = |reader: &mut BufReader<TcpStream>, line: &str| {
            let _ = reader.get_mut().write_all(format!("{line}\r\n").as_bytes());
        };
        say(&mut reader, "220 inbox");
        let mut line = String::new();
        while reader.read_line(&mut line).is_ok_and(|length| length > 0) {
            let command = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            match command.as_str() {
                "MAIL" if refuses.load(Ordering::SeqCst) => {
                    say(&mut reader, "451 try again later");
                    let _ = sender.send("refused".to_owned());
                }
                "DATA" => {
                    say(&mut reader, "354 go on");
                    let mut mail = Vec::new();
                    while !mail.ends_with(b"\r\n.\r\n") {
                        let mut next = Vec::new();
                        assert!(reader.read_until(b'\n', &mut next).unwrap() > 0, "the e-mail has an end");
                        mail.extend(next);
                    }
                    say(&mut reader, "250 taken");
                    let _ = sender.send(readable(&mail));
                }
                "QUIT" => {
                    say(&mut reader, "221 bye");
                    break;
                }
                _ => say(&mut reader, "250 well"),
            }
            line.clear();
        }
    })
}

/// An e-mail without the soft line breaks and escapes of quoted-printable.
fn readable(mail: &[u8]) -> String {
    let joined = String::from_utf8_lossy(mail).replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((&first, others)) = rest.split_first() {
        let escaped = others
            .get(..2)
            .filter(|_| first == b'=')
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { &others[2..] } else { others };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
