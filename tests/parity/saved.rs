//! The copy on disk gives the numbers of the database that it was made of.

use analytics::policy::{AsOf, Regions};
use store::{Circumstances, SavedCopy};

use super::{check, golden, load, shared, sqlite_url};

#[test]
fn a_saved_copy_gives_the_expected_files() {
    let Some(golden) = golden() else { return };
    for database in ["classicmodels.sqlite", "edge-a.sqlite", "edge-b.sqlite"] {
        let Some(file) = shared::path(&format!("data/{database}")) else { return };
        let url = sqlite_url(&file);
        let snapshot = load(&url, None);
        let folder = tempfile::tempdir().unwrap();
        let copy = SavedCopy::new(folder.path(), &url, None).unwrap();
        let regions = Regions::default();
        let of =
            Circumstances { source: database, loaded_at_ms: 0, regions: &regions, is_of_last_order: true };
        copy.save(&snapshot, &of).unwrap();
        let restored = copy.restore(&regions, AsOf::LastOrder).unwrap().expect("it was just saved");
        assert_eq!(restored.snapshot.version, snapshot.version, "{database}");
        check(&restored.snapshot, golden.iter().filter(|golden| golden.database == database));
    }
}
