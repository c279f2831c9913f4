//! Every page can be printed.

use fantoccini::wd::PrintConfiguration;

use crate::harness::chromium::Browser;
use crate::serving::on_classic_models;
use crate::serving::page::navigation;

/// A page with a title and nothing else takes about this much.
const LEAST_BYTES: usize = 15_000;

#[test]
fn paper_is_not_empty() {
    let Some(dashboard) = on_classic_models() else { return };
    let (address, pages) = (dashboard.address.clone(), navigation(dashboard));
    Browser::default().visit(move |client| async move {
        for page in pages {
            client.goto(&format!("{address}{page}")).await.unwrap();
            let pdf = client.print(PrintConfiguration::default()).await.unwrap();
            assert!(pdf.starts_with(b"%PDF-"), "{page} prints");
            assert!(pdf.len() > LEAST_BYTES, "{page} prints {} bytes", pdf.len());
        }
    });
}
