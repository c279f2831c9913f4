//! `/data-quality`: the checks, the rows behind them, the source tables.

use analytics::answers::offending_rows::offending_rows;
use analytics::answers::quality_summary::QualitySummary;
use analytics::quality::Check;
use analytics::scope::{BadParameter, Scope};
use analytics::snapshot::Snapshot;
use views::Moment;
use views::address::Address;
use views::pages::data_quality::{DataQualityPage, FoundRows, OPTIONS, TITLE};

use super::table_rows::table_query;
use super::{Asked, Content, Page, PageKind, Question, bad_parameter};
use crate::http::refusal::Refusal;
use crate::jobs::reconcile::Reconciled;

/// The page.
pub(crate) const PAGE: Page = Page { address: "/data-quality", kind: PageKind::Reconciled, warm: &[""], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address(PAGE.address, OPTIONS)?.with_scope(|scope| *scope = Scope::default());
    let refuse = |bad: BadParameter| bad_parameter::refuse(asked, PAGE.address, OPTIONS, &bad);
    chosen(&asked.served.snapshot, &address).map_err(refuse)?;
    let query = table_query(&address).map_err(refuse)?;
    Ok(Question::new(address.below_base(), move |asked| {
        let app = &asked.app;
        let snapshot = &*asked.served.snapshot;
        let check = chosen(snapshot, &address).ok().flatten();
        let found = check.map(|check| {
            let table = offending_rows(check);
            let shown = query.ask(&table);
            (check, table, shown)
        });
        let page = DataQualityPage {
            site: &app.site,
            address: &address,
            snapshot,
            summary: &QualitySummary::of(snapshot),
            found: found.as_ref().map(|(check, table, shown)| FoundRows { check, table, shown }),
            reconciled: reconciled(asked),
            format: &app.settings.display.format,
        };
        let mut frame = asked.frame(TITLE);
        frame.page = Some(views::Page::DataQuality);
        frame.scope = page.scope_line();
        Ok(Content::page(asked, &frame, &page.content()))
    }))
}

/// How the data compares with its source, for people.
fn reconciled(asked: &Asked) -> views::pages::data_quality::Reconciled<'_> {
    use views::pages::data_quality::Reconciled as Shown;
    match asked.served.reconciling.get() {
        None => Shown::Pending,
        Some(Reconciled::Compared(compared)) => {
            let at = Moment::of_instant(compared.at.timestamp(), &asked.app.settings.display.format);
            Shown::Compared(&compared.reconciliation, at)
        }
        Some(Reconciled::Failed(why, _)) => Shown::Failed(why),
        Some(Reconciled::SavedCopy) => Shown::SavedCopy,
    }
}

/// The check whose rows are shown: the one asked for, else the worst that found something.
fn chosen<'a>(snapshot: &'a Snapshot, address: &Address) -> Result<Option<&'a Check>, BadParameter> {
    let checks = &snapshot.quality.checks;
    let id = address.option("check");
    if id.is_empty() {
        return Ok(checks.iter().find(|check| check.num_violations > 0));
    }
    checks.iter().find(|check| check.id == id).map(Some).ok_or_else(|| BadParameter {
        name: "check".to_owned(),
        value: id.to_owned(),
        problem: "there is no such check; the page lists all".to_owned(),
    })
}
