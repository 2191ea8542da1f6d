//! The target `go_mod` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| portcullis_fuzz::lockfiles::go_mod(data));
