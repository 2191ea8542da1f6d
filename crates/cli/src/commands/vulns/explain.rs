//! `portcullis vulns explain`: why advisories do or do not affect a package, or what one advisory says.

use std::fmt::Write as _;

use anyhow::{Context, bail};
use portcullis::findings::{Component, ComponentKind, Label, Purl};
use portcullis::vuln_match::{Answer, Index};
use portcullis::{Advisories, open_advisories};

use crate::ERROR;
use crate::args::ExplainArgs;
use crate::progress::Bar;
use crate::style::{Mark, Style, print};

/// Explains a package URL or an advisory's id.
pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<u8> {
    let bar = Bar::new(args.quiet);
    let advisories = open_advisories(&args.advisories, &bar);
    bar.finish();
    let advisories = advisories?;
    let index = advisories.index()?;
    let style = Style::of_stdout();
    let (text, code) = if args.subject.starts_with("pkg:") {
        package(&advisories, &index, args, style)?
    } else {
        (advisory(&advisories, &index, &args.subject, style)?, 0)
    };
    print(&text).context("standard output")?;
    Ok(code)
}

fn package(
    advisories: &Advisories,
    index: &Index<'_>,
    args: &ExplainArgs,
    style: Style,
) -> anyhow::Result<(String, u8)> {
    let purl: Purl = args.subject.parse().context("the package URL")?;
    let mut component = Component::new(ComponentKind::Library, purl.name());
    component.version = purl.version().map(str::to_owned);
    component.purl = Some(purl);
    let explanations = index
        .explain_with(&component, args.matching.options())
        .map_err(|error| advisories.damaged(error))?;
    let mut out = String::new();
    let (mut affected, mut unknown) = (0, 0);
    for one in &explanations {
        let word = match &one.answer {
            Answer::Affected => {
                affected += 1;
                style.paint(Mark::Red, "affected     ")
            }
            Answer::Unknown(_) => {
                unknown += 1;
                style.paint(Mark::Yellow, "unknown      ")
            }
            _ => style.paint(Mark::Green, "not affected "),
        };
        // Writing to a string does not fail.
        let _ = writeln!(out, "{word} {}", clean(&one.to_string()));
    }
    let _ = writeln!(
        out,
        "{} entries of advisories about it: {affected} affect it, of {unknown} it is not known",
        explanations.len()
    );
    Ok((
        out,
        if affected > 0 {
            1
        } else if unknown > 0 {
            ERROR
        } else {
            0
        },
    ))
}

fn advisory(advisories: &Advisories, index: &Index<'_>, id: &str, style: Style) -> anyhow::Result<String> {
    let damaged = |error| advisories.damaged(error);
    let Some(found) = index.advisory(id).map_err(damaged)? else {
        bail!(
            "no advisory here has the id {}; aliases are not looked through",
            clean(id)
        );
    };
    let mut out = format!(
        "{}  {}\n",
        style.paint(Mark::Bold, &clean(found.id())),
        clean(&found.summary())
    );
    let mut line = |name: &str, text: String| {
        if !text.is_empty() {
            let _ = writeln!(out, "  {:11}{}", name, clean(&text));
        }
    };
    line("aliases", found.aliases().collect::<Vec<_>>().join(", "));
    line("upstream", found.upstream().collect::<Vec<_>>().join(", "));
    line("related", found.related()?.join(", "));
    let times = [
        ("published", found.published()),
        ("modified", found.modified()),
        ("withdrawn", found.withdrawn()),
    ];
    for (name, time) in times {
        line(name, time.map(|time| time.to_string()).unwrap_or_default());
    }
    line("licence", found.licence().unwrap_or_default().to_owned());
    for rating in found.ratings() {
        line(
            "rating",
            format!("{} ({})", rating.text, rating.to_score(found.id()).severity),
        );
    }
    for entry in found.entries().map_err(damaged)? {
        line("package", format!("{} {}", entry.ecosystem(), entry.name()));
        line("symbols", entry.symbols().collect::<Vec<_>>().join(", "));
    }
    if let Some(details) = advisories.details()?
        && let Some(told) = details.of(id).map_err(damaged)?
    {
        for (kind, address) in told.references() {
            line("reference", format!("{kind} {address}"));
        }
        out.push('\n');
        for text in told.text().lines() {
            let _ = writeln!(out, "  {}", clean(text));
        }
    }
    Ok(out)
}

fn clean(text: &str) -> String {
    Label::new(text).to_string()
}
