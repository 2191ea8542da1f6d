//! The formats other programs read.

use portcullis_findings::Report;
use portcullis_findings::exchange::{report, sarif};

use crate::example;

#[test]
fn sarif_of_a_report_with_everything() {
    insta::assert_snapshot!(sarif::to_string(&example::report(), &sarif::Options::default()));
}

#[test]
fn report_with_everything() {
    insta::assert_snapshot!(report::to_string(&example::report()));
}

#[test]
fn the_order_of_collection_does_not_show() {
    let report = example::report();
    let again = Report::builder(report.tool().clone())
        .at(report.at().unwrap())
        .notes(report.notes().iter().rev().cloned())
        .gaps(report.gaps().iter().rev().cloned())
        .suppressed(report.suppressed().iter().rev().cloned())
        .findings(report.findings().iter().rev().cloned())
        .rules(report.rules().values().rev().cloned())
        .build();
    let options = sarif::Options::default();
    assert_eq!(
        sarif::to_string(&report, &options),
        sarif::to_string(&again, &options)
    );
    assert_eq!(report::to_string(&report), report::to_string(&again));
}
