//! The bill as a `CycloneDX` document, the standard that scanners for known vulnerabilities read.
//!
//! Source: the specification of `CycloneDX` 1.5, JSON. Without serial number and time, so that equal bills are equal files.

use serde_json::{Value, json};

use crate::parts::{Bill, Part};

/// The document with a line break at its end.
pub(crate) fn document(bill: &Bill) -> String {
    let program = format!("pkg:generic/dashboard@{}", bill.version);
    let used: Vec<&str> = bill.parts.iter().flat_map(|part| &part.uses).map(String::as_str).collect();
    // What no other part uses is used by the program itself; so every part hangs on something.
    let direct: Vec<String> =
        bill.parts.iter().map(Part::address).filter(|address| !used.contains(&&**address)).collect();
    let mut dependencies = vec![json!({"ref": program, "dependsOn": direct})];
    dependencies.extend(bill.parts.iter().map(|part| json!({"ref": part.address(), "dependsOn": part.uses})));
    let document = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {
            "type": "application",
            "bom-ref": program,
            "name": "dashboard",
            "version": bill.version,
        }},
        "components": bill.parts.iter().map(component).collect::<Vec<_>>(),
        "dependencies": dependencies,
    });
    format!("{document:#}\n")
}

fn component(part: &Part) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": part.address(),
        "name": part.name,
        "version": part.version,
        "purl": part.address(),
    });
    if let Some(licence) = &part.licence {
        component["licenses"] = json!([{"expression": licence}]);
    }
    if let Some(repository) = &part.repository {
        component["externalReferences"] = json!([{"type": "vcs", "url": repository}]);
    }
    component
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::parts;

    #[test]
    fn every_part_is_there_once_and_every_reference_leads_to_one() {
        let bill = parts::of_the_program().unwrap();
        let document: Value = serde_json::from_str(&document(&bill)).unwrap();
        let components = document["components"].as_array().unwrap();
        let known: BTreeSet<&str> = components.iter().map(|part| part["bom-ref"].as_str().unwrap()).collect();
        assert_eq!(known.len(), bill.parts.len());
        assert!(known.len() > 100, "{}", known.len());
        for dependency in document["dependencies"].as_array().unwrap() {
            for used in dependency["dependsOn"].as_array().unwrap() {
                assert!(known.contains(used.as_str().unwrap()), "{dependency}");
            }
        }
    }
}
