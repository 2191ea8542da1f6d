//! Locations.

use super::document::{Artifact, Location, LocationProperties, LogicalLocation, PhysicalLocation, Region};
use crate::{Finding, Label};

/// The locations of a finding, the main one first, at most `room`; one even if the finding has none, because consumers
/// refuse a result without.
pub(super) fn of(finding: &Finding, room: usize) -> Vec<Location> {
    if !finding.locations().is_empty() {
        return finding.locations().iter().take(room).map(place).collect();
    }
    let manifest = finding.paths().first().map(|path| path.manifest.clone());
    vec![at(
        &crate::Location::new(manifest.unwrap_or_default().as_bytes()),
        1,
    )]
}

/// A line of an input.
pub(super) fn at(place: &crate::Location, line: u64) -> Location {
    Location {
        physical_location: PhysicalLocation {
            artifact_location: artifact(place.label()),
            region: first_line(line),
        },
        logical_locations: Vec::new(),
        properties: None,
    }
}

fn place(place: &crate::Location) -> Location {
    let inner = place.region().map(region);
    let (label, region, inner_region) = match place.container().first() {
        None => (place.label(), inner, None),
        Some(outermost) => (outermost, None, inner),
    };
    let commit = place.commit().map(str::to_owned);
    let name = || LogicalLocation {
        fully_qualified_name: inside(place),
        kind: "resource",
    };
    Location {
        physical_location: PhysicalLocation {
            artifact_location: artifact(label),
            region: region.unwrap_or_else(|| first_line(1)),
        },
        logical_locations: (!place.container().is_empty()).then(name).into_iter().collect(),
        properties: (commit.is_some() || inner_region.is_some())
            .then_some(LocationProperties { commit, inner_region }),
    }
}

/// `outer.tar!inner.jar!path`.
fn inside(place: &crate::Location) -> String {
    let labels = place.container().iter().chain([place.label()]);
    labels.map(Label::to_string).collect::<Vec<_>>().join("!")
}

fn artifact(label: &Label) -> Artifact {
    let mut uri = label.to_uri();
    if uri.is_empty() {
        ".".clone_into(&mut uri);
    }
    // A leading slash would leave the root, two would name a host (RFC 3986, 4.2).
    if let Some(rest) = uri.strip_prefix('/') {
        uri = format!("%2F{rest}");
    }
    Artifact {
        uri: Some(uri),
        uri_base_id: Some("SRCROOT"),
        description: None,
    }
}

fn first_line(line: u64) -> Region {
    Region {
        start_line: line.max(1),
        start_column: None,
        end_line: None,
        end_column: None,
        byte_offset: None,
        byte_length: None,
    }
}

fn region(region: &crate::Region) -> Region {
    let bytes = region.bytes();
    let columns = region.utf16_columns();
    Region {
        start_line: region.line().max(1),
        start_column: columns.map(|(start, _)| start),
        end_line: Some(region.end_line().max(region.line()).max(1)),
        end_column: columns.map(|(_, end)| end),
        byte_offset: Some(bytes.start),
        byte_length: Some(bytes.end.saturating_sub(bytes.start)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_an_archive_stands_at_the_outermost_file() {
        let location = crate::Location::new("x.txt")
            .with_container(vec![Label::new("a b.tar"), Label::new("c.jar")])
            .with_region(crate::Region::new(3..5, (2, 1), (2, 3)).with_utf16_columns(1, 3));
        let place = place(&location);
        assert_eq!(
            place.physical_location.artifact_location.uri.as_deref(),
            Some("a%20b.tar")
        );
        assert_eq!(place.physical_location.region.start_line, 1);
        assert_eq!(
            place.logical_locations[0].fully_qualified_name,
            "a b.tar!c.jar!x.txt"
        );
        let inner = place.properties.and_then(|properties| properties.inner_region);
        assert_eq!(inner.map(|region| region.start_line), Some(2));
    }

    #[test]
    fn no_label_leaves_the_root() {
        for (label, uri) in [
            ("/etc/x", "%2Fetc/x"),
            ("//host/x", "%2F/host/x"),
            ("", "."),
            ("a:b", "a%3Ab"),
        ] {
            assert_eq!(artifact(&Label::new(label)).uri.as_deref(), Some(uri));
        }
    }
}
