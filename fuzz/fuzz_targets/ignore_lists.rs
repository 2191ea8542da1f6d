//! The target `ignore_lists` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| portcullis_fuzz::ignores::ignore_lists(data));
