//! VEX documents.

use portcullis_findings::{Gap, VexDocument, VexStatement, VexStatus};
use portcullis_vuln_match::vex::{VexLimits, VexRead, VexWriteError, csaf, openvex};

use crate::support::assert_position;

/// What is read is written and read again: the same document. Two readings agree; gaps stand in the text.
pub fn openvex(data: &[u8]) {
    let limits = limits();
    let read = openvex::read("a", data, &limits);
    assert_eq!(read, openvex::read("a", data, &limits));
    let Ok(VexRead { document, gaps, .. }) = read else {
        return;
    };
    inside(data, &gaps);
    let mut document = expressible(document);
    let acts = |said: &VexStatement| said.status != VexStatus::Affected || !said.action.is_empty();
    document.statements.retain(acts);
    // A statement whose own time cannot be read has none; written, it would take the document's.
    document
        .statements
        .retain(|said| said.issued.is_some() || document.issued.is_none());
    let text = match openvex::write(&document, None) {
        Ok(text) => text,
        // Without a time or a statement it is no document of OpenVEX.
        Err(VexWriteError::Missing { .. }) => return,
        Err(error) => panic!("{error}"),
    };
    let again = openvex::read("a", text.as_bytes(), &VexLimits::default()).unwrap();
    assert!(again.gaps.is_empty(), "{:?}", again.gaps);
    let mut again = placeless(again.document);
    // A number is written, whatever stood there, and a name where there was none.
    again.version.clone_from(&document.version);
    if document.id.is_empty() {
        again.id.clear();
    }
    assert_eq!(again, placeless(document));
}

/// What is read is written, in both versions, and read again: the same statements. From then on nothing changes any more.
pub fn csaf(data: &[u8]) {
    let limits = limits();
    let read = csaf::read("a", data, &limits);
    assert_eq!(read, csaf::read("a", data, &limits));
    let Ok(VexRead { document, gaps, .. }) = read else {
        return;
    };
    inside(data, &gaps);
    let document = expressible(document);
    for version in [csaf::CsafVersion::V2_0, csaf::CsafVersion::V2_1] {
        let mut imprint = csaf::CsafImprint::new("https://example.org", "t");
        imprint.version = version;
        // A document of one version may say what the other cannot, and two that contradict what neither can.
        let Ok(text) = csaf::write(&document, &imprint) else {
            continue;
        };
        let again = csaf::read("a", text.as_bytes(), &VexLimits::default()).unwrap();
        assert!(again.gaps.is_empty(), "{:?}\n{text}", again.gaps);
        assert_eq!(said(&again.document), said(&document), "{text}");
        let once = csaf::write(&again.document, &imprint).unwrap();
        let twice = csaf::read("a", once.as_bytes(), &VexLimits::default()).unwrap();
        assert_eq!(csaf::write(&twice.document, &imprint).unwrap(), once);
    }
}

#[allow(clippy::field_reassign_with_default, reason = "the type may grow fields")]
fn limits() -> VexLimits {
    let mut limits = VexLimits::default();
    (limits.bytes, limits.items, limits.gaps) = (1 << 20, 100_000, 100);
    limits
}

fn inside(data: &[u8], gaps: &[Gap]) {
    for position in gaps.iter().filter_map(|gap| gap.position) {
        assert_position(data, position);
    }
}

/// Without statements that no valid document may hold.
fn expressible(mut document: VexDocument) -> VexDocument {
    document
        .statements
        .retain(|statement| statement.says_why() && !statement.vulnerabilities.is_empty());
    document
}

fn placeless(mut document: VexDocument) -> VexDocument {
    for statement in &mut document.statements {
        statement.position = None;
    }
    document
}

/// What is said of each product, in any order, apart from times and from what products are called for people.
fn said(document: &VexDocument) -> Vec<String> {
    let one = |statement: &VexStatement| {
        let about = |product: &portcullis_findings::VexProduct| {
            let mut product = product.clone();
            product.identity.name.clear();
            product.within.iter_mut().for_each(|whole| whole.name.clear());
            format!(
                "{product:?} {:?} {} {:?} {:?} {:?}",
                statement.vulnerabilities,
                statement.status.as_str(),
                statement.justification,
                statement.impact,
                statement.action.trim()
            )
        };
        statement.products.iter().map(about).collect::<Vec<_>>()
    };
    let mut said: Vec<String> = document.statements.iter().flat_map(one).collect();
    said.sort();
    said.dedup();
    said
}
