//! What a caller decides where data leaves something open.

/// How components are matched where versions or releases leave something open. The defaults never call anything safe that
/// may not be.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct MatchOptions {
    /// What a missing epoch of an RPM package means.
    pub epoch: EpochPolicy,
    /// Whether fixes of Ubuntu Pro clear a component that does not say that it is of it.
    pub ubuntu_pro: ProPolicy,
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
