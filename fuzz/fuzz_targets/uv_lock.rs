//! The target `uv_lock` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| portcullis_fuzz::lockfiles::uv_lock(data));
