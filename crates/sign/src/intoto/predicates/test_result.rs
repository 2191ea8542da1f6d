//! Test results, `https://in-toto.io/attestation/test-result/v0.1`.

use serde::{Deserialize, Serialize};

use crate::intoto::{self, Predicate, PredicateError, ResourceDescriptor, WireList, descriptors, wire_list};

/// How one run of a test suite ended. Its subjects are the sources that were tested.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TestResult {
    /// The end of the whole run.
    pub outcome: TestOutcome,
    /// What the run was configured by.
    pub configuration: Vec<ResourceDescriptor>,
    /// Where the run can be seen.
    pub url: Option<String>,
    /// Names of the tests that passed.
    pub passed: Vec<String>,
    /// Names of the tests that passed with warnings.
    pub warned: Vec<String>,
    /// Names of the tests that failed.
    pub failed: Vec<String>,
}

/// The end of a run of tests.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub enum TestOutcome {
    /// Nothing to tell.
    #[serde(rename = "PASSED")]
    Passed,
    /// Nothing failed, but there were warnings.
    #[serde(rename = "WARNED")]
    Warned,
    /// Something failed.
    #[serde(rename = "FAILED")]
    Failed,
}

impl TestResult {
    /// A result that names no tests.
    #[must_use]
    pub const fn new(outcome: TestOutcome, configuration: Vec<ResourceDescriptor>) -> Self {
        Self {
            outcome,
            configuration,
            url: None,
            passed: Vec::new(),
            warned: Vec::new(),
            failed: Vec::new(),
        }
    }
}

impl Predicate for TestResult {
    const EXPECTED: &'static str = "https://in-toto.io/attestation/test-result/v0.1";

    fn predicate_type(&self) -> &str {
        Self::EXPECTED
    }

    fn from_json(_: &str, json: &[u8]) -> Result<Self, PredicateError> {
        let wire: Wire<'_> = intoto::predicate(json)?;
        // A run with a failed test has not passed, whatever it says of itself.
        if wire.result != TestOutcome::Failed && !wire.failed_tests.is_empty() {
            return Err(PredicateError::Value { member: "result" });
        }
        Ok(Self {
            outcome: wire.result,
            configuration: descriptors(wire.configuration, "configuration")?,
            url: wire.url,
            passed: wire.passed_tests,
            warned: wire.warned_tests,
            failed: wire.failed_tests,
        })
    }

    fn to_json(&self) -> Vec<u8> {
        let wire = Wire {
            result: self.outcome,
            configuration: wire_list(&self.configuration),
            url: self.url.clone(),
            passed_tests: self.passed.clone(),
            warned_tests: self.warned.clone(),
            failed_tests: self.failed.clone(),
        };
        // Strings in a vector cannot fail to serialize.
        serde_json::to_vec(&wire).unwrap_or_default()
    }
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Wire<'a> {
    result: TestOutcome,
    #[serde(borrow)]
    configuration: WireList<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    passed_tests: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    warned_tests: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    failed_tests: Vec<String>,
}
