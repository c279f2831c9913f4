//! Every chart kind with its edge cases, from made-up numbers: what the golden test compares, and what one
//! looks at to judge a change.

mod changes;
mod maps;
mod parts;
mod plots;
mod rankings;
mod small;
mod staircases;
mod tables;
mod trends;
mod writing;

use maud::Markup;
use units::Month;

use crate::standalone::{self, Colours};
use crate::{Choropleth, Figure, Link, Movers, Scatter};
use rankings::{ranking, row, sample_ranking};
use staircases::sample_pareto;
use trends::{YEAR, sample_trend};
use writing::{percent, short_dollars};

/// One drawing of the gallery.
#[derive(Clone, Debug)]
pub struct GalleryEntry {
    /// Stable name, unique in the gallery; also the id of the figure.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The drawing.
    pub markup: Markup,
}

impl GalleryEntry {
    /// Whether the drawing brings its title; small parts of pages have none.
    pub fn has_title(&self) -> bool {
        self.markup.0.starts_with("<figure")
    }
}

/// All kinds with their edge cases, always in the same order and with the same numbers.
pub fn gallery() -> Vec<GalleryEntry> {
    [
        trends::trends(),
        rankings::rankings(),
        staircases::staircases(),
        changes::changes(),
        changes::waterfalls(),
        small::sparklines(),
        small::cells(),
        parts::stacks(),
        parts::donuts(),
        tables::heat_maps(),
        tables::organizations(),
        plots::scatters(),
        maps::maps(),
    ]
    .concat()
}

/// Stand-alone files in their cases, as id and document.
pub fn standalone_gallery(colours: Colours<'_>) -> Vec<(String, String)> {
    let figure = |title: &str| Figure {
        title: title.to_owned(),
        sentence: "One sentence says what the chart shows; <angles> & ampersands are text.".to_owned(),
        ..Figure::default()
    };
    let trend = |values: &[_]| {
        let trend = sample_trend(Month::new(2004, 6), values, true);
        standalone::trend(&figure("Revenue by month"), &trend, &short_dollars, colours)
    };
    let pareto =
        |count| standalone::pareto(&figure("Concentration"), &sample_pareto(count, 0.95), &percent, colours);
    let long =
        row("Donaudampfschifffahrtsgesellschaftskapitänsmütze & Sons of a Very Long Name", 70e3, None, "7.0");
    let ranked = |bars| standalone::ranked_bars(&figure("Where revenue comes from"), &bars, colours);
    let map = |map| standalone::choropleth(&figure("Revenue by country"), &map, &short_dollars, colours);
    let scatter = |data| {
        standalone::scatter(&figure("Revenue against limit"), &data, &short_dollars, &short_dollars, colours)
    };
    let entry = |id: &str, document| (format!("file-{id}"), document);
    vec![
        entry("trend", trend(&YEAR)),
        entry("trend-empty", trend(&[])),
        entry("ranked", ranked(sample_ranking())),
        entry("ranked-long-name", ranked(ranking(vec![row("Spain", 98e3, Some(71e3), "9.8"), long]))),
        entry("ranked-empty", ranked(ranking(vec![]))),
        entry("ranked-note", {
            let note = "All periods · made-up numbers, which nobody sold; a note is wrapped where it is longer than the \
                        drawing is wide, and stands below everything else.";
            let noted = Figure { note: Some(note.to_owned()), ..figure("Where revenue comes from") };
            standalone::ranked_bars(&noted, &sample_ranking(), colours)
        }),
        entry("pareto", pareto(84)),
        entry("pareto-empty", pareto(0)),
        entry("map", map(maps::with_inset())),
        entry("map-empty", map(Choropleth::default())),
        entry("movers", standalone::movers(&figure("What changed"), &changes::sample_movers(), colours)),
        entry("movers-empty", standalone::movers(&figure("What changed"), &Movers::default(), colours)),
        entry("waterfall", standalone::waterfall(&figure("Bridge"), &changes::sample_waterfall(), colours)),
        entry("stacked", standalone::stacked_bars(&figure("Parts"), &parts::sample_stacks(), colours)),
        entry("heat", {
            standalone::heat_map(&figure("Months"), &tables::sample_heat_map(), &short_dollars, colours)
        }),
        entry("org", standalone::org_tree(&figure("Who sells"), &tables::sample_organization(), colours)),
        entry("scatter", scatter(plots::sample_scatter())),
        entry("scatter-empty", scatter(Scatter::default())),
    ]
}

/// A kind in one of its cases.
fn entry(id: &str, title: &str, draw: impl FnOnce(&Figure) -> Markup) -> GalleryEntry {
    let figure = Figure {
        id: id.to_owned(),
        title: title.to_owned(),
        sentence: "One sentence says what the chart shows, with a signed amount of −$1.62M in it.".to_owned(),
        links: vec![Link::new("Table", "?table"), Link::new("CSV", "?csv")],
        ..Figure::default()
    };
    GalleryEntry { id: id.to_owned(), title: title.to_owned(), markup: draw(&figure) }
}
