//! A fleet of inventories: components whose popularity is log-uniform, the same for the same arguments.

use crate::generate::Random;

/// How components of like popularity are spread over packages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Spread {
    /// Neighbours in popularity are versions of one package: the worst case of an advisory, which asks for all of them.
    Clustered,
    /// A package has one version among the popular ones, and others far behind.
    Scattered,
}

/// Components by rank: the most popular first.
#[derive(Clone, Copy, Debug)]
pub struct Components {
    /// How many distinct ones there are.
    pub distinct: u32,
    /// How many versions a package has.
    pub versions: u32,
    /// Which of them are of one package.
    pub spread: Spread,
}

const ECOSYSTEMS: [&str; 4] = ["npm", "PyPI", "Maven", "Go"];

impl Components {
    /// How many packages there are.
    #[must_use]
    pub fn packages(&self) -> u32 {
        self.distinct.div_ceil(self.versions)
    }

    /// The package of a rank, and which of its versions it is.
    #[must_use]
    pub fn place(&self, rank: u32) -> (u32, u32) {
        match self.spread {
            Spread::Clustered => (rank / self.versions, rank % self.versions),
            Spread::Scattered => (rank % self.packages(), rank / self.packages()),
        }
    }

    /// Ecosystem and name of a package.
    #[must_use]
    pub fn package(&self, package: u32) -> (&'static str, String) {
        let ecosystem = ECOSYSTEMS.get(package as usize % 4).copied().unwrap_or_default();
        let group = package.wrapping_mul(2_654_435_761) >> 20;
        let name = match ecosystem {
            "Maven" => format!("org.group{group}:artifact-{package}"),
            "Go" => format!("go.example/team{group}/module-{package}"),
            _ => format!("package-{group}-{package}"),
        };
        (ecosystem, name)
    }

    /// A version of a package; those with a higher number are later.
    #[must_use]
    pub fn version(&self, package: u32, number: u32) -> String {
        let salt = package.wrapping_mul(2_246_822_519) >> 24;
        format!("{}.{}.{}", 1 + number / 8, number % 8 * 3 + salt % 3, salt % 11)
    }

    /// The ranks of one inventory, `count` distinct ones: the logarithm of a rank is uniform.
    pub fn inventory(&self, count: usize, random: &mut Random, ranks: &mut Vec<u32>) {
        let scale = f64::from(self.distinct).ln();
        ranks.clear();
        while ranks.len() < count {
            for _ in ranks.len()..count {
                let uniform = (random.next() >> 11) as f64 / (1_u64 << 53) as f64;
                ranks.push(((uniform * scale).exp() as u32).clamp(1, self.distinct) - 1);
            }
            ranks.sort_unstable();
            ranks.dedup();
        }
    }

    /// A record in OSV JSON about a package: its versions from `first` on, before `end`; all of them without numbers.
    #[must_use]
    pub fn advisory(&self, id: usize, package: u32, interval: Option<(u32, u32)>) -> String {
        let (ecosystem, name) = self.package(package);
        let events = match interval {
            Some((first, end)) => format!(
                r#"{{"introduced":"{}"}},{{"fixed":"{}"}}"#,
                self.version(package, first),
                self.version(package, end)
            ),
            None => r#"{"introduced":"0"}"#.to_owned(),
        };
        format!(
            r#"{{"id":"EXAMPLE-{id:06}","modified":"2026-01-01T00:00:00Z","affected":[{{"package":{{"ecosystem":"{ecosystem}","name":"{name}"}},"ranges":[{{"type":"ECOSYSTEM","events":[{events}]}}]}}]}}"#
        )
    }
}
