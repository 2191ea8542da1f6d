//! How what was decided is written as VEX.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args as Group, ValueEnum};
use portcullis::VexOutput;
use portcullis::sbom::cyclonedx::SpecVersion;
use portcullis::vuln_match::vex::csaf::CsafVersion;

#[derive(Debug, Group)]
pub(crate) struct VexOutArgs {
    /// Write what was decided about each vulnerability as a VEX document
    #[arg(long, value_name = "FILE", help_heading = "VEX")]
    pub(crate) vex_out: Option<PathBuf>,

    /// The form of that document [default: by the end of its name: cyclonedx for .cdx.json, csaf for .csaf.json, else openvex]
    #[arg(long, value_name = "FORMAT", requires = "vex_out", help_heading = "VEX")]
    pub(crate) vex_out_format: Option<VexOutFormat>,

    /// The author of that document [default: the name of the folder]
    #[arg(long, value_name = "NAME", requires = "vex_out", help_heading = "VEX")]
    pub(crate) vex_out_author: Option<String>,

    /// The publisher's namespace that a CSAF document has to name: a URL that is the publisher's own
    #[arg(long, value_name = "URL", requires = "vex_out", help_heading = "VEX")]
    pub(crate) vex_out_namespace: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum VexOutFormat {
    /// OpenVEX 0.2.0
    Openvex,
    /// CSAF 2.0, profile VEX
    Csaf,
    /// CycloneDX 1.6
    Cyclonedx,
}

impl VexOutArgs {
    /// Where to write it, and in which form.
    pub(crate) fn output(&self) -> anyhow::Result<Option<(&Path, VexOutput)>> {
        let Some(path) = &self.vex_out else {
            return Ok(None);
        };
        let output = match self.vex_out_format.unwrap_or_else(|| by_name(path)) {
            VexOutFormat::Openvex => VexOutput::OpenVex,
            VexOutFormat::Csaf => VexOutput::Csaf {
                version: CsafVersion::default(),
                namespace: self
                    .vex_out_namespace
                    .clone()
                    .context("a CSAF document names its publisher's namespace: --vex-out-namespace")?,
            },
            VexOutFormat::Cyclonedx => VexOutput::CycloneDx {
                version: SpecVersion::default(),
            },
        };
        Ok(Some((path, output)))
    }
}

fn by_name(path: &Path) -> VexOutFormat {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let name = name.to_ascii_lowercase();
    if name.ends_with(b".cdx.json") {
        VexOutFormat::Cyclonedx
    } else if name.ends_with(b".csaf.json") {
        VexOutFormat::Csaf
    } else {
        VexOutFormat::Openvex
    }
}
