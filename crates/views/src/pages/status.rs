//! How the server stands: the data, its refreshes, what was left out, the cache, the configuration in force.

mod alerts;

use analytics::schema::Table;
use analytics::snapshot::Snapshot;
use maud::{Markup, Render, html};
use units::Format;

use crate::address::PageOption;
use crate::breakable::breakable;
use crate::components::{Badge, BadgeKind, Cell, Column, DataTable, DefinitionList, Panel, Row, Span, stack};
use crate::frame::{ScopeLine, Site};
use crate::moment::Moment;
use crate::scope_words::count;

pub use alerts::{AlertsStatus, DigestStatus, GivenUp, RuleStatus, Waiting};

/// Title of the page.
pub const TITLE: &str = "Status";

/// The page has no options.
pub const OPTIONS: &[PageOption] = &[];

/// What the page is made of.
#[derive(Clone, Debug)]
pub struct StatusPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The data.
    pub snapshot: &'a Snapshot,
    /// The database in a few words.
    pub source: String,
    /// What the database allows the user that the dashboard connects as, in a sentence.
    pub rights: String,
    /// When its load ended.
    pub loaded: Moment,
    /// How long it took, in milliseconds.
    pub load_duration_ms: u64,
    /// What the last refresh that succeeded read, in a few words.
    pub extent: String,
    /// How often it is loaded: `every 5m`.
    pub rhythm: String,
    /// When the next refresh is planned.
    pub next_refresh: Option<Moment>,
    /// Whether it should have begun by now.
    pub is_overdue: bool,
    /// How many refreshes failed since the last that did not.
    pub num_failed_in_a_row: u32,
    /// Whether the last one gave data that was not taken over, which a reader may accept.
    pub is_refused: bool,
    /// When the source was last seen to hold just these rows.
    pub checked: Moment,
    /// The last failures, the latest first: when, and why.
    pub failures: Vec<(Moment, String)>,
    /// The copy of the data on disk.
    pub saved_copy: SavedCopy,
    /// Alerts and digests.
    pub alerts: AlertsStatus,
    /// When the server started.
    pub started: Moment,
    /// Version of the program.
    pub program_version: String,
    /// The cache of rendered answers.
    pub cache: CacheFigures,
    /// Every setting.
    pub settings: Vec<Setting>,
    /// Writes numbers and days.
    pub format: &'a Format,
}

/// The copy of the data on disk, for a start without the source.
#[derive(Clone, Debug, Default)]
pub struct SavedCopy {
    /// Whether it is what is being served.
    pub is_served: bool,
    /// When the data in it was loaded, and its size in bytes; none when nothing is known to be there.
    pub saved: Option<(Moment, u64)>,
    /// When and why it could not be written or used the last time; none when it could.
    pub failure: Option<(Moment, String)>,
}

/// What the cache of rendered answers holds and did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CacheFigures {
    /// Answers held.
    pub num_answers: u64,
    /// Bytes they take, about.
    pub num_bytes: u64,
    /// Bytes they may take.
    pub max_bytes: u64,
    /// Questions asked since the start.
    pub num_asked: u64,
    /// Of these, how many had to be computed.
    pub num_computed: u64,
}

/// A setting in force, without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Section and key, such as `server.port`.
    pub key: String,
    /// The value; none where it is not set.
    pub value: Option<String>,
    /// Where it was written: `default`, a line of a file, an environment variable.
    pub origin: String,
}

impl Setting {
    fn is_default(&self) -> bool {
        self.origin == "default"
    }
}

impl StatusPage<'_> {
    /// The second line of the page.
    pub fn scope_line(&self) -> ScopeLine {
        let words = if self.saved_copy.is_served {
            "The data was saved by an earlier run; the source has not been read since the start"
        } else if self.num_failed_in_a_row > 0 {
            "The last refresh failed; the data is the last that could be loaded"
        } else if self.is_overdue {
            "The planned refresh is overdue"
        } else {
            "The last refresh went well"
        };
        ScopeLine { words: words.to_owned(), result: String::new() }
    }

    /// The content of the page.
    pub fn content(&self) -> Markup {
        html! {
            (stack(Span::Half, &[self.data(), self.program()]))
            (stack(Span::Half, &[self.refreshes(), self.cache_panel()]))
            (self.alerts.panel())
            (self.rows_read())
            (self.configuration())
        }
    }

    fn data(&self) -> Panel {
        let (snapshot, format) = (self.snapshot, self.format);
        let first = Moment::of_day(snapshot.first_order_day(), format);
        let mut panel = facts(
            "Data",
            vec![
                ("As of", Moment::of_day(snapshot.as_of, format).render()),
                ("First order", first.render()),
                ("Source", html! { (self.source) }),
                ("Rights", html! { "The source is opened read-only; " (self.rights) "." }),
                ("Loaded (UTC)", self.loaded.render()),
                ("Checked (UTC)", self.checked.render()),
                ("Load took", html! { (format.integer(self.load_duration_ms)) " ms" }),
                ("Version", html! { code { (snapshot.version) } }),
                ("Copy on disk", self.saved_copy()),
            ],
        );
        panel.links = self.site.link("JSON", "/status.json", "").into_iter().collect();
        panel
    }

    fn saved_copy(&self) -> Markup {
        let copy = &self.saved_copy;
        html! {
            @if copy.is_served { (Badge::new(BadgeKind::Warn, "being served").render()) " " }
            @match &copy.saved {
                Some((at, num_bytes)) => {
                    "of the data loaded " (at) ", " (self.format.integer(num_bytes.div_ceil(1024))) " kB"
                }
                None => "none yet",
            }
            @if let Some((at, why)) = &copy.failure {
                br; (Badge::new(BadgeKind::Bad, "failed").render()) " " (at) ": " span .wrap-always { (why) }
            }
        }
    }

    fn refreshes(&self) -> Panel {
        let state = if self.num_failed_in_a_row > 0 {
            let words = match self.num_failed_in_a_row {
                1 => "failed".to_owned(),
                times => format!("failed {times} times in a row"),
            };
            Badge::new(BadgeKind::Bad, words)
        } else if self.is_overdue {
            Badge::new(BadgeKind::Warn, "overdue")
        } else {
            Badge::new(BadgeKind::Good, "in order")
        };
        let next = match &self.next_refresh {
            Some(next) => next.render(),
            None => html! { "none planned" },
        };
        let mut panel = facts(
            "Refreshes",
            vec![
                ("State", state.render()),
                ("Last", html! { (self.extent) }),
                ("Rhythm", html! { (self.rhythm) }),
                ("Next (UTC)", next),
            ],
        );
        panel.body = html! {
            (panel.body)
            @if self.is_refused {
                form .refresh-now method="post" action=(format!("{}?accept=shrink", self.site.href("/refresh"))) {
                    button .btn { "Accept the new data" }
                }
            }
            form .refresh-now method="post" action=(self.site.href("/refresh")) { button .btn { "Refresh now" } }
            @if self.failures.is_empty() {
                p .say { "None failed since the server started." }
            } @else {
                (DataTable {
                    caption: "Refreshes that failed, the latest first".to_owned(),
                    columns: columns(&[("at", "Failed (UTC)", false), ("why", "Why", false)]),
                    rows: self
                        .failures
                        .iter()
                        .map(|(at, why)| Row::Cells(vec![Cell::text(at), Cell(html! { span .wrap-always { (why) } })]))
                        .collect(),
                    total: Vec::new(),
                    is_wide: false,
                })
            }
        };
        panel
    }

    fn program(&self) -> Panel {
        let script = if self.site.htmx_href.is_some() { "on board" } else { "left out of this build" };
        facts(
            "Program",
            vec![
                ("Version", html! { (self.program_version) }),
                ("Started (UTC)", self.started.render()),
                ("htmx", html! { (script) }),
                ("Pages and files", html! { (count(self.site.routes.len() as i128, "route", self.format)) }),
            ],
        )
    }

    fn cache_panel(&self) -> Panel {
        let (cache, format) = (self.cache, self.format);
        let kilobytes = |bytes: u64| format!("{} kB", format.integer(bytes.div_ceil(1024)));
        facts(
            "Rendered answers",
            vec![
                ("Held", html! { (count(cache.num_answers, "answer", format)) }),
                ("Memory", html! { (kilobytes(cache.num_bytes)) " of " (kilobytes(cache.max_bytes)) }),
                ("Asked since the start", html! { (format.integer(cache.num_asked)) }),
                ("Of these computed", html! { (format.integer(cache.num_computed)) }),
            ],
        )
    }

    fn rows_read(&self) -> Markup {
        let format = self.format;
        let rows = Table::ALL
            .into_iter()
            .map(|table| {
                let profile = self.snapshot.profile_of(table);
                Row::Cells(vec![
                    Cell::text(table.name()),
                    Cell::text(format.integer(profile.num_rows)),
                    Cell::text(format.integer(profile.num_quarantined)),
                ])
            })
            .collect();
        let (num_rows, num_left_out) = self.snapshot.num_source_rows();
        let total = vec![
            Cell::text("All"),
            Cell::text(format.integer(num_rows)),
            Cell::text(format.integer(num_left_out)),
        ];
        let table = DataTable {
            caption: "Rows of the source tables".to_owned(),
            columns: columns(&[
                ("table", "Table", false),
                ("rows", "Rows read", true),
                ("out", "Left out", true),
            ]),
            rows,
            total,
            is_wide: false,
        };
        let mut panel = Panel::new(Span::Third, "Rows", table.render());
        panel.links = self.site.link("Data quality", "/data-quality", "").into_iter().collect();
        panel.render()
    }

    fn configuration(&self) -> Markup {
        let set: Vec<&Setting> = self.settings.iter().filter(|setting| !setting.is_default()).collect();
        let all: Vec<&Setting> = self.settings.iter().collect();
        let body = html! {
            @if !set.is_empty() { (settings("Settings that were given", &set)) }
            details .data {
                summary { "All " (count(all.len() as i128, "setting", self.format)) }
                (settings("All settings", &all))
            }
        };
        let mut panel = Panel::new(Span::TwoThirds, "Configuration", body);
        panel.sentence = match set.len() {
            0 => "Every setting has its default.".to_owned(),
            1 => "1 setting was given, the others have their defaults.".to_owned(),
            number => {
                format!(
                    "{} were given, the others have their defaults.",
                    count(number as i128, "setting", self.format)
                )
            }
        };
        panel.note = "Passwords are never shown.".to_owned();
        panel.render()
    }
}

fn settings(caption: &str, settings: &[&Setting]) -> DataTable {
    let row = |setting: &&Setting| {
        Row::Cells(vec![
            Cell(html! { code { (breakable(&setting.key)) } }),
            match &setting.value {
                Some(value) => Cell(html! { span .wrap-always { (value) } }),
                None => Cell(html! { span .dim { "not set" } }),
            },
            Cell(html! { span .dim[setting.is_default()] { (breakable(&setting.origin)) } }),
        ])
    };
    DataTable {
        caption: caption.to_owned(),
        columns: columns(&[("key", "Setting", false), ("value", "Value", false), ("origin", "From", false)]),
        rows: settings.iter().map(row).collect(),
        total: Vec::new(),
        is_wide: false,
    }
}

fn facts(title: &str, entries: Vec<(&str, Markup)>) -> Panel {
    let entries = entries.into_iter().map(|(term, value)| (term.to_owned(), value)).collect();
    Panel::new(Span::Full, title, DefinitionList { entries }.render())
}

fn columns(shape: &[(&str, &str, bool)]) -> Vec<Column> {
    shape
        .iter()
        .map(|&(key, label, is_number)| Column {
            key: key.to_owned(),
            label: label.to_owned(),
            is_number,
            ..Column::default()
        })
        .collect()
}
