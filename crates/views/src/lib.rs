//! Pages: the frame, the components and the style sheet, as functions from plain values to markup.
//!
//! Invariant: computes no number and knows neither HTTP nor the clock; it formats and arranges what it is given.
//! Every address given to it is complete, base path included. No inline script, and no inline style but in e-mails.
pub mod address;
pub mod breakable;
pub mod chart;
pub mod chart_file;
pub mod components;
pub mod digest;
pub mod entity_link;
pub mod export_links;
pub mod filter_bar;
pub mod filters;
pub mod frame;
pub mod icon;
pub mod insight;
pub mod item;
pub mod link;
pub mod measure;
mod moment;
mod nav;
mod notice;
pub mod pages;
pub mod scope_words;
mod stylesheet;
pub mod table_pager;
pub mod theme;
pub mod threshold_words;
pub mod top_bars;
mod visitor;
pub mod what_if;
pub mod world_map;

pub use filter_bar::FilterBar;
pub use frame::{Frame, Freshness, ScopeLine, Site};
pub use link::{Link, LiveLink};
pub use moment::Moment;
pub use nav::Page;
pub use notice::{Notice, NoticeKind};
pub use stylesheet::stylesheet;
pub use visitor::Visitor;
