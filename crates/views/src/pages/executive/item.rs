//! What the page's sections call an item, and where a click on one leads.

use analytics::answers::breakdown::Dimension;

use super::ExecutivePage;
use crate::item;

/// An item's name; none stands for what has no such thing.
pub(super) fn name(page: &ExecutivePage<'_>, dimension: Dimension, index: Option<usize>) -> String {
    item::name(page.view.snapshot, dimension, index)
}

/// The page of the item if there is one, else this page filtered by it, unless it is already.
pub(super) fn href(page: &ExecutivePage<'_>, dimension: Dimension, index: Option<usize>) -> Option<String> {
    item::href(page.site, page.address, page.view.snapshot, dimension, index)
}
