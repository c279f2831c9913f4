//! Readers who look at pages all the time while something goes wrong, and notice whatever a reader should never see.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use regex::Regex;

use super::http::{self, Answer};
use super::server::Dashboard;

/// What they look at: pages that are made of everything in a snapshot, each whole and as htmx swaps it.
const PAGES: [&str; 7] =
    ["/", "/?period=ytd", "/regional", "/risks", "/deep-dive/orders", "/data-quality", "/status"];
/// Files are asked for as well.
const FILES: [&str; 2] = ["/export/orders.csv", "/status.json"];

/// People click, they do not hammer.
const PAUSE: Duration = Duration::from_millis(20);

/// What the readers saw.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// How many answers.
    pub(crate) num_answers: usize,
    /// The versions of the data in the order in which each reader came upon them.
    pub(crate) versions: Vec<Vec<String>>,
    /// What each page said under each version, by page and version.
    pub(crate) contents: BTreeMap<(String, String), String>,
    wrongs: Vec<String>,
}

/// Some readers of one server; they stop with the drop.
#[derive(Debug)]
pub(crate) struct Readers {
    stop: Arc<AtomicBool>,
    seen: Arc<Mutex<Seen>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    /// So many begin to read, all at once.
    pub(crate) fn of(dashboard: &Dashboard, num_readers: usize) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let seen = Seen { versions: vec![Vec::new(); num_readers], ..Seen::default() };
        let seen = Arc::new(Mutex::new(seen));
        let threads = (0..num_readers)
            .map(|reader| {
                let (stop, seen, address) = (Arc::clone(&stop), Arc::clone(&seen), dashboard.address.clone());
                thread::spawn(move || read(reader, &address, &stop, &seen))
            })
            .collect();
        Self { stop, seen, threads }
    }

    /// What they have seen so far.
    pub(crate) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the reading.
    ///
    /// # Panics
    /// With everything that a reader should not have seen.
    #[track_caller]
    pub(crate) fn stop(mut self) -> Seen {
        self.end();
        let seen = std::mem::take(&mut *self.seen());
        assert!(seen.wrongs.is_empty(), "{} wrong answers: {:#?}", seen.wrongs.len(), seen.wrongs);
        assert!(seen.num_answers > 0, "nobody has read anything");
        seen
    }

    fn end(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        for thread in self.threads.drain(..) {
            thread.join().expect("readers do not panic");
        }
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.end();
    }
}

fn read(reader: usize, address: &str, stop: &AtomicBool, seen: &Mutex<Seen>) {
    let fragments = PAGES.map(|page| (page, true));
    let documents = PAGES.map(|page| (page, false));
    let files = FILES.map(|file| (file, false));
    let everything: Vec<(&str, bool)> = [&documents[..], &fragments, &files].concat();
    // Each begins elsewhere, so that they do not ask the same at the same time.
    for &(path, is_fragment) in everything.iter().cycle().skip(reader * 5) {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        thread::sleep(PAUSE);
        let headers: &[(&str, &str)] = if is_fragment { &[("HX-Request", "true")] } else { &[] };
        let answer = http::request("GET", &format!("{address}{path}"), headers);
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.num_answers += 1;
        if let Err(why) = answer.and_then(|answer| seen.take(reader, path, &answer)) {
            let how = if is_fragment { "as a fragment" } else { "whole" };
            seen.wrongs.push(format!("{path} {how}: {why}"));
        }
    }
}

impl Seen {
    fn take(&mut self, reader: usize, path: &str, answer: &Answer) -> Result<(), String> {
        if answer.status != 200 {
            return Err(format!("{} {}", answer.status, answer.text()));
        }
        let (version, content) = match path {
            // Which version it is of shows in its tag alone.
            "/export/orders.csv" => (answer.header("etag").unwrap_or_default().to_owned(), answer.text()),
            "/status.json" => return self.come_upon(reader, json_version(answer.text())?),
            _ => {
                let (version, content) = take_apart(answer.text())?;
                self.come_upon(reader, version.clone())?;
                (version, content)
            }
        };
        // These speak of more than the data: of refreshes, and of what the source adds up itself.
        if matches!(path, "/status" | "/data-quality") {
            return Ok(());
        }
        let before =
            self.contents.entry((path.to_owned(), version.clone())).or_insert_with(|| content.to_owned());
        if before != content {
            return Err(format!("two contents of version {version}:\n{before}\n{content}"));
        }
        Ok(())
    }

    fn come_upon(&mut self, reader: usize, version: String) -> Result<(), String> {
        let versions = &mut self.versions[reader];
        if versions.last() != Some(&version) {
            versions.push(version);
        }
        Ok(())
    }
}

fn json_version(text: &str) -> Result<String, String> {
    let document: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    document["snapshot"].as_str().map(str::to_owned).ok_or_else(|| format!("no version in {text}"))
}

/// The version that every part of the page says it is of, and the content below the frame.
fn take_apart(html: &str) -> Result<(String, &str), String> {
    // Where it is written: on the part that is swapped, and in the footer.
    let written = Regex::new(r#"data-snapshot="([^"]*)"|version <span title="([^"]*)""#).expect("a pattern");
    let versions: Vec<&str> = written.captures_iter(html).map(|found| found.extract::<1>().1[0]).collect();
    let [version, rest @ ..] = &versions[..] else { return Err("no version".to_owned()) };
    if rest.is_empty() || version.is_empty() || rest.iter().any(|other| other != version) {
        return Err(format!("versions {versions:?}"));
    }
    let content = html.split_once("<main ").and_then(|(_, rest)| rest.split_once("</main>"));
    let (content, _) = content.ok_or("no content")?;
    Ok(((*version).to_owned(), content))
}
