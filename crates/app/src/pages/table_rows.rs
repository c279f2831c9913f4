//! Which rows of a table an address asks for, on pages with the options `q` and `page`.

use analytics::scope::BadParameter;
use analytics::table_query::TableQuery;
use views::address::Address;

/// Search and page of an address.
///
/// # Errors
/// When the page is no number from 1.
pub(crate) fn table_query(address: &Address) -> Result<TableQuery, BadParameter> {
    let text = address.option("page");
    let page = if text.is_empty() { Some(1) } else { text.parse().ok().filter(|&page| page >= 1) };
    let page = page.ok_or_else(|| BadParameter {
        name: "page".to_owned(),
        value: text.to_owned(),
        problem: "it takes a number from 1".to_owned(),
    })?;
    Ok(TableQuery { sort: None, only: Vec::new(), search: address.option("q").to_owned(), page })
}

#[cfg(test)]
mod tests {
    use views::address::PageOption;

    use super::*;

    #[test]
    fn a_page_is_a_number_from_1() {
        const OPTIONS: &[PageOption] =
            &[PageOption { name: "q", values: &[] }, PageOption { name: "page", values: &[] }];
        for (query, expected) in [
            ("", Some((1, ""))),
            ("page=3&q=late", Some((3, "late"))),
            ("page=0", None),
            ("page=-1", None),
            ("page=two", None),
        ] {
            let address = Address::parse("/data-quality", OPTIONS, query).unwrap();
            let asked = table_query(&address).ok().map(|query| (query.page, query.search));
            assert_eq!(asked, expected.map(|(page, search)| (page, search.to_owned())), "{query}");
        }
    }
}
