//! The target `rfc3161` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| portcullis_fuzz::logs::rfc3161(data));
