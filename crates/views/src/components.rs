//! What pages are made of; one file is one thing on the screen.
mod badge;
mod change;
mod data_table;
mod definition_list;
mod empty;
mod error_page;
mod kpi;
mod pager;
mod panel;
mod segmented;
mod table_tools;
mod what_if;

pub use badge::{Badge, BadgeKind};
pub use change::{Change, Direction, Judgement};
pub use data_table::{Cell, Column, DataTable, Row, Sort, SortOrder};
pub use definition_list::DefinitionList;
pub use empty::EmptyState;
pub use error_page::ErrorPage;
pub use kpi::{Definition, Kpi, KpiGrid, KpiValue, Target};
pub use pager::Pager;
pub use panel::{Panel, Span, stack};
pub use segmented::{Segmented, Tabs};
pub use table_tools::TableTools;
pub use what_if::{ThresholdField, WhatIf};
