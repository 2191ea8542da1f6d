//! What is decided where the data of matching leaves something open.

use clap::builder::PossibleValuesParser;
use clap::{Args as Group, builder::TypedValueParser};
use portcullis::GateOptions;
use portcullis::vuln_match::{CpePolicy, EpochPolicy, MatchOptions, ProPolicy};

#[derive(Debug, Group)]
pub(crate) struct MatchingArgs {
    #[command(flatten)]
    pub(crate) open: OpenArgs,

    /// Whether a component that has no package URL of a known ecosystem is looked up by its CPE names, with low confidence
    /// [default: last-resort; for the gate as its policy says]
    #[arg(long, value_name = "WHEN", help_heading = "Matching", value_parser = words(CpePolicy::WORDS))]
    pub(crate) cpe: Option<CpePolicy>,
}

#[derive(Debug, Group)]
pub(crate) struct OpenArgs {
    /// What a missing epoch of an RPM package means where the other side states one [default: unknown; for the gate as its
    /// policy says]
    #[arg(long, value_name = "MEANING", help_heading = "Matching", value_parser = words(EpochPolicy::WORDS))]
    pub(crate) missing_epoch: Option<EpochPolicy>,

    /// Whether fixes for subscribers of Ubuntu Pro clear packages that do not say to be of it [default: told; for the gate as
    /// its policy says]
    #[arg(long, value_name = "WHEN", help_heading = "Matching", value_parser = words(ProPolicy::WORDS))]
    pub(crate) ubuntu_pro: Option<ProPolicy>,
}

impl MatchingArgs {
    /// Sets what is given.
    pub(crate) fn apply(&self, options: &mut GateOptions) {
        options.missing_epoch = self.open.missing_epoch;
        options.ubuntu_pro = self.open.ubuntu_pro;
        options.cpe = self.cpe;
    }

    /// The default options with what is given.
    pub(crate) fn options(&self) -> MatchOptions {
        let mut options = self.open.over(MatchOptions::default());
        options.cpe = self.cpe.unwrap_or(options.cpe);
        options
    }
}

impl OpenArgs {
    /// These options with what is given.
    pub(crate) fn over(&self, mut options: MatchOptions) -> MatchOptions {
        options.epoch = self.missing_epoch.unwrap_or(options.epoch);
        options.ubuntu_pro = self.ubuntu_pro.unwrap_or(options.ubuntu_pro);
        options
    }
}

/// Takes one of the words of an option.
fn words<T: Copy + PartialEq + Send + Sync + 'static>(
    words: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words.iter().map(|(word, _)| *word)).try_map(move |text| {
        let mut known = words.iter();
        known
            .find(|(word, _)| *word == text)
            .map(|(_, value)| *value)
            .ok_or("no such word")
    })
}
