//! Serial numbers: UUID version 5 (RFC 9562) of a document's content.

/// RFC 9562, section 6.6.
const NAMESPACE_URL: [u8; 16] = [
    0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
];

/// The serial number of a document with this content digest.
pub(crate) fn serial_number(content: &portcullis_findings::Digest) -> String {
    format!(
        "urn:uuid:{}",
        version_5(NAMESPACE_URL, format!("portcullis:sbom:{content}").as_bytes())
    )
}

fn version_5(namespace: [u8; 16], name: &[u8]) -> String {
    let hash = sha1(&[namespace.as_slice(), name].concat());
    let mut text = String::with_capacity(36);
    for (at, byte) in hash.iter().take(16).enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let byte = match at {
            6 => (byte & 0x0f) | 0x50,
            8 => (byte & 0x3f) | 0x80,
            _ => *byte,
        };
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

/// SHA-1 (FIPS 180-4), which UUID version 5 is defined with. It only spreads a SHA-256 digest over 122 bits; nothing
/// relies on its strength.
fn sha1(message: &[u8]) -> [u8; 20] {
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend_from_slice(&(message.len() as u64 * 8).to_be_bytes());
    let (blocks, _) = padded.as_chunks::<64>();
    for block in blocks {
        round(&mut state, block);
    }
    let mut hash = [0; 20];
    for (to, byte) in hash
        .iter_mut()
        .zip(state.iter().flat_map(|word| word.to_be_bytes()))
    {
        *to = byte;
    }
    hash
}

fn round(state: &mut [u32; 5], block: &[u8; 64]) {
    let mut words: Vec<u32> = block
        .as_chunks::<4>()
        .0
        .iter()
        .map(|bytes| u32::from_be_bytes(*bytes))
        .collect();
    for at in 16..80 {
        let back = |distance: usize| words.get(at - distance).copied().unwrap_or_default();
        let word = back(3) ^ back(8) ^ back(14) ^ back(16);
        words.push(word.rotate_left(1));
    }
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for (at, word) in words.into_iter().enumerate() {
        let (mix, constant) = match at {
            0..20 => ((b & c) | (!b & d), 0x5a82_7999),
            20..40 => (b ^ c ^ d, 0x6ed9_eba1),
            40..60 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6_u32),
        };
        let next = [mix, e, constant, word]
            .into_iter()
            .fold(a.rotate_left(5), u32::wrapping_add);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
    }
    for (sum, value) in state.iter_mut().zip([a, b, c, d, e]) {
        *sum = sum.wrapping_add(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_the_uuid_of_the_standard() {
        // RFC 9562, appendix A.4: namespace DNS, name "www.example.com".
        let mut dns = NAMESPACE_URL;
        dns[3] = 0x10;
        assert_eq!(
            version_5(dns, b"www.example.com"),
            "2ed6657d-e927-568b-95e1-2665a8aea6a2"
        );
    }

    #[test]
    fn sha1_pads_as_the_standard_says() {
        let hex = |message: &[u8]| {
            sha1(message)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        // FIPS 180-4 examples: one block, two blocks.
        assert_eq!(hex(b"abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
        let two = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        assert_eq!(hex(two), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    }
}
