//! EPSS and KEV as they are published.

use std::fs;

use portcullis_vuln_match::enrichment::{EnrichmentLimits, Epss, Kev};
use serde_json::{Value, json};

use crate::harness::{Set, data};

/// Every entry of the catalogue is read, and says the same in JSON and in CSV.
#[test]
fn known_exploited_vulnerabilities() {
    let Some(folder) = data("enrichment/kev") else {
        return;
    };
    let bytes = |name: &str| fs::read(folder.join(name)).unwrap();
    let text = bytes("known_exploited_vulnerabilities.json");
    let limits = EnrichmentLimits::default();
    let json = Kev::read(&text, &limits).unwrap();
    let csv = Kev::read(&bytes("known_exploited_vulnerabilities.csv"), &limits).unwrap();
    let document: Value = serde_json::from_slice(&text).unwrap();
    let mut set = Set::new("kev");
    for entry in document["vulnerabilities"].as_array().unwrap() {
        let id = entry["cveID"].as_str().unwrap();
        let found = json.of(id);
        let added = found.map(|exploited| exploited.added.to_string());
        let due = found
            .and_then(|exploited| exploited.due)
            .map(|due| due.to_string());
        let same =
            added.as_deref() == entry["dateAdded"].as_str() && due.as_deref() == entry["dueDate"].as_str();
        set.case(
            same && csv.of(id) == found,
            || json!({"id": id, "found": format!("{found:?}")}),
        );
    }
    let whole = json.stated_count() == Some(json.len() as u64) && json.set_aside().count() == 0;
    set.case(
        whole && csv.len() == json.len(),
        || json!({"csv": csv.len(), "json": json.len()}),
    );
    set.finish();
}

/// Every row is read as a spreadsheet would read it.
#[test]
fn probabilities_of_exploitation() {
    let Some(folder) = data("enrichment/epss") else {
        return;
    };
    let text = fs::read_to_string(folder.join("epss_subset.csv")).unwrap();
    let epss = Epss::read(text.as_bytes(), &EnrichmentLimits::default()).unwrap();
    let mut set = Set::new("epss");
    for line in text.lines().filter(|line| line.starts_with("CVE-")) {
        // The first columns have no quotes; a rest with commas or line breaks does not matter.
        let fields: Vec<&str> = line.splitn(5, ',').collect();
        // Five decimals are published: whole hundred-thousandths, halves up.
        let share = |text: &str| {
            let published = (text.parse::<f64>().ok()? * 100_000.0).round() as u32;
            Some(((published + 5) / 10) as u16)
        };
        let expected = (share(fields[2]), share(fields[3]));
        let found = epss
            .of(fields[0])
            .map(|found| (Some(found.probability), found.percentile));
        set.case(
            found == Some(expected),
            || json!({"line": line, "found": format!("{found:?}")}),
        );
    }
    set.finish();
}
