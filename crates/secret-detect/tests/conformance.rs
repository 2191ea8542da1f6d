//! The built-in rules on the cases of other projects' rules.
//!
//! The folder named by `PORTCULLIS_CONFORMANCE` holds `secrets/*_cases.jsonl`; without it nothing is tested, which is said.
//! A positive counts when a rule of that issuer fires, a negative when every rule of that issuer stays silent; an issuer that
//! has no rule here counts as failed. Where a peer's rule knows no issuer, a rule of ours that knows it is as good. What only `generic/` rules see is a figure of its own.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may stop, and print figures"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::PathBuf;

use portcullis_secret_detect::{Origin, RuleSet, Scanner, SecretMatch};
use serde::Deserialize;

/// Names of peers' rules by their beginnings, and our issuers.
const ISSUERS: &[(&str, &str)] = &[
    ("1password", "onepassword"),
    ("adafruit", "adafruit"),
    ("adobe", "adobe"),
    ("age-", "age"),
    ("aikido", "aikido"),
    ("airtable", "airtable"),
    ("aiven", "aiven"),
    ("algolia", "algolia"),
    ("alibaba", "alibaba"),
    ("amplitude", "amplitude"),
    ("anthropic", "anthropic"),
    ("apify", "apify"),
    ("artifactory", "artifactory"),
    ("asaas", "asaas"),
    ("asana", "asana"),
    ("assemblyai", "assemblyai"),
    ("atlassian", "atlassian"),
    ("authress", "authress"),
    ("aws", "aws"),
    ("azure", "azure"),
    ("beamer", "beamer"),
    ("bitbucket", "bitbucket"),
    ("bitly", "bitly"),
    ("bitrise", "bitrise"),
    ("bittrex", "bittrex"),
    ("box-", "boxcom"),
    ("brave-search", "brave"),
    ("buildkite", "buildkite"),
    ("canadian-digital", "canadiandigital"),
    ("canva", "canva"),
    ("cerebras", "cerebras"),
    ("cfxre", "cfxre"),
    ("checkout", "checkout"),
    ("circleci", "circleci"),
    ("cisco", "cisco"),
    ("civo", "civo"),
    ("clerk", "clerk"),
    ("clickhouse", "clickhouse"),
    ("clickup", "clickup"),
    ("clojars", "clojars"),
    ("cloudflare", "cloudflare"),
    ("cloudinary", "cloudinary"),
    ("cloudsmith", "cloudsmith"),
    ("cockroachlabs", "cockroach"),
    ("codecov", "codecov"),
    ("cohere", "cohere"),
    ("coinbase", "coinbase"),
    ("configcat", "configcat"),
    ("confluent", "confluent"),
    ("contentful", "contentful"),
    ("couchbase", "couchbase"),
    ("coveralls", "coveralls"),
    ("crates-io", "cargo"),
    ("curl-", "generic"),
    ("cursor", "cursor"),
    ("databento", "databento"),
    ("databricks", "databricks"),
    ("datadog", "datadog"),
    ("datastax", "datastax"),
    ("deepgram", "deepgram"),
    ("deepseek", "deepseek"),
    ("defined-networking", "definednetworking"),
    ("deno-", "deno"),
    ("devcycle", "devcycle"),
    ("devin", "devin"),
    ("digitalocean", "digitalocean"),
    ("discord", "discord"),
    ("docker-swarm", "docker"),
    ("dockerhub", "docker"),
    ("doppler", "doppler"),
    ("droneci", "droneci"),
    ("dropbox", "dropbox"),
    ("duffel", "duffel"),
    ("dynatrace", "dynatrace"),
    ("easypost", "easypost"),
    ("ebay", "ebay"),
    ("elastic-cloud", "elastic"),
    ("elevenlabs", "elevenlabs"),
    ("endorlabs", "endorlabs"),
    ("etsy", "etsy"),
    ("exoscale", "exoscale"),
    ("facebook", "facebook"),
    ("fastly", "fastly"),
    ("figma", "figma"),
    ("finicity", "finicity"),
    ("finnhub", "finnhub"),
    ("flickr", "flickr"),
    ("flutterwave", "flutterwave"),
    ("flyio", "flyio"),
    ("frameio", "frameio"),
    ("freemius", "freemius"),
    ("freshbooks", "freshbooks"),
    ("fullstory", "fullstory"),
    ("gcp", "google"),
    ("generic-", "generic"),
    ("gitea", "gitea"),
    ("github", "github"),
    ("gitlab", "gitlab"),
    ("gitter", "gitter"),
    ("gocardless", "gocardless"),
    ("grafana", "grafana"),
    ("greptile", "greptile"),
    ("groq", "groq"),
    ("gumroad", "gumroad"),
    ("harness", "harness"),
    ("hashicorp", "hashicorp"),
    ("heroku", "heroku"),
    ("highnote", "highnote"),
    ("hubspot", "hubspot"),
    ("huggingface", "huggingface"),
    ("ibm-cloud", "ibm"),
    ("influxdb", "influxdb"),
    ("infomaniak", "infomaniak"),
    ("infracost", "infracost"),
    ("intercom", "intercom"),
    ("intra42", "intra42"),
    ("ionic", "ionic"),
    ("jfrog", "artifactory"),
    ("jwt", "jwt"),
    ("kimi", "kimi"),
    ("klaviyo", "klaviyo"),
    ("kraken", "kraken"),
    ("kubernetes", "kubernetes"),
    ("kucoin", "kucoin"),
    ("langchain", "langchain"),
    ("lark-", "lark"),
    ("launchdarkly", "launchdarkly"),
    ("lichess", "lichess"),
    ("lighton", "lighton"),
    ("linear", "linear"),
    ("linkedin", "linkedin"),
    ("lob-", "lob"),
    ("looker", "looker"),
    ("mailchimp", "mailchimp"),
    ("mailersend", "mailersend"),
    ("mailgun", "mailgun"),
    ("mapbox", "mapbox"),
    ("mattermost", "mattermost"),
    ("maxmind", "maxmind"),
    ("mercury", "mercury"),
    ("mergify", "mergify"),
    ("messagebird", "messagebird"),
    ("microsoft-teams", "microsoft"),
    ("midtrans", "midtrans"),
    ("minimax", "minimax"),
    ("mistral", "mistral"),
    ("mongodb-atlas", "mongodb"),
    ("mongodb-connection", "connection"),
    ("neon-api", "neon"),
    ("neon-connection", "connection"),
    ("netlify", "netlify"),
    ("new-relic", "newrelic"),
    ("notion", "notion"),
    ("npm", "npm"),
    ("nuget", "nuget"),
    ("nvidia", "nvidia"),
    ("nytimes", "nytimes"),
    ("octopus", "octopus"),
    ("okta", "okta"),
    ("ollama", "ollama"),
    ("onesignal", "onesignal"),
    ("openai", "openai"),
    ("openrouter", "openrouter"),
    ("openshift", "openshift"),
    ("openweather", "openweather"),
    ("ovh", "ovh"),
    ("paddle", "paddle"),
    ("perplexity", "perplexity"),
    ("persona", "persona"),
    ("pinecone", "pinecone"),
    ("pinterest", "pinterest"),
    ("pkcs12", "pkcs12"),
    ("plaid", "plaid"),
    ("planetscale", "planetscale"),
    ("plivo", "plivo"),
    ("polymarket", "polymarket"),
    ("posthog", "posthog"),
    ("postman", "postman"),
    ("prefect", "prefect"),
    ("private-key", "private-key"),
    ("privateai", "privateai"),
    ("proof-", "proof"),
    ("pulumi", "pulumi"),
    ("pypi", "pypi"),
    ("rainforest-pay", "rainforest"),
    ("ramp", "ramp"),
    ("rapidapi", "rapidapi"),
    ("readme", "readme"),
    ("redirect-pizza", "redirectpizza"),
    ("render-", "render"),
    ("replicate", "replicate"),
    ("rootly", "rootly"),
    ("rubygems", "rubygems"),
    ("runpod", "runpod"),
    ("salesforce", "salesforce"),
    ("samsara", "samsara"),
    ("scaleway", "scaleway"),
    ("scalingo", "scalingo"),
    ("scalr", "scalr"),
    ("segment", "segment"),
    ("sendbird", "sendbird"),
    ("sendgrid", "sendgrid"),
    ("sendinblue", "sendinblue"),
    ("sentry", "sentry"),
    ("settlemint", "settlemint"),
    ("shippo", "shippo"),
    ("shopify", "shopify"),
    ("sidekiq", "sidekiq"),
    ("slack", "slack"),
    ("snowflake", "snowflake"),
    ("snyk", "snyk"),
    ("sonar", "sonar"),
    ("sourcegraph", "sourcegraph"),
    ("square-", "square"),
    ("squarespace", "squarespace"),
    ("sslmate", "sslmate"),
    ("stability-ai", "stability"),
    ("stripe", "stripe"),
    ("sumologic", "sumologic"),
    ("supabase", "supabase"),
    ("tableau", "tableau"),
    ("tailscale", "tailscale"),
    ("telegram", "telegram"),
    ("telnyx", "telnyx"),
    ("temporal", "temporal"),
    ("thunderstore", "thunderstore"),
    ("together", "togetherai"),
    ("travisci", "travisci"),
    ("trello", "trello"),
    ("twilio", "twilio"),
    ("twitch", "twitch"),
    ("twitter", "twitter"),
    ("typeform", "typeform"),
    ("unkey", "unkey"),
    ("upcloud", "upcloud"),
    ("upstage", "upstage"),
    ("val-town", "valtown"),
    ("vault-", "hashicorp"),
    ("vercel", "vercel"),
    ("wakatime", "wakatime"),
    ("weatherstack", "weatherstack"),
    ("weights-and-biases", "wandb"),
    ("workato", "workato"),
    ("workos", "workos"),
    ("xai-", "xai"),
    ("yandex", "yandex"),
    ("zai-", "zai"),
    ("zendesk", "zendesk"),
    ("zuplo", "zuplo"),
];

/// Where a peer has a negative for one rule of an issuer that has several here: which of ours must stay silent.
const SILENT: &[(&str, &str)] = &[
    ("cloudflare-api-key", "secret/cloudflare-api-token"),
    ("cloudflare-global-api-key", "secret/cloudflare-global-key"),
    ("cloudflare-origin-ca-key", "secret/cloudflare-origin-ca-key"),
];

/// The fractions that may not be undercut, per set: of positives, of negatives.
///
/// Known failures of the first set, by kind:
/// - a value that is a placeholder here: an age key of one repeated character, `cafebabe:deadbeef`;
/// - no such token: a JWT whose segments are not JSON, a Square secret with characters that no Square secret has;
/// - a file that is a secret by its name alone (`.p12`);
/// - a word alone (`"type": "service_account"`), a lower-case password without a digit.
///
/// Of the second besides: ids and host names that open nothing, and negatives of issuers whose prefix another issuer has too.
const GITLEAKS: (f64, f64) = (0.98, 1.0);
const BETTERLEAKS: (f64, f64) = (0.96, 0.95);

#[derive(Deserialize)]
struct Case {
    rule: String,
    text: String,
    expect: bool,
    #[serde(default)]
    verified: Option<bool>,
    #[serde(default)]
    path: Option<String>,
}

#[derive(Default)]
struct Tally {
    passed: usize,
    total: usize,
}

impl Tally {
    fn count(&mut self, passed: bool) {
        self.total += 1;
        self.passed += usize::from(passed);
    }

    fn fraction(&self) -> f64 {
        self.passed as f64 / self.total.max(1) as f64
    }
}

#[test]
fn covered_issuers_fire_on_the_cases_of_gitleaks() {
    run("gitleaks", GITLEAKS);
}

#[test]
fn covered_issuers_fire_on_the_cases_of_betterleaks() {
    run("betterleaks", BETTERLEAKS);
}

fn run(set: &str, least: (f64, f64)) {
    let Some(folder) = std::env::var_os("PORTCULLIS_CONFORMANCE").map(PathBuf::from) else {
        println!("conformance secrets/{set}: skipped, PORTCULLIS_CONFORMANCE is not set");
        return;
    };
    let path = folder.join("secrets").join(format!("{set}_cases.jsonl"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let builtin = RuleSet::builtin();
    let scanner = Scanner::new(builtin.clone()).unwrap();
    let own: BTreeSet<&str> = builtin.rules().iter().map(|rule| rule.issuer).collect();
    let mut scratch = scanner.scratch();
    let (mut all, mut covered, mut positives, mut negatives, mut verified, mut generic) = (
        Tally::default(),
        Tally::default(),
        Tally::default(),
        Tally::default(),
        Tally::default(),
        Tally::default(),
    );
    let mut failures = Vec::new();
    let mut by_rule: BTreeMap<String, usize> = BTreeMap::new();
    for line in text.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let issuer = issuer(&case.rule, &own);
        let mut found: Vec<SecretMatch> = Vec::new();
        let origin = Origin::new(case.path.unwrap_or_default());
        let _ = scanner.scan_from(&mut scratch, &origin, case.text.as_bytes(), &mut found);
        let fired: Vec<&str> = found.iter().map(|found| found.rule().as_str()).collect();
        let hit = issuer.is_some_and(|issuer| {
            found.iter().any(|found| {
                found.issuer() == issuer
                    || (issuer == "generic" && (case.expect || found.rule().area() == "generic"))
            })
        });
        let silent = SILENT
            .iter()
            .find(|(peer, _)| case.rule == *peer)
            .map_or(!hit, |(_, rule)| !fired.contains(rule));
        let passed = if case.expect {
            hit
        } else {
            issuer.is_some() && silent
        };
        all.count(passed);
        if issuer.is_some() {
            covered.count(passed);
            if case.expect {
                positives.count(passed)
            } else {
                negatives.count(passed)
            }
            if case.verified == Some(true) && case.expect {
                verified.count(passed);
            }
        }
        if case.expect && !passed {
            generic.count(fired.iter().any(|rule| rule.starts_with("generic/")));
        }
        if !passed {
            *by_rule.entry(case.rule.clone()).or_default() += 1;
            failures.push(serde_json::json!({ "rule": case.rule, "expect": case.expect, "fired": fired, "text": case.text }));
        }
    }
    println!("conformance secrets/{set}: {}/{}", all.passed, all.total);
    println!("  issuers with rules here: {}/{}", covered.passed, covered.total);
    println!(
        "  their positives: {}/{}, negatives: {}/{}",
        positives.passed, positives.total, negatives.passed, negatives.total
    );
    println!(
        "  their positives that the source's own tool confirmed: {}/{}",
        verified.passed, verified.total
    );
    println!(
        "  missed positives that a generic rule sees: {}/{}",
        generic.passed, generic.total
    );
    let worst: Vec<String> = by_rule
        .iter()
        .map(|(rule, count)| format!("{rule} {count}"))
        .collect();
    println!("  failures by rule: {}", worst.join(", "));
    write_failures(set, &failures);
    if std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_none() {
        assert!(
            positives.fraction() >= least.0,
            "{} of the positives, at least {} were reached",
            positives.fraction(),
            least.0
        );
        assert!(
            negatives.fraction() >= least.1,
            "{} of the negatives, at least {}",
            negatives.fraction(),
            least.1
        );
    }
}

/// Our issuer of a peer's rule: by the table, or by the issuer that its name begins with (`aws-…`, `np.aws.1`).
fn issuer<'o>(rule: &str, own: &BTreeSet<&'o str>) -> Option<&'o str> {
    let name = rule
        .strip_prefix("np.")
        .or_else(|| rule.strip_prefix("kingfisher."))
        .unwrap_or(rule);
    let row = ISSUERS.iter().find(|(peer, _)| name.starts_with(peer));
    let first = name.split(['.', '-', '_']).next().unwrap_or_default();
    match row {
        Some((_, issuer)) => Some(*issuer),
        None => own.get(first).copied(),
    }
}

fn write_failures(set: &str, failures: &[serde_json::Value]) {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target"),
        PathBuf::from,
    );
    let folder = target.join("conformance");
    std::fs::create_dir_all(&folder).unwrap();
    let mut file = std::fs::File::create(folder.join(format!("secrets-{set}.jsonl"))).unwrap();
    for failure in failures {
        writeln!(file, "{failure}").unwrap();
    }
}
