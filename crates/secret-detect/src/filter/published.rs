//! Credentials that their vendors published as examples.

use portcullis_findings::Digest;

/// The first eight bytes of the SHA-256 of each, and who published it. Digests, so that no source holds what looks like a key.
const PUBLISHED: [(u64, &str); 22] = [
    (0xb7d6_1096_898c_e748, "Google, keys of public sample projects"),
    (0xf56e_3234_94a6_ffc2, "Google, keys of public sample projects"),
    (0x3f37_0c9d_d822_5c63, "Google, keys of public sample projects"),
    (0x0b47_6bdf_9acf_2123, "Google, keys of public sample projects"),
    (0xeb54_0d2b_6ee2_a0a4, "Google, keys of public sample projects"),
    (0x37f8_f09b_df12_c2f2, "Google, keys of public sample projects"),
    (0x8731_261c_b72d_8626, "Google, keys of public sample projects"),
    (0x49f7_77db_995e_8260, "Google, keys of public sample projects"),
    (0x27a9_a429_31df_f7eb, "Google, keys of public sample projects"),
    (0xdc0f_cf04_6c61_640c, "Google, keys of public sample projects"),
    (0x4c98_242d_cadc_8b29, "Google, keys of public sample projects"),
    (0x3a8b_61d0_f636_b007, "Google, keys of public sample projects"),
    (0xdba7_2c00_f41f_4e4c, "Microsoft, documentation of nuget.config"),
    (0x2caf_c097_0149_a84f, "Stripe, documentation"),
    (0xf2d6_ca16_5150_33e5, "Stripe, documentation"),
    (0x7e8d_e44e_a9ec_f6d5, "Stripe, documentation"),
    (0x69e5_a07c_cf06_bc5a, "Stripe, documentation"),
    (0x0011_cc25_eb43_2071, "Microsoft, the storage emulator"),
    (0xaa65_4743_9583_c3a2, "Microsoft, the Cosmos DB emulator"),
    (0x7f75_367e_7881_2551, "jwt.io, the token of its front page"),
    (0xda81_6f9f_2c16_e6c5, "jwt.io, an older one"),
    (0x8d4e_f653_6dc8_895f, "RFC 7519, section 3.1"),
];

/// Whether everybody knows the value from the documentation of its vendor.
pub(super) fn is_published(secret: &[u8]) -> bool {
    let digest = Digest::sha256(secret);
    let first = digest.as_bytes().first_chunk::<8>().copied();
    first.is_some_and(|first| {
        let first = u64::from_be_bytes(first);
        PUBLISHED.iter().any(|(known, _)| *known == first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_documentation_are_known() {
        assert!(is_published(
            concat!("sk_test_", "4eC39HqLyjWDarjtT1zdp7dc").as_bytes()
        ));
        assert!(!is_published(
            concat!("sk_test_", "4eC39HqLyjWDarjtT1zdp7dd").as_bytes()
        ));
    }
}
