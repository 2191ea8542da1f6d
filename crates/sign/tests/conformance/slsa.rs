//! The regression cases of slsa-verifier: what each asks of its provenance, and the class of error it expects.
//!
//! A case whose key or log entry is not in the data cannot be verified by anybody offline; it is listed under
//! `target/conformance/slsa-listed.jsonl` with the reason, and what its payload says is checked all the same where the
//! expected error is one of the payload.

use std::path::{Path, PathBuf};

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::slsa::{
    BuildLevel, Expectations, ExpectationsBuilder, Mismatch, Provenance, SummaryExpectations, TrustedBuilder,
    check, check_package, check_summary,
};
use portcullis_sign::{
    EcdsaForm, Envelope, EnvelopeLimits, Statement, StatementLimits, TrustedKeys, Verified, VerifyingKey,
    intoto,
};
use serde_json::{Value, json};

use crate::slsa_google as google;
use crate::slsa_material::{self as material, Closed, Trust};
use crate::support::{Set, data, files};

const GENERATOR: &str = "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/";
const DELEGATOR: &str =
    "https://github.com/slsa-framework/example-trw/.github/workflows/builder_high-perms_slsa3.yml";

/// Folders of the cases of one test, and the builder each is for.
const ARTIFACTS: &[(&str, &str)] = &[
    ("gha_go", "builder_go_slsa3.yml"),
    ("gha_generic", "generator_generic_slsa3.yml"),
    ("gha_maven", "builder_maven_slsa3.yml"),
    ("gha_gradle", "builder_gradle_slsa3.yml"),
    ("gha_delegator", ""),
];
const CONTAINER_BASED: &[(&str, &str)] = &[("gha_container-based", "builder_container-based_slsa3.yml")];

struct Run {
    set: Set,
    listed: Vec<Value>,
    data: PathBuf,
    digests: Value,
    trust: Trust,
}

type Opened = Verified<Statement<Provenance>>;

/// How a check of ours ended, as the classes of the cases.
type Outcome = Result<(), Vec<&'static str>>;

#[test]
fn slsa_regression_cases() {
    let Some(data) = data("slsa") else { return };
    let read =
        |name: &str| -> Value { serde_json::from_slice(&std::fs::read(data.join(name)).unwrap()).unwrap() };
    let (cases, digests) = (read("regression_cases.json"), read("artifact-digests.json"));
    let mut run = Run {
        set: Set::new("slsa"),
        listed: Vec::new(),
        data: data.join("testdata"),
        digests,
        trust: Trust::of(&data.join("../trusted-roots")),
    };
    for case in cases.as_array().unwrap() {
        match text(case, "test").unwrap() {
            "Test_runVerifyGHAArtifactPath" => run.workflows(case, ARTIFACTS),
            "Test_runVerifyGHAContainerBased" => run.workflows(case, CONTAINER_BASED),
            "Test_runVerifyGithubAttestation" => run.attestation(case),
            "Test_runVerifyNpmPackage" => run.package(case),
            "Test_runVerifyGCBArtifactImage" => run.cloud_build(case),
            "Test_runVerifyVSA" => run.summary(case),
            "Test_runVerifyGHAArtifactImage" => run.image(case),
            other => panic!("a kind of case that is not known: {other}"),
        }
    }
    run.finish();
}

impl Run {
    /// Every version of every builder the case applies to, under every way of naming the builder.
    fn workflows(&mut self, case: &Value, builders: &[(&str, &str)]) {
        let artifact = case["artifacts"][0].as_str().unwrap();
        if case["noversion"] == true {
            let path = text(case, "provenancePath").map_or(format!("{artifact}.intoto.jsonl"), str::to_owned);
            return self.raw(case, &path);
        }
        for (folder, file) in builders {
            let allowed = case["builders"].as_array();
            if allowed.is_some_and(|allowed| !allowed.iter().any(|name| name == folder)) {
                continue;
            }
            for version in folders(&self.data.join(folder)) {
                let provenance = files(&self.data.join(folder).join(&version))
                    .into_iter()
                    .find(|path| {
                        let name = path.file_name().unwrap().to_str().unwrap();
                        name.strip_prefix(artifact).is_some_and(|rest| {
                            matches!(rest, ".intoto.jsonl" | ".build.slsa" | ".intoto.build.slsa")
                        })
                    });
                let place = format!("{folder}/{version}");
                let Some(provenance) = provenance else {
                    self.list(case, &place, "there is no such provenance");
                    continue;
                };
                let opened = match self.trust.open(&std::fs::read(provenance).unwrap()) {
                    Ok(opened) => opened,
                    Err(closed) => {
                        self.closed(case, &place, &closed);
                        continue;
                    }
                };
                let builder = if file.is_empty() {
                    DELEGATOR.to_owned()
                } else {
                    format!("{GENERATOR}{file}")
                };
                let given = text(case, "pBuilderID").map(str::to_owned);
                let ids = match given {
                    Some(id) => vec![Some(id)],
                    None => {
                        let own = (!file.is_empty()).then_some(None);
                        let named = [
                            builder.clone(),
                            format!("{builder}@{version}"),
                            format!("{builder}@refs/tags/{version}"),
                        ];
                        named.into_iter().map(Some).chain(own).collect()
                    }
                };
                for id in ids {
                    let subject = self.artifact(&format!("{place}/{artifact}"), &opened);
                    let expected = Expectations::of(subject);
                    let outcome = self.check(case, expected, id.as_deref(), &opened);
                    self.case(case, &format!("{place} {id:?}"), &outcome);
                }
            }
        }
    }

    fn attestation(&mut self, case: &Value) {
        let artifact = format!("bcr/{}", text(case, "artifact").unwrap());
        let bytes = std::fs::read(self.data.join(format!("{artifact}.intoto.jsonl"))).unwrap();
        let opened = self.trust.open(&bytes).unwrap();
        // The name of the constant that the case was parsed from.
        let id = text(case, "builderID").map(|name| match name {
            "bcrPublisherBuilderID" => {
                "https://github.com/bazel-contrib/publish-to-bcr/.github/workflows/publish.yaml"
            }
            "bcrReleaserBuilderID" => {
                "https://github.com/bazel-contrib/.github/.github/workflows/release_ruleset.yaml"
            }
            other => other,
        });
        let expected = Expectations::of(self.artifact(&artifact, &opened));
        let outcome = self.check(case, expected, id, &opened);
        self.case(case, &artifact, &outcome);
    }

    fn package(&mut self, case: &Value) {
        let artifact = format!("npm/gha/{}", text(case, "artifact").unwrap());
        let document: Value =
            serde_json::from_slice(&std::fs::read(self.data.join(format!("{artifact}.json"))).unwrap())
                .unwrap();
        let bundle = |part: &str| {
            let all = document["attestations"].as_array().unwrap();
            let one = all
                .iter()
                .find(|one| one["predicateType"].as_str().unwrap().contains(part))
                .unwrap();
            serde_json::to_vec(&one["bundle"]).unwrap()
        };
        let opened = match self.trust.open(&bundle("/provenance/")) {
            Ok(opened) => opened,
            Err(closed) => return self.closed(case, &artifact, &closed),
        };
        let Some(id) = text(case, "builderID") else {
            // A builder is a must here too, but by the type of the expectations.
            let built = Expectations::of(Digest::sha256(b"")).source("x").build();
            return self.case(
                case,
                &artifact,
                &built.map(|_| ()).map_err(|_| vec!["ErrorInvalidBuilderID"]),
            );
        };
        let Ok(builder) = TrustedBuilder::github(id) else {
            return self.case(case, &artifact, &Err(vec!["ErrorNotSupported"]));
        };
        let publish = match self.trust.published(&bundle("/publish/")) {
            Ok(publish) => publish,
            Err(closed) => return self.closed(case, &artifact, &closed),
        };
        let digest = Digest::from_hex(Algorithm::Sha512, &self.sha512(&artifact, &opened)).unwrap();
        let mut expected = Expectations::of(digest)
            .source(text(case, "source").unwrap())
            .builder(builder);
        if let Some(name) = text(case, "pkgName") {
            expected = expected.package_name(name);
        }
        if let Some(version) = text(case, "pkgVersion") {
            expected = expected.package_version(version);
        }
        let outcome = check_package(&opened, &publish, &expected.build().unwrap());
        self.case(
            case,
            &artifact,
            &outcome.map(|_| ()).map_err(|found| classes(&found)),
        );
    }

    /// What stands beside the envelopes (a summary, a text) nobody has signed, and nothing here reads it.
    fn cloud_build(&mut self, case: &Value) {
        let decided = [
            "ErrorMismatchSource",
            "ErrorMismatchTag",
            "ErrorMismatchVersionedTag",
            "ErrorMismatchBuilderID",
            "ErrorNoValidSignature",
            "ErrorInvalidDssePayload",
        ];
        let of_envelope = class(case).is_none_or(|class| decided.contains(&class));
        let root = self.data.join("gcb_container");
        for version in folders(&root) {
            if text(case, "minversion").is_some_and(|least| least > version.as_str()) {
                continue;
            }
            let provenance = root.join(&version).join(text(case, "provenance").unwrap());
            let digest = root
                .join(&version)
                .join(format!("{}.digest", text(case, "artifact").unwrap()));
            if !of_envelope || !digest.exists() || !provenance.exists() {
                self.list(case, &version, "not about a signed envelope in the data");
                continue;
            }
            let digest = std::fs::read_to_string(digest).unwrap();
            let digest =
                Digest::from_hex(Algorithm::Sha256, digest.trim().rsplit(':').next().unwrap()).unwrap();
            let opened = match google::open(&std::fs::read(provenance).unwrap()) {
                Ok(opened) => opened,
                Err(why) => {
                    self.case(case, &version, &Err(vec![why]));
                    continue;
                }
            };
            if class(case) == Some("ErrorNoValidSignature") && opened.misnamed {
                self.list(case, &version, "the key id is a hint, the signature is good");
                continue;
            }
            let builder = "https://cloudbuild.googleapis.com/GoogleHostedWorker";
            let ids = if class(case) == Some("ErrorMismatchBuilderID") {
                vec![format!("{builder}@v0.4")]
            } else {
                vec![builder.to_owned(), format!("{builder}@{version}")]
            };
            for id in ids {
                let builder = TrustedBuilder::keyed(&id, google::key_ids(), BuildLevel::L3);
                let expected = with_refs(case, Expectations::of(digest.clone()))
                    .source(text(case, "source").unwrap())
                    .builder(builder)
                    .build()
                    .unwrap();
                let outcome = check(&opened.statement, &expected);
                self.case(
                    case,
                    &version,
                    &outcome.map(|_| ()).map_err(|found| classes(&found)),
                );
            }
        }
    }

    fn summary(&mut self, case: &Value) {
        let folder = self.data.join("vsa");
        let key = std::fs::read(folder.join(text(case, "publicKeyPath").unwrap())).unwrap();
        let key = VerifyingKey::from_spki_pem(key)
            .unwrap()
            .with_ecdsa_form(EcdsaForm::Fixed);
        let bytes = std::fs::read(folder.join(text(case, "attestationPath").unwrap())).unwrap();
        let mut expected = SummaryExpectations::new(
            text(case, "verifierID").unwrap(),
            text(case, "resourceURI").unwrap(),
        )
        .key(key.key_id());
        for digest in case["subjectDigests"].as_array().unwrap() {
            let (algorithm, value) = digest.as_str().unwrap().split_once(':').unwrap();
            expected = expected.subject(algorithm, value);
        }
        for level in case["verifiedLevels"].as_array().unwrap() {
            expected = expected.level(level.as_str().unwrap());
        }
        let statement = Envelope::from_json(&bytes, &EnvelopeLimits::default())
            .unwrap()
            .verify(intoto::PAYLOAD_TYPE, &TrustedKeys::from(key))
            .unwrap()
            .into_statement(&StatementLimits::default())
            .unwrap();
        let outcome = check_summary(&statement, &expected);
        self.case(case, "vsa", &outcome.map_err(|found| classes(&found)));
    }

    /// Provenance of an image, which cosign has saved beside it.
    fn image(&mut self, case: &Value) {
        let name = text(case, "artifact").unwrap();
        for version in folders(&self.data.join("gha_generic_container")) {
            let folder = self.data.join("gha_generic_container").join(&version);
            let outside = |bound: &str, above: bool| {
                text(case, bound).is_some_and(|bound| {
                    if above {
                        version.as_str() > bound
                    } else {
                        version.as_str() < bound
                    }
                })
            };
            if outside("minversion", false) || outside("maxversion", true) {
                self.list(case, &version, "of other versions");
                continue;
            }
            let image = std::fs::read_to_string(folder.join(format!("{name}.digest"))).unwrap();
            let image = Digest::parse(image.trim()).unwrap();
            let found = self.trust.image(&folder.join(name), &image);
            let builder = format!("{GENERATOR}generator_container_slsa3.yml");
            let ids = [None, Some(builder.clone()), Some(format!("{builder}@{version}"))];
            for (opened, id) in found
                .iter()
                .flat_map(|opened| ids.iter().map(move |id| (opened, id)))
            {
                let outcome = self.check(case, Expectations::of(image.clone()), id.as_deref(), opened);
                self.case(case, &format!("{version} {id:?}"), &outcome);
            }
            self.set.case(
                found.len() == 1,
                || json!({"case": case, "provenances": found.len()}),
            );
        }
    }

    /// An envelope alone has no time that anybody vouches for: it is refused, whatever is expected.
    fn raw(&mut self, case: &Value, path: &str) {
        let bytes = std::fs::read(self.data.join(path)).unwrap();
        let opened = self.trust.open(&bytes);
        let refused = matches!(opened, Err(Closed::NoTime));
        self.set.case(
            refused,
            || json!({"case": case, "accepted": "an envelope without a log entry"}),
        );
        self.list(case, path, "no authenticated time");
    }

    fn closed(&mut self, case: &Value, place: &str, closed: &Closed) {
        match closed {
            Closed::NoTime => self.list(case, place, "no authenticated time"),
            Closed::Refused(_) if class(case) == Some("ErrorInvalidSignature") => {
                self.set.case(true, || Value::Null)
            }
            Closed::Refused(refusal) => {
                self.set.case(
                    false,
                    || json!({"case": case, "place": place, "refused": refusal}),
                );
            }
        }
    }

    fn check(
        &self,
        case: &Value,
        expected: ExpectationsBuilder,
        id: Option<&str>,
        opened: &Opened,
    ) -> Outcome {
        let expected = with_refs(case, expected).source(text(case, "source").unwrap());
        let expected = match id {
            Some(id) => expected.builder(TrustedBuilder::github(id).unwrap()),
            None => expected.builders(TrustedBuilder::github_generators()),
        };
        let outcome = check(opened, &expected.build().unwrap());
        outcome.map(|_| ()).map_err(|found| classes(&found))
    }

    /// The digest of the artifact; of one that is in the data by its digest alone, that one.
    fn artifact(&self, path: &str, opened: &Opened) -> Digest {
        if let Ok(bytes) = std::fs::read(self.data.join(path)) {
            return Digest::sha256(&bytes);
        }
        let known = self.digests[path]["sha256"].as_str().map(str::to_owned);
        let digits = known.unwrap_or_else(|| material::first_digest(opened, "sha256"));
        Digest::from_hex(Algorithm::Sha256, &digits).unwrap()
    }

    /// Tarballs that are in the data by their SHA-256 alone are taken to be what the provenance says.
    fn sha512(&self, path: &str, opened: &Opened) -> String {
        match std::fs::read(self.data.join(path)) {
            Ok(bytes) => material::sha512(&bytes),
            Err(_) => material::first_digest(opened, "sha512"),
        }
    }

    fn case(&mut self, case: &Value, place: &str, outcome: &Outcome) {
        let fine = match (class(case), outcome) {
            (None, Ok(())) => true,
            (Some(class), Err(found)) => {
                let byob = ["maven", "gradle", "delegator"]
                    .iter()
                    .any(|name| place.contains(name));
                // A workflow that called a delegator is named by the provenance alone.
                let class = match class {
                    "ErrorUntrustedReusableWorkflow" if byob => "ErrorMismatchBuilderID",
                    other => other,
                };
                found.contains(&class)
            }
            _ => false,
        };
        self.set.case(
            fine,
            || json!({"case": case, "place": place, "outcome": format!("{outcome:?}")}),
        );
    }

    fn list(&mut self, case: &Value, place: &str, reason: &str) {
        self.listed
            .push(json!({"case": case["name"], "test": case["test"], "place": place, "reason": reason}));
    }

    fn finish(mut self) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .parent()
            .unwrap()
            .join("conformance");
        std::fs::create_dir_all(&folder).unwrap();
        let lines: String = self.listed.iter().map(|line| format!("{line}\n")).collect();
        std::fs::write(folder.join("slsa-listed.jsonl"), lines).unwrap();
        self.set.unsupported = self.listed.len();
        self.set.finish_but(61, 606);
    }
}

fn with_refs(case: &Value, mut expected: ExpectationsBuilder) -> ExpectationsBuilder {
    if let Some(branch) = text(case, "pbranch") {
        expected = expected.branch(branch);
    }
    if let Some(tag) = text(case, "ptag") {
        expected = expected.tag(tag);
    }
    if let Some(version) = text(case, "pversiontag") {
        expected = expected.version_tag(version);
    }
    expected
}

/// The classes of the cases that a mismatch belongs to.
fn classes(found: &[Mismatch]) -> Vec<&'static str> {
    let class = |mismatch: &Mismatch| match mismatch {
        Mismatch::UntrustedBuilder { .. } => "ErrorUntrustedReusableWorkflow",
        Mismatch::Builder { .. } | Mismatch::BuilderVersion { .. } => "ErrorMismatchBuilderID",
        Mismatch::Source { .. } => "ErrorMismatchSource",
        Mismatch::NoBranch { .. } | Mismatch::NoTag { .. } => "ErrorInvalidRef",
        Mismatch::Branch { .. } => "ErrorMismatchBranch",
        Mismatch::Tag { .. } => "ErrorMismatchTag",
        Mismatch::VersionTag { .. } => "ErrorMismatchVersionedTag",
        Mismatch::Input { .. } => "ErrorMismatchWorkflowInputs",
        Mismatch::Subject { .. } => "ErrorMismatchHash",
        Mismatch::PackageName { .. } => "ErrorMismatchPackageName",
        Mismatch::PackageVersion { .. } => "ErrorMismatchPackageVersion",
        Mismatch::Certificate { .. } | Mismatch::Unconfirmed { .. } => "ErrorMismatchCertificate",
        _ => "other",
    };
    found.iter().map(class).collect()
}

fn class(case: &Value) -> Option<&str> {
    text(case, "err").map(|class| class.strip_prefix("serrors.").unwrap_or(class))
}

fn text<'a>(case: &'a Value, name: &str) -> Option<&'a str> {
    case[name].as_str()
}

fn folders(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap());
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
