//! The binary as its callers see it: output, documents, exit codes.

mod exit_codes;
mod output;
mod proof;
mod support;
