//! `/export/DATASET.csv`, `.json`, `.xlsx`: a dataset under the filters of the address, all rows.

use analytics::catalogue;
use views::address::PageOption;

use super::{Asked, Download, Page, PageKind, Question};
use crate::access::audit;
use crate::export::{Export, Format, Texts, file_name};
use crate::http::refusal::Refusal;

/// The exports.
pub(crate) const PAGE: Page = Page { address: "/export/:file", kind: PageKind::File, warm: &[], ask };

/// `raw=1`: texts of a CSV as the data has them, even those that a spreadsheet would take for formulas.
pub(super) const CSV_OPTIONS: &[PageOption] = &[PageOption { name: "raw", values: &["0", "1"] }];

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let file = asked.route.get("file").map_or("", String::as_str);
    let (name, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let dataset = catalogue::dataset(name).ok_or_else(|| {
        Refusal::not_found(format!("There is no dataset {name}; the definitions list them."))
    })?;
    let format = Format::ALL.into_iter().find(|format| format.extension() == extension).ok_or_else(|| {
        Refusal::not_found(format!("{name} can be had as .csv, .json or .xlsx, not as `{extension}`."))
    })?;
    // In the other formats a text is a text.
    let options = if format == Format::Csv { CSV_OPTIONS } else { &[] };
    let address = asked.address(format!("/export/{file}"), options)?;
    let is_raw = format == Format::Csv && address.option("raw") == "1";
    let texts = if is_raw { Texts::Exact } else { Texts::Harmless };
    Ok(Question::download(address.below_base(), move |asked| {
        let (app, snapshot) = (asked.app.clone(), asked.served.snapshot.clone());
        let as_of = snapshot.as_of.to_string();
        let user = asked.reader.visitor.name().map(str::to_owned);
        Download {
            content_type: format.content_type(),
            file_name: file_name(dataset.name, &address.scope_query(), &as_of, format.extension()),
            is_compressed: format == Format::Xlsx,
            prepare: Box::new(move || {
                let settings = &app.settings;
                let export = Export::new(dataset, &snapshot, &address.scope, &settings.meaning.policy);
                audit::exported(
                    user.as_deref(),
                    dataset.name,
                    format.extension(),
                    &export.scope,
                    export.table.rows().len(),
                );
                let scratch = settings.data_dir.clone();
                Box::new(move |mut out| export.write(format, texts, &scratch, &mut out))
            }),
        }
    }))
}
