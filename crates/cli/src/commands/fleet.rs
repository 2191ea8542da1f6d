//! `portcullis fleet`: which of many inventories an advisory affects.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use portcullis::findings::Label;
use portcullis::fleet::{self, FleetFolder};
use portcullis::vuln_match::{
    Advisory, Answer, Fleet, FleetAnswer, FleetBuilder, FleetChanges, FleetComponent, FleetLimits,
    InventorySet, Limits, MatchOptions,
};
use portcullis::{GateOptions, Silent, fs};
use serde_json::{Value, json};

use crate::args::{FleetCommand, FleetFormat, FleetInventories};
use crate::style::{Mark, Style, print};

/// The most bytes that a list of paths may have.
const LIST_BYTES: u64 = 1 << 30;

/// Changes a fleet or asks it.
pub(crate) fn run(command: &FleetCommand) -> anyhow::Result<u8> {
    match command {
        FleetCommand::Build {
            fleet,
            inventories,
            open,
        } => {
            let options = open.over(MatchOptions::default());
            fleet::create(fleet, &segment(inventories, options)?)?;
        }
        FleetCommand::Add {
            fleet,
            inventories,
            open,
        } => {
            let options = fleet::options(fleet)?;
            let asked = open.over(options);
            if asked != options {
                bail!(
                    "{}: the fleet is matched with `{options}`, and `{asked}` is asked for",
                    fleet.display()
                );
            }
            fleet::append(fleet, &segment(inventories, options)?)?;
        }
        FleetCommand::Remove { fleet, names } => remove(fleet, names)?,
        FleetCommand::Merge { fleet } => fleet::merge(fleet)?,
        FleetCommand::Info { fleet } => info(fleet)?,
        FleetCommand::Affected {
            fleet,
            advisory,
            was,
            format,
        } => return affected(fleet, advisory, was.as_deref(), *format),
    }
    Ok(0)
}

fn segment(inventories: &FleetInventories, options: MatchOptions) -> anyhow::Result<Vec<u8>> {
    let mut builder = FleetBuilder::new(FleetLimits::default()).with_options(options);
    for path in paths(inventories)? {
        let read = portcullis::read_inventory(&path, GateOptions::LOCKFILE_ENTRIES, &Silent)?;
        if let Some(gap) = read.gaps.first()
            && !inventories.incomplete
        {
            bail!(
                "{}: {} things could not be read, the first: {gap}; --incomplete takes the rest",
                path.display(),
                read.gaps.len()
            );
        }
        let name = path
            .to_str()
            .with_context(|| format!("{}: a name has to be UTF-8", path.display()))?;
        builder
            .add_components(name, read.inventory.components())
            .with_context(|| path.display().to_string())?;
    }
    Ok(builder.finish())
}

fn paths(inventories: &FleetInventories) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = inventories.paths.clone();
    if let Some(list) = &inventories.list {
        let text = String::from_utf8(fs::read_bounded(list, LIST_BYTES)?)
            .with_context(|| list.display().to_string())?;
        paths.extend(text.lines().filter(|line| !line.is_empty()).map(PathBuf::from));
    }
    Ok(paths)
}

fn remove(path: &Path, names: &[String]) -> anyhow::Result<()> {
    let folder = FleetFolder::open(path)?;
    let present = folder.fleet().with_context(|| path.display().to_string())?;
    let mut builder = FleetBuilder::new(FleetLimits::default()).with_options(present.options());
    for name in names {
        if !present
            .contains(name)
            .with_context(|| path.display().to_string())?
        {
            bail!(
                "{}: no inventory has the name {}",
                path.display(),
                Label::new(name)
            );
        }
        builder.remove(name)?;
    }
    Ok(fleet::append(path, &builder.finish())?)
}

fn info(path: &Path) -> anyhow::Result<()> {
    let folder = FleetFolder::open(path)?;
    let fleet = folder.fleet().with_context(|| path.display().to_string())?;
    fleet.check().with_context(|| path.display().to_string())?;
    let counts = fleet.counts();
    let text = format!(
        "inventories  {}\ncomponents   {} of {} packages\npostings     {}\nsegments     {}\nmatched by   {}\n",
        counts.inventories,
        counts.components,
        counts.packages,
        counts.postings,
        counts.segments,
        fleet.options()
    );
    print(&text).context("standard output")
}

/// An answer with the names that belong to it.
struct Told<'f> {
    fleet: &'f Fleet<'f>,
    id: &'f str,
    answer: FleetAnswer,
    changes: Option<FleetChanges>,
}

fn affected(path: &Path, advisory: &Path, was: Option<&Path>, format: FleetFormat) -> anyhow::Result<u8> {
    let now = record(advisory)?;
    let before = was.map(record).transpose()?;
    let folder = FleetFolder::open(path)?;
    let ask = || -> Result<u8, anyhow::Error> {
        let fleet = folder.fleet()?;
        let changes = before
            .as_ref()
            .map(|before| fleet.changes(Some(before), Some(&now)));
        let told = Told {
            id: &now.id,
            answer: fleet.affected_by(&now)?,
            changes: changes.transpose()?,
            fleet: &fleet,
        };
        let text = match format {
            FleetFormat::Text => told.text(Style::of_stdout())?,
            FleetFormat::Json => told.json()?,
        };
        print(&text).context("standard output")?;
        Ok(
            match (told.answer.affected.is_empty(), told.answer.unknown.is_empty()) {
                (false, _) => 1,
                (true, false) => 2,
                (true, true) => 0,
            },
        )
    };
    ask().with_context(|| path.display().to_string())
}

fn record(path: &Path) -> anyhow::Result<Advisory> {
    let limits = Limits::default();
    let record = fs::read_bounded(path, limits.record_bytes)?;
    let read = Advisory::from_json(&record, &limits);
    let (advisory, _) = read.with_context(|| path.display().to_string())?;
    Ok(advisory)
}

impl Told<'_> {
    /// The sets of inventories by what is said of them.
    fn sets(&self) -> Vec<(&'static str, Mark, &InventorySet)> {
        let mut sets = vec![
            ("affected", Mark::Red, &self.answer.affected),
            ("unknown", Mark::Yellow, &self.answer.unknown),
        ];
        if let Some(changes) = &self.changes {
            sets.push(("newly affected", Mark::Red, &changes.newly_affected));
            sets.push(("newly fixed", Mark::Green, &changes.newly_fixed));
            sets.push(("newly unknown", Mark::Yellow, &changes.newly_unknown));
        }
        sets
    }

    fn text(&self, style: Style) -> anyhow::Result<String> {
        let mut out = String::new();
        let (affected, unknown) = (self.answer.affected.len(), self.answer.unknown.len());
        let _ = writeln!(
            out,
            "{}: {affected} of {} inventories affected, {unknown} unknown",
            Label::new(self.id),
            self.fleet.len()
        );
        for component in &self.answer.components {
            let _ = writeln!(out, "  {}", describe(component));
        }
        for (word, mark, set) in self.sets() {
            for name in self.fleet.names(set)? {
                let _ = writeln!(
                    out,
                    "{}  {}",
                    style.paint(mark, &format!("{word:14}")),
                    Label::new(name)
                );
            }
        }
        Ok(out)
    }

    fn json(&self) -> anyhow::Result<String> {
        let components: Vec<Value> = self
            .answer
            .components
            .iter()
            .map(|component| {
                let reason = match &component.answer {
                    Answer::Unknown(reason) => Some(reason.to_string()),
                    _ => None,
                };
                json!({
                    "ecosystem": component.package.ecosystem.as_str(),
                    "name": component.package.name,
                    "version": component.version,
                    "answer": if reason.is_some() { "unknown" } else { "affected" },
                    "reason": reason,
                    "inventories": component.inventories,
                })
            })
            .collect();
        let mut document = json!({
            "advisory": self.id,
            "inventories": self.fleet.len(),
            "components": components,
        });
        for (word, _, set) in self.sets() {
            if let Some(fields) = document.as_object_mut() {
                fields.insert(word.replace(' ', "_"), self.fleet.names(set)?.into());
            }
        }
        Ok(format!("{document:#}\n"))
    }
}

fn describe(component: &FleetComponent) -> String {
    let mut text = format!(
        "{} {}",
        Label::new(component.package.ecosystem.as_str()),
        Label::new(&component.package.name)
    );
    if let Some(version) = &component.version {
        let _ = write!(text, " {}", Label::new(version));
    }
    let _ = match &component.answer {
        Answer::Unknown(reason) => write!(text, ": unknown, {}", Label::new(reason.to_string())),
        _ => write!(text, ": affected"),
    };
    let plural = if component.inventories == 1 { "y" } else { "ies" };
    let _ = write!(text, " ({} inventor{plural})", component.inventories);
    text
}
