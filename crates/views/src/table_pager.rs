//! The pages of a table on a page whose option `page` turns them.

use analytics::table_query::{ROWS_PER_PAGE, TablePage};
use units::Format;

use crate::address::Address;
use crate::components::Pager;
use crate::frame::Site;

/// The pager below a table: which rows are shown, and the address of every page.
///
/// # Panics
/// If the page has no option `page`: a mistake in the page that any request of it shows.
pub fn table_pager(site: &Site, address: &Address, shown: &TablePage, format: &Format) -> Pager {
    let first = (shown.page - 1) * ROWS_PER_PAGE;
    let number = |number: usize| format.integer(number as i128);
    let words = match shown.rows.len() {
        0 => "No rows".to_owned(),
        1 => format!("Row {} of {}", number(first + 1), number(shown.num_matching)),
        rows => {
            format!("Rows {}–{} of {}", number(first + 1), number(first + rows), number(shown.num_matching))
        }
    };
    let href = |page: usize| {
        let page = if page == 1 { String::new() } else { page.to_string() };
        address.with_option("page", &page).href(site)
    };
    Pager { words, hrefs: (1..=shown.num_pages).map(href).collect(), current: shown.page - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::PageOption;

    fn check(page: usize, num_matching: usize, words: &str, last_href: &str) {
        let num_pages = num_matching.div_ceil(ROWS_PER_PAGE).max(1);
        let first = (page - 1) * ROWS_PER_PAGE;
        let rows = (first..num_matching.min(first + ROWS_PER_PAGE)).collect();
        let shown = TablePage { rows, page, num_pages, num_matching, totals: Vec::new() };
        let address = Address::new("/data-quality", const { &[PageOption { name: "page", values: &[] }] });
        let pager = table_pager(&Site::default(), &address, &shown, &Format::default());
        assert_eq!(pager.words, words);
        assert_eq!(pager.hrefs.last().map(String::as_str), Some(last_href));
    }

    #[test]
    fn says_which_rows_and_leads_to_the_others() {
        check(1, 0, "No rows", "/data-quality");
        check(1, 7, "Rows 1–7 of 7", "/data-quality");
        check(2, 26, "Row 26 of 26", "/data-quality?page=2");
        check(2, 1_230, "Rows 26–50 of 1,230", "/data-quality?page=50");
    }
}
