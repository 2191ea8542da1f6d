//! SARIF 2.1.0, for code scanning services and editors.
//!
//! What this format has no place for is in the result's `properties`; the whole of a report is in [`super::report`].
//!
//! - A rule's `security-severity` is the highest of its findings, because services read it from the rule alone.
//! - Columns are UTF-16 code units where they are known; otherwise a region has lines and bytes.
//! - A finding inside an archive stands at the outermost file; its place inside is the logical location.
//! - A run has at most [`Options::results_per_run`] results. More of them go into further runs with categories of their
//!   own, the worst first; beyond [`Options::runs`] the remainder is counted in a notification.

mod document;
mod message;
mod notification;
mod place;
mod result;
mod rules;

use std::cmp::Reverse;

use crate::{Finding, Report, Suppressed};
use document::{
    Artifact, AutomationDetails, Driver, Invocation, Log, MultiformatText, OriginalUriBaseIds, Run,
    RunProperties, Tool,
};
use rules::Rules;

/// Where the schema of this version stands.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// How a report is written.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// What tells this analysis of a repository from others of the same tool; services close and reopen alerts by it, so it
    /// never changes. Written as `category/` into `automationDetails.id`.
    pub category: String,
    /// Results of one run; code scanning of GitHub takes 25,000. At least 1.
    pub results_per_run: usize,
    /// Runs of one file; code scanning of GitHub takes 20. At least 1.
    pub runs: usize,
    /// Locations of one result; code scanning of GitHub takes 1,000. At least 1.
    pub locations_per_result: usize,
}

impl Default for Options {
    /// Category `portcullis`, 25,000 results a run, 20 runs, 1,000 locations a result.
    fn default() -> Self {
        Self {
            category: "portcullis".to_owned(),
            results_per_run: 25_000,
            runs: 20,
            locations_per_result: 1_000,
        }
    }
}

/// Writes a report as SARIF 2.1.0: JSON, indented, with a line feed at its end. Equal reports give equal bytes.
///
/// ```
/// use portcullis_findings::exchange::sarif;
/// use portcullis_findings::{Report, Tool};
///
/// let report = Report::builder(Tool::new("portcullis", "0.1.0")).build();
/// let text = sarif::to_string(&report, &sarif::Options::default());
/// assert!(text.contains("\"version\": \"2.1.0\""));
/// ```
#[must_use]
pub fn to_string(report: &Report, options: &Options) -> String {
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: runs(report, options),
    };
    // Keys are strings and no value can be refused, so there is always a text.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// A finding on its way into a result.
#[derive(Clone, Copy)]
struct Item<'a> {
    finding: &'a Finding,
    suppressed: Option<&'a Suppressed>,
}

fn runs(report: &Report, options: &Options) -> Vec<Run> {
    let mut items: Vec<_> = report.findings().iter().map(open).collect();
    items.extend(report.suppressed().iter().map(put_aside));
    let per_run = options.results_per_run.max(1);
    if items.len() > per_run {
        // The sort is stable: within one severity the order of the report stays.
        items.sort_by_key(|item| (item.suppressed.is_some(), Reverse(item.finding.severity())));
    }
    let room = per_run.saturating_mul(options.runs.max(1));
    let left_out = items.len().saturating_sub(room);
    items.truncate(room);
    let mut chunks: Vec<&[Item<'_>]> = items.chunks(per_run).collect();
    if chunks.is_empty() {
        chunks.push(&[]);
    }
    let with_baseline = items
        .iter()
        .any(|item| item.finding.status() != crate::Status::Unknown);
    chunks
        .iter()
        .enumerate()
        .map(|(at, chunk)| {
            run(
                report,
                options,
                chunk,
                Part {
                    at,
                    left_out,
                    with_baseline,
                },
            )
        })
        .collect()
}

fn open(finding: &Finding) -> Item<'_> {
    Item {
        finding,
        suppressed: None,
    }
}

fn put_aside(suppressed: &Suppressed) -> Item<'_> {
    Item {
        finding: &suppressed.finding,
        suppressed: Some(suppressed),
    }
}

/// Which run of a file it is.
#[derive(Clone, Copy)]
struct Part {
    /// From 0.
    at: usize,
    /// Results for which no run was left.
    left_out: usize,
    /// Whether any result of the file has a baseline state; then all must have one (SARIF 2.1.0, 3.27.24).
    with_baseline: bool,
}

fn run(report: &Report, options: &Options, items: &[Item<'_>], part: Part) -> Run {
    let rules = Rules::of(report, items);
    let results: Vec<_> = items
        .iter()
        .map(|item| {
            result::of(
                item,
                &rules,
                part.with_baseline,
                options.locations_per_result.max(1),
            )
        })
        .collect();
    let (notifications, descriptors) = notification::of(report, items, options, part);
    let tool = report.tool();
    Run {
        tool: Tool {
            driver: Driver {
                name: tool.name.clone(),
                full_name: format!("{} {}", tool.name, tool.version),
                version: tool.version.clone(),
                semantic_version: is_semantic(&tool.version).then(|| tool.version.clone()),
                information_uri: tool.information_uri.clone().filter(|uri| rules::is_absolute(uri)),
                rules: rules.into_descriptors(),
                notifications: descriptors,
            },
        },
        automation_details: AutomationDetails {
            id: category(&options.category, part.at),
        },
        original_uri_base_ids: OriginalUriBaseIds {
            source_root: Artifact {
                uri: None,
                uri_base_id: None,
                description: Some(MultiformatText::new("The root of what was looked at.")),
            },
        },
        invocations: vec![Invocation {
            execution_successful: true,
            tool_execution_notifications: notifications,
        }],
        column_kind: "utf16CodeUnits",
        results,
        properties: report.at().map(|at| RunProperties { at: at.to_string() }),
    }
}

/// `portcullis/`, then `portcullis-2/`: a service replaces a run by a later one of the same category.
fn category(category: &str, at: usize) -> String {
    match at {
        0 => format!("{category}/"),
        at => format!("{category}-{}/", at + 1),
    }
}

/// Whether a version has the form of SemVer 2.0.0 up to its pre-release part.
fn is_semantic(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let parts: Vec<_> = core.split('.').collect();
    let number = |part: &&str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (*part == "0" || !part.starts_with('0'))
    };
    parts.len() == 3 && parts.iter().all(number) && !version.ends_with(['-', '+'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Location, Note, RuleId, Severity};

    fn report(count: usize) -> Report {
        let severities = [Severity::Low, Severity::Critical];
        let findings = (0..count).map(|at| {
            Finding::builder(RuleId::new("code/example"), Kind::Code)
                .severity(severities[at % 2])
                .location(Location::new(format!("{at:03}.rs")))
                .build()
        });
        Report::builder(crate::Tool::new("portcullis", "0.1.0"))
            .findings(findings)
            .notes([Note::new("x", "said once")])
            .build()
    }

    #[test]
    fn more_results_than_a_run_holds_go_into_further_runs_and_the_rest_is_counted() {
        let options = Options {
            results_per_run: 4,
            runs: 2,
            ..Options::default()
        };
        let runs = runs(&report(10), &options);
        assert_eq!(
            runs.iter().map(|run| run.results.len()).collect::<Vec<_>>(),
            [4, 4]
        );
        assert_eq!(runs[0].automation_details.id, "portcullis/");
        assert_eq!(runs[1].automation_details.id, "portcullis-2/");
        assert!(runs[0].results.iter().all(|result| result.level == "error"));
        let notifications = &runs[0].invocations[0].tool_execution_notifications;
        assert_eq!(notifications.len(), 2);
        assert!(
            notifications
                .iter()
                .any(|notification| notification.message.text.starts_with("2 results"))
        );
        assert!(runs[1].invocations[0].tool_execution_notifications.is_empty());
    }

    #[test]
    fn only_semantic_versions_are_called_so() {
        for (version, expected) in [
            ("1.2.3", true),
            ("1.2.3-rc.1", true),
            ("1.2", false),
            ("01.2.3", false),
            ("1.2.3-", false),
        ] {
            assert_eq!(is_semantic(version), expected, "{version}");
        }
    }
}
