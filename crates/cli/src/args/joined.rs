//! What is joined with what advisories say, for every command that matches.

use std::path::PathBuf;

use clap::Args as Group;
use portcullis::GateOptions;
use portcullis::vuln_match::cvss::Environment;

use super::MatchingArgs;

#[derive(Debug, Group)]
pub(crate) struct JoinedArgs {
    /// How likely exploitation is: EPSS as FIRST publishes it, .csv or .csv.gz
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pub(crate) epss: Option<PathBuf>,

    /// Known exploited vulnerabilities: CISA's catalogue, JSON or CSV; the built-in policy denies what it lists
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pub(crate) kev: Option<PathBuf>,

    /// Symbols that are reached, one `PURL SYMBOL` per line, to tell whether affected ones are
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pub(crate) symbols: Option<PathBuf>,

    /// Score CVSS vectors with these environmental metrics too, such as CR:H/MAV:L, and rate by that
    #[arg(long, value_name = "METRICS", help_heading = "Data")]
    pub(crate) cvss_environment: Option<Environment>,

    #[command(flatten)]
    pub(crate) matching: MatchingArgs,

    /// VEX document to believe: OpenVEX, CSAF or CycloneDX; may be given several times
    #[arg(long, value_name = "FILE", help_heading = "VEX")]
    pub(crate) vex: Vec<PathBuf>,

    /// Whose VEX documents count, as they name their author; may be given several times [default: all that are given]
    #[arg(long, value_name = "NAME", requires = "vex", help_heading = "VEX")]
    pub(crate) vex_author: Vec<String>,

    /// What the tree is, by package URL or CPE name: statements about parts of this product count; may be given several times
    #[arg(long, value_name = "NAME", requires = "vex", help_heading = "VEX")]
    pub(crate) vex_product: Vec<String>,

    /// For how many days after its time a statement puts something aside [default: without end]
    #[arg(long, value_name = "DAYS", requires = "vex", help_heading = "VEX")]
    pub(crate) vex_max_age: Option<u32>,
}

impl JoinedArgs {
    /// Asks for all of it.
    pub(crate) fn apply(&self, options: &mut GateOptions) {
        options.epss.clone_from(&self.epss);
        options.kev.clone_from(&self.kev);
        options.symbols.clone_from(&self.symbols);
        options.cvss_environment = self.cvss_environment;
        self.matching.apply(options);
        options.vex.clone_from(&self.vex);
        options.vex_authors.clone_from(&self.vex_author);
        options.vex_products.clone_from(&self.vex_product);
        options.vex_max_age_days = self.vex_max_age;
    }
}
