//! How signatures are written.

use std::borrow::Cow;

use crate::der::write;

/// How an ECDSA signature is written. Agreed outside the document, like the key itself; never guessed from the bytes.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EcdsaForm {
    /// `SEQUENCE { r, s }` in strict DER: Sigstore, openssl, and what this crate writes.
    #[default]
    Der,
    /// r and s at full width, one after the other (IEEE P1363): some cloud signers, and the example of the DSSE text.
    Fixed,
}

impl EcdsaForm {
    /// A signature of fixed width as DER, for signers whose devices answer so; `None` if it has no even number of bytes.
    ///
    /// ```
    /// use portcullis_sign::EcdsaForm;
    /// assert_eq!(EcdsaForm::der_of_fixed(&[0, 1, 0x80, 0]).as_deref(), Some(&[0x30, 8, 2, 1, 1, 2, 3, 0, 0x80, 0][..]));
    /// ```
    #[must_use]
    pub fn der_of_fixed(signature: &[u8]) -> Option<Vec<u8>> {
        Self::Fixed
            .to_der(signature, signature.len() / 2)
            .map(Cow::into_owned)
    }

    /// The DER of a signature in this form, for a curve whose numbers have `width` bytes; `None` if it is not in this form.
    pub(super) fn to_der(self, signature: &[u8], width: usize) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Der => Some(Cow::Borrowed(signature)),
            Self::Fixed if signature.len() == 2 * width => {
                let (r, s) = signature.split_at(width);
                Some(Cow::Owned(write::sequence(&[
                    &write::unsigned(r),
                    &write::unsigned(s),
                ])))
            }
            Self::Fixed => None,
        }
    }
}
