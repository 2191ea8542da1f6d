//! The target `trusted_root` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| portcullis_fuzz::sigstore::trusted_root(data));
