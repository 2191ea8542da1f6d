//! Each hot path beside a bound: the least that any implementation of it would have to do. CPU time of one thread, medians.
//!
//! `cargo bench -p portcullis-benches`, with words behind `--` to choose lines by their names.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench stops where its own input is wrong, and prints"
)]

use std::hint::black_box;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use portcullis_benches::generate::{Random, Style, advisories, cargo_lock, package_lock, text};
use portcullis_benches::{Amount, compare, peak_mebibytes};
use portcullis_findings::{Digest, Label, Tool};
use portcullis_sbom::lockfile::Format;
use portcullis_sbom::{Limits, cyclonedx};
use portcullis_secret_detect::{RuleSet, Scanner, SecretMatch};
use portcullis_sign::{Envelope, EnvelopeLimits, MessageSigner, Scheme, SigningKey, TrustedKeys, dsse};
use portcullis_vuln_match::cvss::Vector;
use portcullis_vuln_match::enrichment::{EnrichmentLimits, Epss};
use portcullis_vuln_match::{Built, IndexBuilder, Provenance};

const BENCHES: &[(&str, fn())] = &[
    ("secret-scan", secret_scan),
    ("hash", hash),
    ("osv", osv),
    ("matching", matching),
    ("cvss", cvss),
    ("epss", epss),
    ("cargo-lock", cargo),
    ("package-lock", package),
    ("cyclonedx", cyclonedx),
    ("dsse", dsse_verify),
];

fn main() {
    let chosen: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    for (name, bench) in BENCHES {
        if chosen.is_empty() || chosen.iter().any(|word| name.contains(word.as_str())) {
            bench();
        }
    }
    if let Some(peak) = peak_mebibytes() {
        println!("peak memory of the whole run: {peak} MiB");
    }
}

/// The scanner reads every byte once through an automaton of all keywords; nothing that looks for keywords does less.
fn secret_scan() {
    let rules = RuleSet::builtin();
    let keywords: Vec<&str> = rules.rules().flat_map(|rule| rule.keywords).copied().collect();
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(&keywords)
        .unwrap();
    let scanner = Scanner::new(rules).unwrap();
    let mut scratch = scanner.scratch();
    for (name, style) in [
        ("secret scan, plain", Style::Plain),
        ("secret scan, dense", Style::Dense),
        ("secret scan, minified", Style::Minified),
    ] {
        let text = text(8_000_000, style, &mut Random::default());
        let mut found: Vec<SecretMatch> = Vec::new();
        let mut scan = || {
            found.clear();
            black_box(scanner.scan(&mut scratch, text.as_bytes(), &mut found));
        };
        compare(
            name,
            Amount::Bytes(text.len()),
            &mut scan,
            "keywords alone, one DFA",
            || {
                black_box(automaton.find_overlapping_iter(&text).count());
            },
        );
        compare(
            name,
            Amount::Bytes(text.len()),
            &mut scan,
            "counting line ends",
            || {
                black_box(text.bytes().filter(|byte| *byte == b'\n').count());
            },
        );
        compare(
            name,
            Amount::Bytes(text.len()),
            &mut scan,
            "SHA-256 of the same",
            || {
                black_box(Digest::sha256(text.as_bytes()));
            },
        );
    }
}

/// Every file is hashed once.
fn hash() {
    let text = text(8_000_000, Style::Dense, &mut Random::default());
    compare(
        "SHA-256",
        Amount::Bytes(text.len()),
        || {
            black_box(Digest::sha256(text.as_bytes()));
        },
        "ring's SHA-256",
        || {
            black_box(ring::digest::digest(&ring::digest::SHA256, text.as_bytes()));
        },
    );
}

fn index(records: &[String]) -> Built {
    let mut builder = IndexBuilder::new(portcullis_vuln_match::Limits::default());
    for (at, record) in records.iter().enumerate() {
        builder.add(format!("{at}.json"), record.as_bytes());
    }
    let built = builder.build(&Provenance::default());
    assert_eq!(built.open().unwrap().len(), records.len());
    built
}

/// Reading and indexing advisories, beside parsing their JSON into values.
fn osv() {
    let records = advisories(2_000, &mut Random::default());
    let bytes = records.iter().map(String::len).sum();
    compare(
        "OSV records to an index",
        Amount::Bytes(bytes),
        || {
            black_box(index(&records));
        },
        "serde_json values",
        || {
            for record in &records {
                black_box(serde_json::from_str::<serde_json::Value>(record).unwrap());
            }
        },
    );
}

/// A thousand components against their advisories, beside printing their names and versions.
fn matching() {
    let built = index(&advisories(1_000, &mut Random::default()));
    let index = built.open().unwrap();
    let lock = cargo_lock(1_000, &mut Random::default());
    let extract = read("Cargo.lock", &lock);
    let components = extract.components();
    compare(
        "matching 1,000 components",
        Amount::Items(components.len()),
        || {
            let matched = components
                .iter()
                .filter(|component| !index.matches(component).unwrap().is_empty())
                .count();
            assert!(black_box(matched) > 100);
        },
        "printing their purls",
        || {
            for component in components {
                black_box(component.purl.as_ref().map(ToString::to_string));
            }
        },
    );
}

fn read(name: &str, text: &str) -> portcullis_findings::Inventory {
    let format = Format::of_file_name(name.as_bytes()).unwrap();
    format
        .read(&Label::new(name), text.as_bytes(), &[], &Limits::default())
        .unwrap()
        .inventory
}

/// Parsing and all three scores, of the longest vectors there are.
fn cvss() {
    let base = "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:L/VA:N/SC:N/SI:L/SA:H/E:P";
    let rows = [
        (
            "CVSS 3.1, full",
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:L/A:N/E:P/RL:O/RC:R/CR:H/IR:M/AR:L/MAV:A/MPR:L/MS:C/MC:H"
                .to_owned(),
        ),
        ("CVSS 4.0, base and threat", base.to_owned()),
        (
            "CVSS 4.0, full",
            format!(
                "{base}/CR:H/IR:M/AR:L/MAV:A/MAC:H/MAT:N/MPR:L/MUI:N/MVC:L/MVI:H/MVA:H/MSC:L/MSI:S/MSA:L/S:P/AU:Y/R:U/V:C/RE:H/U:Red"
            ),
        ),
    ];
    for (name, vector) in rows {
        compare(
            name,
            Amount::Items(10_000),
            || {
                for _ in 0..10_000 {
                    let vector = Vector::parse(black_box(&vector)).unwrap();
                    let scores = (vector.base(), vector.temporal(), vector.environmental());
                    assert!(black_box(scores).0 > 0);
                }
            },
            "splitting it",
            || {
                for _ in 0..10_000 {
                    black_box(
                        black_box(&vector)
                            .split('/')
                            .filter_map(|part| part.split_once(':'))
                            .count(),
                    );
                }
            },
        );
    }
}

/// 300,000 rows as published, in the order of the file.
fn epss() {
    let mut random = Random::default();
    let mut text =
        "#model_version:v2025.03.14,score_date:2026-10-31T00:00:00Z\ncve,epss,percentile\n".to_owned();
    for row in 0..300_000_u64 {
        let (year, number) = (1999 + row / 11_000, 1 + row % 11_000);
        let (share, rank) = (random.below(100_000), random.below(100_000));
        text += &format!("CVE-{year}-{number:04},0.{share:05},0.{rank:05}\n");
    }
    let limits = EnrichmentLimits::default();
    compare(
        "EPSS of 300,000 CVEs",
        Amount::Bytes(text.len()),
        || {
            assert_eq!(
                Epss::read(black_box(text.as_bytes()), &limits).unwrap().len(),
                300_000
            )
        },
        "counting its lines",
        || {
            black_box(text.bytes().filter(|byte| *byte == b'\n').count());
        },
    );
    let epss = Epss::read(text.as_bytes(), &limits).unwrap();
    let ids: Vec<String> = (0..10_000)
        .map(|at| format!("CVE-{}-{:04}", 1999 + at % 27, 1 + at))
        .collect();
    compare(
        "looking up 10,000 CVEs in it",
        Amount::Items(ids.len()),
        || {
            let found = ids.iter().filter(|id| epss.of(id).is_some()).count();
            assert!(black_box(found) > 9_000);
        },
        "reading their digits",
        || {
            black_box(
                ids.iter()
                    .flat_map(|id| id.bytes())
                    .filter(u8::is_ascii_digit)
                    .count(),
            );
        },
    );
}

fn cargo() {
    let lock = cargo_lock(2_000, &mut Random::default());
    assert_eq!(read("Cargo.lock", &lock).components().len(), 2_001);
    compare(
        "Cargo.lock to an inventory",
        Amount::Bytes(lock.len()),
        || {
            black_box(read("Cargo.lock", &lock));
        },
        "toml values",
        || {
            black_box(lock.parse::<toml::Table>().unwrap());
        },
    );
}

fn package() {
    let lock = package_lock(2_000, &mut Random::default());
    assert_eq!(read("package-lock.json", &lock).components().len(), 2_001);
    compare(
        "package-lock to an inventory",
        Amount::Bytes(lock.len()),
        || {
            black_box(read("package-lock.json", &lock));
        },
        "serde_json values",
        || {
            black_box(serde_json::from_str::<serde_json::Value>(&lock).unwrap());
        },
    );
}

/// Writing and reading a document, beside its JSON alone.
fn cyclonedx() {
    let inventory = read("package-lock.json", &package_lock(2_000, &mut Random::default()));
    let metadata = cyclonedx::Metadata::new(Tool::new("bench", "0"), "app");
    let write = || cyclonedx::write(&inventory, &metadata, cyclonedx::SpecVersion::V1_6);
    let text = write();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    compare(
        "CycloneDX write",
        Amount::Bytes(text.len()),
        || {
            black_box(write());
        },
        "serde_json values, indented",
        || {
            black_box(serde_json::to_string_pretty(&value).unwrap());
        },
    );
    compare(
        "CycloneDX read",
        Amount::Bytes(text.len()),
        || {
            black_box(cyclonedx::read(&Label::new("bom.json"), text.as_bytes(), &Limits::default()).unwrap());
        },
        "serde_json values",
        || {
            black_box(serde_json::from_str::<serde_json::Value>(&text).unwrap());
        },
    );
}

/// An envelope from its JSON to the verified payload, beside the bare verification of its signature.
fn dsse_verify() {
    let payload = text(64_000, Style::Dense, &mut Random::default());
    for scheme in [Scheme::EcdsaP256Sha256, Scheme::Ed25519] {
        let key = SigningKey::generate(scheme, [7; 32]).unwrap();
        let json = Envelope::sign("text/x.example", payload.as_bytes(), &[&key])
            .unwrap()
            .to_json();
        let trusted = TrustedKeys::from(key.public_key().clone());
        let message = dsse::pae("text/x.example", payload.as_bytes());
        let signature = key.sign(&message).unwrap();
        let (algorithm, raw): (&'static dyn ring::signature::VerificationAlgorithm, usize) = match scheme {
            Scheme::EcdsaP256Sha256 => (&ring::signature::ECDSA_P256_SHA256_ASN1, 65),
            _ => (&ring::signature::ED25519, 32),
        };
        // The key itself is the end of its SubjectPublicKeyInfo.
        let spki = key.public_key().as_spki_der();
        let public = ring::signature::UnparsedPublicKey::new(algorithm, spki.split_at(spki.len() - raw).1);
        compare(
            &format!("DSSE verify, {scheme}"),
            Amount::Bytes(json.len()),
            || {
                let envelope = Envelope::from_json(&json, &EnvelopeLimits::default()).unwrap();
                black_box(envelope.verify("text/x.example", &trusted).unwrap().into_inner());
            },
            "ring's verify alone",
            || public.verify(&message, &signature).unwrap(),
        );
    }
}
