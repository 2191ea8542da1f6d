//! Inputs, the same for the same arguments.

use std::fmt::Write as _;

const WORDS: &[&str] = &[
    "let",
    "token",
    "config",
    "key",
    "value",
    "api",
    "return",
    "match",
    "secret_name",
    "user",
    "password_hash",
    "index",
    "fn",
    "impl",
    "client",
    "request",
    "auth",
    "session",
    "buffer",
    "length",
    "import",
    "export",
    "const",
    "self",
];

const PLAIN: &[&str] = &[
    "the", "pipeline", "walks", "over", "every", "folder", "and", "counts", "what", "it", "sees", "there",
    "when", "nothing", "is", "left", "some", "numbers", "are", "printed", "in", "order", "of", "size",
];

/// What a text looks like.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Style {
    /// Lines of code and configuration in which every other word is one that rules of secrets look for: the worst case.
    Dense,
    /// The same without line ends, as minified files are.
    Minified,
    /// Lines of words that no rule looks for.
    Plain,
}

/// At least `size` bytes of text.
#[must_use]
pub fn text(size: u64, style: Style, random: &mut Random) -> String {
    let words = if style == Style::Plain { PLAIN } else { WORDS };
    let mut text = String::new();
    while (text.len() as u64) < size {
        for _ in 0..4 + random.below(8) {
            let word = words
                .get(random.below(words.len() as u64) as usize)
                .copied()
                .unwrap_or_default();
            let _ = write!(text, "{word} ");
        }
        let _ = write!(text, "= \"{:016x}\";", random.next());
        text.push(if style == Style::Minified { ' ' } else { '\n' });
    }
    text
}

/// A `Cargo.lock` whose packages need each other as a binary tree does.
#[must_use]
pub fn cargo_lock(packages: u64, random: &mut Random) -> String {
    let mut lock =
        "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n \"package-0\",\n]\n".to_owned();
    for package in 0..packages {
        let _ = write!(
            lock,
            "\n[[package]]\nname = \"package-{package}\"\nversion = \"1.{}.0\"\nsource = \"registry+https://registry.example/index\"\nchecksum = \"{:016x}{:016x}{:016x}{:016x}\"\n",
            random.below(50),
            random.next(),
            random.next(),
            random.next(),
            random.next()
        );
        let names: String = children(package, packages)
            .map(|next| format!(" \"package-{next}\",\n"))
            .collect();
        if !names.is_empty() {
            let _ = write!(lock, "dependencies = [\n{names}]\n");
        }
    }
    lock
}

/// A `package-lock.json` of version 3 with the same tree.
#[must_use]
pub fn package_lock(packages: u64, random: &mut Random) -> String {
    let mut lock = "{\n  \"name\": \"app\",\n  \"version\": \"0.1.0\",\n  \"lockfileVersion\": 3,\n  \"packages\": {\n    \"\": {\n      \"name\": \"app\",\n      \"dependencies\": { \"package-0\": \"^1.0.0\" }\n    }".to_owned();
    for package in 0..packages {
        let needs: Vec<_> = children(package, packages)
            .map(|next| format!("\"package-{next}\": \"^1.0.0\""))
            .collect();
        let _ = write!(
            lock,
            ",\n    \"node_modules/package-{package}\": {{\n      \"version\": \"1.{}.0\",\n      \"resolved\": \"https://registry.example/package-{package}.tgz\",\n      \"integrity\": \"sha512-{}==\",\n      \"license\": \"MIT\",\n      \"dependencies\": {{ {} }}\n    }}",
            random.below(50),
            "A".repeat(86),
            needs.join(", ")
        );
    }
    lock.push_str("\n  }\n}\n");
    lock
}

/// OSV records about the packages of [`cargo_lock`], one each, of which some match.
#[must_use]
pub fn advisories(count: u64, random: &mut Random) -> Vec<String> {
    let record = |package: u64| {
        let fixed = random.below(60);
        format!(
            concat!(
                "{{\"schema_version\":\"1.7.0\",\"id\":\"EXAMPLE-{p}\",\"modified\":\"2026-10-01T00:00:00Z\",",
                "\"published\":\"2026-01-01T00:00:00Z\",\"aliases\":[\"CVE-2026-{p}\"],\"summary\":\"a fault of package {p}\",",
                "\"details\":\"{d}\",\"affected\":[{{\"package\":{{\"ecosystem\":\"crates.io\",\"name\":\"package-{p}\",",
                "\"purl\":\"pkg:cargo/package-{p}\"}},\"ranges\":[{{\"type\":\"SEMVER\",\"events\":[{{\"introduced\":\"1.0.0\"}},",
                "{{\"fixed\":\"1.{f}.0\"}}]}}],\"database_specific\":{{\"informational\":null}}}}],",
                "\"references\":[{{\"type\":\"WEB\",\"url\":\"https://advisories.example/{p}\"}}],",
                "\"severity\":[{{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"}}]}}"
            ),
            p = package,
            f = fixed,
            d = "what happens and to whom. ".repeat(40)
        )
    };
    (0..count).map(record).collect()
}

/// OSV records of malicious packages as they are reported for npm: most are malicious whole, others in a few versions.
#[must_use]
pub fn malware(count: u64, random: &mut Random) -> Vec<String> {
    let record = |at: u64| {
        let name = format!(
            "{}-{:x}",
            WORDS.get((at % 20) as usize).copied().unwrap_or_default(),
            random.next() >> 24
        );
        let affected = if random.below(10) < 7 {
            "\"ranges\":[{\"type\":\"SEMVER\",\"events\":[{\"introduced\":\"0\"}]}]".to_owned()
        } else {
            let versions: Vec<String> = (0..=random.below(3))
                .map(|patch| format!("\"{}.{}.{patch}\"", random.below(100), random.below(20)))
                .collect();
            format!("\"versions\":[{}]", versions.join(","))
        };
        format!(
            concat!(
                "{{\"schema_version\":\"1.7.0\",\"id\":\"MAL-2026-{at}\",\"modified\":\"2026-10-{day:02}T0{hour}:00:00Z\",",
                "\"published\":\"2026-09-{day:02}T00:00:00Z\",\"summary\":\"Malicious code in {name} (npm)\",",
                "\"details\":\"{details}\",\"affected\":[{{\"package\":{{\"ecosystem\":\"npm\",\"name\":\"{name}\"}},{affected}}}],",
                "\"credits\":[{{\"name\":\"somebody\",\"type\":\"FINDER\"}}],\"database_specific\":{{\"malicious-packages-origins\":[]}}}}"
            ),
            at = at,
            name = name,
            affected = affected,
            day = 1 + at % 28,
            hour = at % 10,
            details = "what the package does when it is installed. ".repeat(12),
        )
    };
    (0..count).map(record).collect()
}

fn children(package: u64, packages: u64) -> impl Iterator<Item = u64> {
    [package * 2 + 1, package * 2 + 2]
        .into_iter()
        .filter(move |next| *next < packages)
}

/// SplitMix64: numbers without pattern, the same ones every time.
#[derive(Debug)]
pub struct Random(u64);

impl Default for Random {
    fn default() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }
}

impl Random {
    /// Any number.
    #[allow(clippy::should_implement_trait, reason = "no iterator: it has no end")]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number below `limit`; 0 for the limit 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }
}
