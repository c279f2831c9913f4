//! Nothing in this scope: which filter to loosen.

use maud::{Markup, Render};

use super::ExecutivePage;
use crate::pages::empty_scope::EmptyScope;

/// A sentence, and the page without each filter that leads to orders.
pub(super) fn section(page: &ExecutivePage<'_>) -> Markup {
    let &ExecutivePage { site, address, view, answers, format } = page;
    EmptyScope { site, address, view, loosened: &answers.loosened, format }.render()
}
