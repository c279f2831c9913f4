//! Pages of a table, as links.
use maud::{Markup, Render, html};

use crate::link::LiveLink;

/// Pages shown around the present one.
const AROUND: usize = 1;

/// So many pages are all shown.
const ALL_SHOWN: usize = 7;

/// The pages of a table.
#[derive(Clone, Debug)]
pub struct Pager {
    /// `Rows 1–25 of 122, by revenue, largest first`.
    pub words: String,
    /// Address of each page, the first first.
    pub hrefs: Vec<String>,
    /// Position of the page shown.
    pub current: usize,
}

impl Pager {
    /// Positions shown: first, last, those around the present one; none where some are left out.
    fn shown(&self) -> Vec<Option<usize>> {
        if self.hrefs.len() <= ALL_SHOWN {
            return (0..self.hrefs.len()).map(Some).collect();
        }
        let last = self.hrefs.len().saturating_sub(1);
        let mut shown = Vec::new();
        let mut previous = None;
        for page in 0..self.hrefs.len() {
            if page != 0 && page != last && page.abs_diff(self.current) > AROUND {
                continue;
            }
            match previous {
                Some(before) if page == before + 2 => shown.push(Some(before + 1)),
                Some(before) if page > before + 2 => shown.push(None),
                _ => {}
            }
            shown.push(Some(page));
            previous = Some(page);
        }
        shown
    }

    fn link(&self, page: usize, id: &str, words: &str) -> Markup {
        let current = (page == self.current).then_some("page");
        LiveLink { href: &self.hrefs[page], id: Some(id), current, ..LiveLink::default() }.around(words)
    }
}

impl Render for Pager {
    fn render(&self) -> Markup {
        html! {
            div .toolbar.pager {
                p { (self.words) }
                @if self.hrefs.len() > 1 {
                    nav .seg aria-label="Pages of the table" {
                        @if self.current > 0 { (self.link(self.current - 1, "page-previous", "Previous")) }
                        @for page in self.shown() {
                            @if let Some(page) = page {
                                (self.link(page, &format!("page-{}", page + 1), &(page + 1).to_string()))
                            } @else {
                                span { "…" }
                            }
                        }
                        @if self.current + 1 < self.hrefs.len() { (self.link(self.current + 1, "page-next", "Next")) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_of_pages_leave_out_the_middle() {
        for (pages, current, expected) in [
            (1, 0, "0"),
            (5, 0, "0 1 2 3 4"),
            (9, 0, "0 1 … 8"),
            (9, 3, "0 1 2 3 4 … 8"),
            (20, 9, "0 … 8 9 10 … 19"),
            (20, 19, "0 … 18 19"),
            (0, 0, ""),
        ] {
            let pager = Pager { words: String::new(), hrefs: vec![String::new(); pages], current };
            let shown =
                pager.shown().into_iter().map(|page| page.map_or("…".to_owned(), |page| page.to_string()));
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{pages} pages, at {current}");
        }
    }
}
