//! `vulns compare`: pairs of versions from standard input.

use std::cmp::Ordering;
use std::io::{BufRead, Read, Write};

use anyhow::{Context, bail};
use portcullis::findings::Label;
use portcullis::vuln_match::{Ecosystem, Scheme};

/// The longest line that is read; the longest real version has under a thousand bytes.
const LINE_BYTES: u64 = 64 * 1024;

/// Prints how each line's two versions are ordered.
pub(super) fn run(ecosystem: Option<&str>, scheme: Option<&str>) -> anyhow::Result<u8> {
    let scheme = scheme_of(ecosystem, scheme)?;
    let mut input = std::io::stdin().lock();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input
            .by_ref()
            .take(LINE_BYTES)
            .read_until(b'\n', &mut line)
            .context("standard input")?;
        if read == 0 {
            break;
        }
        if read as u64 == LINE_BYTES && !line.ends_with(b"\n") {
            bail!("standard input: a line of more than {LINE_BYTES} bytes");
        }
        match writeln!(out, "{}", compare_line(scheme, &String::from_utf8_lossy(&line))) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(0),
            other => other.context("standard output")?,
        }
    }
    out.flush().context("standard output")?;
    Ok(0)
}

fn scheme_of(ecosystem: Option<&str>, scheme: Option<&str>) -> anyhow::Result<Scheme> {
    if let Some(name) = scheme {
        return match Scheme::named(name) {
            Some(scheme) => Ok(scheme),
            None => bail!("the version scheme {} is not known", Label::new(name)),
        };
    }
    let ecosystem = ecosystem.unwrap_or_default();
    match Scheme::for_ecosystem(&Ecosystem::parse(ecosystem)) {
        Some(scheme) => Ok(scheme),
        None => bail!(
            "no order of versions is known for the ecosystem {}",
            Label::new(ecosystem)
        ),
    }
}

fn compare_line(scheme: Scheme, line: &str) -> String {
    let versions: Vec<&str> = line.split_whitespace().collect();
    let &[one, two] = versions.as_slice() else {
        return format!("? expected two versions, found {}", versions.len());
    };
    let (left, right) = (scheme.parse(one), scheme.parse(two));
    for (key, version) in [(&left, one), (&right, two)] {
        if !key.is_ordered() && left != right {
            return format!("? `{}` cannot be ordered by {scheme}", Label::new(version));
        }
    }
    match left.cmp(&right) {
        Ordering::Less => "<",
        Ordering::Equal => "=",
        Ordering::Greater => ">",
    }
    .to_owned()
}
