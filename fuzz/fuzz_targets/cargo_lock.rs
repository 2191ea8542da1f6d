//! The target `cargo_lock` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| portcullis_fuzz::lockfiles::cargo_lock(data));
