//! Findings as objects.

use super::document::{
    DetailObject, EvidenceObject, FindingObject, FixObject, Input, LocationObject, OriginObject, PathObject,
    RegionObject, ScoreObject, SourceObject, SubjectObject, TimesObject,
};
use crate::exchange::words;
use crate::{
    ComponentSource, Finding, Fix, Informational, Kind, Licence, Location, Reach, Region, Subject, Times,
    Timestamp,
};

pub(super) fn of(finding: &Finding) -> FindingObject<'_> {
    FindingObject {
        rule: finding.rule().as_str(),
        kind: finding.kind().as_str(),
        severity: finding.severity().as_str(),
        confidence: finding.confidence().as_str(),
        status: finding.status().as_str(),
        message: finding.message(),
        subject: finding.subject().map(subject),
        detail: detail(finding.kind()),
        locations: finding.locations().iter().map(location).collect(),
        keys: finding.keys().iter().map(ToString::to_string).collect(),
        evidence: finding
            .evidence()
            .iter()
            .map(|evidence| EvidenceObject {
                kind: evidence.kind.as_str(),
                text: &evidence.text,
            })
            .collect(),
        scores: finding
            .scores()
            .iter()
            .map(|score| ScoreObject {
                kind: words::score(score.kind),
                source: &score.source,
                text: &score.text,
                value: score.value,
                severity: score.severity.as_str(),
            })
            .collect(),
        fix: fix(finding.fix()),
        paths: finding
            .paths()
            .iter()
            .map(|path| PathObject {
                manifest: Input::of(&path.manifest),
                steps: path.steps.as_deref(),
            })
            .collect(),
        vex: finding.vex().map(words::vex),
        times: times(finding.times()),
        source: SourceObject {
            tool: &finding.source().tool,
            version: &finding.source().version,
            data: finding.source().data.as_deref(),
        },
        extra: finding.extra(),
    }
}

fn subject(subject: &Subject) -> SubjectObject<'_> {
    match subject {
        Subject::Component {
            purl,
            name,
            version,
            source,
        } => SubjectObject::Component {
            name,
            version: version.as_deref(),
            purl: purl.as_ref().map(ToString::to_string),
            source: origin(source),
        },
        Subject::Artifact(digest) => SubjectObject::Artifact {
            digest: digest.to_string(),
        },
    }
}

fn origin(source: &ComponentSource) -> OriginObject<'_> {
    let (url, revision) = match source {
        ComponentSource::PrivateRegistry { url } | ComponentSource::Url { url } => (Some(url.as_str()), None),
        ComponentSource::Git { url, revision } => (Some(url.as_str()), revision.as_deref()),
        ComponentSource::Unknown | ComponentSource::Registry | ComponentSource::Path => (None, None),
    };
    OriginObject {
        ty: source.as_str(),
        url,
        revision,
    }
}

fn detail(kind: &Kind) -> Option<DetailObject<'_>> {
    Some(match kind {
        Kind::Vulnerability(detail) => DetailObject::Vulnerability {
            advisory: &detail.advisory,
            aliases: &detail.aliases,
            summary: &detail.summary,
            informational: detail.informational.as_ref().map(Informational::as_str),
            symbols: &detail.symbols,
            reach: (detail.reach != Reach::Unknown).then(|| detail.reach.as_str()),
            risk: detail.risk,
        },
        Kind::Secret(detail) => DetailObject::Secret {
            redacted: &detail.redacted,
            proven: detail.proven,
        },
        Kind::Licence(detail) => DetailObject::Licence {
            form: match &detail.licence {
                Licence::Unknown => "unknown",
                Licence::NoneStated => "none",
                Licence::Expression(_) => "expression",
                Licence::Name(_) => "name",
            },
            licence: detail.licence.as_str(),
        },
        Kind::Infrastructure { resource } => DetailObject::Infrastructure { resource },
        Kind::Web(detail) => DetailObject::Web {
            method: &detail.method,
            url: &detail.url,
            parameter: detail.parameter.as_deref(),
        },
        Kind::Provenance(detail) => DetailObject::Provenance {
            control: &detail.control,
        },
        Kind::Code | Kind::Malware | Kind::Policy => return None,
    })
}

fn location(location: &Location) -> LocationObject<'_> {
    LocationObject {
        input: Input::of(location.label()),
        container: location.container().iter().map(Input::of).collect(),
        commit: location.commit(),
        region: location.region().map(region),
    }
}

fn region(region: &Region) -> RegionObject {
    let utf16 = region.utf16_columns();
    RegionObject {
        start: region.bytes().start,
        end: region.bytes().end,
        line: region.line(),
        column: region.column(),
        end_line: region.end_line(),
        end_column: region.end_column(),
        utf16_column: utf16.map(|(start, _)| start),
        utf16_end_column: utf16.map(|(_, end)| end),
    }
}

fn fix(fix: &Fix) -> FixObject<'_> {
    match fix {
        Fix::Unknown => FixObject::Unknown,
        Fix::None => FixObject::None,
        Fix::Available { version, versions } => FixObject::Available { version, versions },
    }
}

fn times(times: Times) -> TimesObject {
    let text = |time: Option<Timestamp>| time.map(|time| time.to_string());
    TimesObject {
        published: text(times.published),
        modified: text(times.modified),
        introduced: text(times.introduced),
        detected: text(times.detected),
    }
}
