//! Base64 as JSON formats carry it.

use base64::DecodeError;
use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, Engine as _};

/// Trailing bits must be zero, so that bytes have one text per alphabet; padding may be left out, as JWS tools do.
const READ: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(false)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, READ);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, READ);

/// Decodes either alphabet, never mixed, with all of the padding or none of it.
///
/// The error is the 0-based byte of the text at which decoding stopped.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, usize> {
    if text.ends_with('=') && !text.len().is_multiple_of(4) {
        return Err(text.len());
    }
    let decoded = match STANDARD.decode(text) {
        Err(DecodeError::InvalidByte(_, b'-' | b'_')) => URL_SAFE.decode(text),
        decoded => decoded,
    };
    decoded.map_err(|error| offset(&error, text))
}

fn offset(error: &DecodeError, text: &str) -> usize {
    match error {
        DecodeError::InvalidByte(offset, _) | DecodeError::InvalidLastSymbol { offset, .. } => *offset,
        _ => text.len(),
    }
}
