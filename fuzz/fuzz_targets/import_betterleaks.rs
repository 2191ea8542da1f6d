//! The target `import_betterleaks` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| portcullis_fuzz::imports::import_betterleaks(data));
