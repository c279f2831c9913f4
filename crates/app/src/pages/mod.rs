//! The pages. Each is one file: it parses the request into a question, and shows the answer.
//!
//! To add one: write `pages/NAME.rs` with a `pub const PAGE: Page`, and list it in [`ALL`].

mod asked;
mod bad_parameter;
mod chart;
mod data_quality;
pub(crate) mod days;
mod deep_dive;
mod definitions;
mod entity;
mod executive;
mod export;
pub(crate) mod frame;
mod gallery;
mod insights;
mod openapi;
mod opportunities;
mod order;
mod organization;
mod recommendations;
mod regional;
mod risks;
mod search;
mod status;
mod table_rows;
mod what_changed;

use std::io;

use maud::Markup;
use views::Frame;

pub(crate) use asked::Asked;

use crate::http::refusal::Refusal;

/// Every page, in the order of the navigation.
pub(crate) const ALL: &[Page] = &[
    executive::PAGE,
    regional::PAGE,
    risks::PAGE,
    opportunities::PAGE,
    deep_dive::PAGE,
    insights::PAGE,
    what_changed::PAGE,
    recommendations::PAGE,
    entity::customer::PAGE,
    entity::product::PAGE,
    entity::sales_rep::PAGE,
    order::PAGE,
    entity::country::PAGE,
    entity::office::PAGE,
    search::PAGE,
    data_quality::PAGE,
    organization::PAGE,
    definitions::PAGE,
    status::PAGE,
    status::JSON,
    openapi::PAGE,
    export::PAGE,
    chart::PAGE,
    gallery::PAGE,
];

/// Addresses that lead to another one, with their queries.
pub(crate) const REDIRECTS: &[(&str, &str)] = &[("/deep-dive", "/deep-dive/customers")];

/// What a page is: where it stands, how it is kept, and how a request becomes an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    /// Its route below the base path, such as `/` or `/customers/:number`.
    pub address: &'static str,
    /// What its answers depend on.
    pub kind: PageKind,
    /// Queries (without `?`) that are asked so often that they are answered right after a refresh; only for routes without parameters.
    pub warm: &'static [&'static str],
    /// Reads the request. Cheap: it computes nothing.
    pub ask: fn(&Asked) -> Result<Question, Refusal>,
}

/// What the answers of a page depend on besides the data and the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageKind {
    /// Freshness of the data, theme, and whether htmx asks: a page for people.
    Page,
    /// The same, and how the data compares with its source.
    Reconciled,
    /// Nothing: an export or a stand-alone chart.
    File,
    /// The moment: what the server is doing. Never kept.
    Live,
}

/// A request that was understood.
pub(crate) struct Question {
    /// Path and canonical query below the base path: equal questions have equal addresses.
    pub address: String,
    /// How it is answered.
    pub show: Show,
}

/// How a question is answered.
pub(crate) enum Show {
    /// As a whole, which is kept for others who ask the same.
    Whole(ShowWhole),
    /// By a file that is written while it is sent. Describing it computes nothing.
    Download(Box<dyn FnOnce(&Asked) -> Download + Send>),
}

/// Computes and shows an answer; runs on a thread where computing is welcome.
pub(crate) type ShowWhole = Box<dyn FnOnce(&Asked) -> Result<Content, Refusal> + Send>;

/// Writes a file.
pub(crate) type Write = Box<dyn FnOnce(&mut (dyn io::Write + Send)) -> io::Result<()> + Send>;

/// A file that is written while it is sent.
pub(crate) struct Download {
    /// Media type with its charset.
    pub content_type: &'static str,
    /// Name under which a browser saves it.
    pub file_name: String,
    /// Whether it is compressed in itself, as an XLSX file is.
    pub is_compressed: bool,
    /// Computes what is written; runs on a thread where computing is welcome.
    pub prepare: Box<dyn FnOnce() -> Write + Send>,
}

/// What a question is answered with.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// Media type with its charset.
    pub content_type: &'static str,
    /// Name under which a browser saves it; images are shown all the same. None for pages.
    pub file_name: Option<String>,
    /// Whether it is compressed in itself, as a PNG file is.
    pub is_compressed: bool,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Question {
    /// A question of this canonical address.
    pub(crate) fn new(
        address: impl Into<String>,
        show: impl FnOnce(&Asked) -> Result<Content, Refusal> + Send + 'static,
    ) -> Question {
        Question { address: address.into(), show: Show::Whole(Box::new(show)) }
    }

    /// A question of this canonical address that a file answers.
    pub(crate) fn download(
        address: impl Into<String>,
        describe: impl FnOnce(&Asked) -> Download + Send + 'static,
    ) -> Question {
        Question { address: address.into(), show: Show::Download(Box::new(describe)) }
    }
}

impl Content {
    /// A page, or the part of it that htmx swaps, whichever the reader wants.
    pub(crate) fn page(asked: &Asked, frame: &Frame<'_>, content: &Markup) -> Content {
        let html =
            if asked.reader.wants_fragment { frame.fragment(content) } else { frame.document(content) };
        Content {
            content_type: "text/html; charset=utf-8",
            file_name: None,
            is_compressed: false,
            bytes: html.into_string().into_bytes(),
        }
    }
}
