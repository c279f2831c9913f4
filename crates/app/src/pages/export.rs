//! `/export/DATASET.csv`, `.json`, `.xlsx`: a dataset under the filters of the address, all rows.

use analytics::catalogue;

use super::{Asked, Content, Page, PageKind, Question};
use crate::export::{Export, Format};
use crate::http::refusal::Refusal;

/// The exports.
pub(crate) const PAGE: Page = Page { address: "/export/:file", kind: PageKind::File, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let file = asked.route.get("file").map_or("", String::as_str);
    let (name, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let dataset = catalogue::dataset(name).ok_or_else(|| {
        Refusal::not_found(format!("There is no dataset {name}; the definitions list them."))
    })?;
    let format = Format::ALL.into_iter().find(|format| format.extension() == extension).ok_or_else(|| {
        Refusal::not_found(format!("{name} can be had as .csv, .json or .xlsx, not as `{extension}`."))
    })?;
    let address = asked.address(format!("/export/{file}"), &[])?;
    let question = format!("{}?{}", address.path, address.scope_query());
    Ok(Question::new(question, move |asked| {
        let configured = &asked.app.settings.meaning.policy;
        Content::export(&Export::new(dataset, &asked.served.snapshot, &address.scope, configured), format)
    }))
}
