//! What a caller or a policy decides where the data of matching leaves something open.

use std::fmt::{self, Display};

/// How components are matched with advisories where versions, releases or names leave something open. The defaults never call
/// anything safe that may not be.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct MatchOptions {
    /// What a missing epoch of an RPM package means.
    pub epoch: EpochPolicy,
    /// Whether fixes of Ubuntu Pro clear a component that does not say that it is of it.
    pub ubuntu_pro: ProPolicy,
    /// Whether a component of no known ecosystem is looked up by its CPE names.
    pub cpe: CpePolicy,
}

/// What a missing epoch means where the other side states one above zero. Where both readings give one answer, that is the
/// answer whatever the policy.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum EpochPolicy {
    /// The answer is unknown, and says so: tools lose epochs, and either reading may be wrong. The default.
    #[default]
    Unknown,
    /// It is zero, as rpm-version(7) says. A component that has an epoch is then newer than all versions
    /// of an advisory that lost it.
    Zero,
    /// It is that of the other side. A component that lost an epoch which was raised since is then taken as newer.
    SameAsAdvisory,
}

/// Whether a fix that Ubuntu publishes to subscribers alone (`+esm1`) clears components that are as new, and do not say
/// that they are of Ubuntu Pro: by the `distro` qualifier (`ubuntu-pro-18.04`) or their own version.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum ProPolicy {
    /// It does not: the answer is unknown. The default.
    #[default]
    Told,
    /// It does: all hosts are subscribed, or the order of versions is enough.
    ByVersion,
}

/// Whether a component is looked up by its CPE names. They name products of vendors, not packages, so what is found is of low
/// confidence; a component whose package URL tells where to look is never looked up by them.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum CpePolicy {
    /// Where nothing else tells where to look. The default.
    #[default]
    LastResort,
    /// Never.
    Off,
}

impl EpochPolicy {
    /// All with the words that policies and command lines use.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("unknown", Self::Unknown),
        ("zero", Self::Zero),
        ("same-as-advisory", Self::SameAsAdvisory),
    ];
}

impl ProPolicy {
    /// All with the words that policies and command lines use.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("told", Self::Told), ("by-version", Self::ByVersion)];
}

impl CpePolicy {
    /// All with the words that policies and command lines use.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("last-resort", Self::LastResort), ("off", Self::Off)];
}

impl Display for MatchOptions {
    /// As a policy states them: `missing-epoch = zero, ubuntu-pro = told, cpe = last-resort`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "missing-epoch = {}, ubuntu-pro = {}, cpe = {}",
            word(EpochPolicy::WORDS, self.epoch),
            word(ProPolicy::WORDS, self.ubuntu_pro),
            word(CpePolicy::WORDS, self.cpe),
        )
    }
}

fn word<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    let mut words = words.iter();
    words
        .find(|(_, known)| *known == value)
        .map_or("", |(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_print_as_policies_state_them() {
        let mut options = MatchOptions::default();
        let defaults = "missing-epoch = unknown, ubuntu-pro = told, cpe = last-resort";
        assert_eq!(options.to_string(), defaults);
        options.epoch = EpochPolicy::SameAsAdvisory;
        options.ubuntu_pro = ProPolicy::ByVersion;
        options.cpe = CpePolicy::Off;
        let others = "missing-epoch = same-as-advisory, ubuntu-pro = by-version, cpe = off";
        assert_eq!(options.to_string(), others);
    }
}
