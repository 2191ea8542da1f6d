//! The bytes that are signed.

/// The pre-authentication encoding (DSSE 1.0.2): `DSSEv1 LEN(type) type LEN(payload) payload`, one space between them.
///
/// No two pairs of type and payload have the same encoding, because each length stands before what it measures.
#[must_use]
pub fn pae(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len());
    let mut bytes = Vec::with_capacity(head.len() + payload.len());
    bytes.extend_from_slice(head.as_bytes());
    bytes.extend_from_slice(payload);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_that_of_the_protocol_text() {
        // DSSE 1.0.2, protocol, "Test Vectors".
        let encoded = pae("http://example.com/HelloWorld", b"hello world");
        assert_eq!(encoded, b"DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    #[test]
    fn lengths_count_bytes_not_characters() {
        assert_eq!(pae("é", &[0xff, 0x00]), b"DSSEv1 2 \xc3\xa9 2 \xff\x00");
        assert_eq!(pae("", b""), b"DSSEv1 0  0 ");
    }
}
