//! How large a policy may be.

/// Limits of policy and waiver texts. Both may come from whom the gate guards against.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one text; 1 MiB. The nesting of TOML tables is limited to 80 by its reader.
    pub text_bytes: usize,
    /// Bytes of one value; 4 KiB.
    pub value_bytes: usize,
    /// Entries of one list, rules, excludes and waivers each; 10,000.
    pub items: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text_bytes: 1 << 20,
            value_bytes: 4 << 10,
            items: 10_000,
        }
    }
}
