//! CRC-32C (RFC 3720 B.4), the transport checksum that object stores send in `x-goog-hash`.

/// Polynomial 0x1EDC6F41, reflected.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut value = index as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 {
                (value >> 1) ^ 0x82F6_3B78
            } else {
                value >> 1
            };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
};

/// The checksum of bytes that come in pieces. It tells damage, not forgery.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crc32c(u32);

impl Crc32c {
    pub(super) fn new() -> Self {
        Self(!0)
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let index = (self.0 as u8 ^ byte) as usize;
            self.0 = TABLE.get(index).copied().unwrap_or_default() ^ (self.0 >> 8);
        }
    }

    pub(super) fn finish(self) -> u32 {
        !self.0
    }
}

/// The CRC-32C of a header such as `crc32c=n03x6A==, md5=…`: base64 of four bytes, the highest first.
pub(super) fn stated(header: &str) -> Option<u32> {
    use base64::Engine as _;

    let value = header
        .split(',')
        .find_map(|part| part.trim().strip_prefix("crc32c="))?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(value).ok()?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = Crc32c::new();
        crc.update(bytes);
        crc.finish()
    }

    #[test]
    fn the_examples_of_the_rfc_come_out() {
        // RFC 3720 B.4; its bytes are in wire order, lowest first.
        let up: Vec<u8> = (0..32).collect();
        let rows: [(&[u8], u32); 4] = [
            (&[0; 32], 0x8A91_36AA),
            (&[0xff; 32], 0x62A8_AB43),
            (&up, 0x46DD_794E),
            (b"123456789", 0xE306_9283),
        ];
        for (bytes, expected) in rows {
            assert_eq!(crc(bytes), expected);
        }
    }

    #[test]
    fn the_header_is_read_among_others() {
        assert_eq!(stated("crc32c=4waSgw=="), Some(0xE306_9283));
        assert_eq!(stated("md5=AAAA, crc32c=4waSgw=="), Some(0xE306_9283));
        for header in ["", "md5=AAAA", "crc32c=", "crc32c=AAAA", "crc32c=?"] {
            assert_eq!(stated(header), None, "{header}");
        }
    }
}
