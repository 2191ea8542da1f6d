//! The target `package_lock` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| portcullis_fuzz::lockfiles::package_lock(data));
