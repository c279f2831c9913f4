//! `/definitions`: what every figure means, with the thresholds and regions in force.

use views::pages::definitions::{DefinitionsPage, OPTIONS, TITLE};

use super::{Asked, Content, Page, PageKind, Question};
use crate::http::refusal::Refusal;

/// The page.
pub(crate) const PAGE: Page = Page { address: "/definitions", kind: PageKind::Page, warm: &[""], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address(PAGE.address, OPTIONS)?.with_scope(|scope| *scope = scope.unfiltered());
    Ok(Question::new(address.below_base(), move |asked| {
        let app = &asked.app;
        let page = DefinitionsPage {
            site: &app.site,
            snapshot: &asked.served.snapshot,
            policy: &asked.policy(&address),
            query: &address.scope_query(),
            regions: &app.settings.meaning.regions,
            targets: &app.settings.targets.hundredths,
            format: &app.settings.display.format,
        };
        let mut frame = asked.frame_at(&address, TITLE);
        frame.page = Some(views::Page::Definitions);
        frame.scope = page.scope_line();
        Ok(Content::page(asked, &frame, &page.content()))
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use analytics::thresholds::THRESHOLDS;

    use crate::settings::settings_of;

    #[test]
    fn every_configured_threshold_is_explained() {
        let settings = settings_of(&[]).unwrap();
        let configured: BTreeSet<&str> =
            settings.in_force.iter().filter_map(|setting| setting.key.strip_prefix("thresholds.")).collect();
        let explained: BTreeSet<&str> = THRESHOLDS.iter().map(|threshold| threshold.key).collect();
        assert_eq!(explained, configured);
    }
}
