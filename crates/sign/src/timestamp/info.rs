//! The content of a token: TSTInfo (RFC 3161, 2.4.2).

use portcullis_findings::{Digest, Timestamp};

use super::{TimestampError, hash};
use crate::der::{self, DerProblem, Reader, dotted};

const GENERALIZED_TIME: u8 = 0x18;
const MAX_EXTENSIONS: usize = 16;

/// What the authority states.
pub(super) struct Info<'a> {
    /// The content of the policy's object identifier.
    pub(super) policy: &'a [u8],
    /// The digest of the message.
    pub(super) imprint: Digest,
    pub(super) time: Timestamp,
}

impl<'a> Info<'a> {
    pub(super) fn parse(content: &'a [u8]) -> Result<Self, TimestampError> {
        let mut body = Reader::document(content, der::SEQUENCE)?;
        if body.version()? != 1 {
            return Err(TimestampError::NotATimestamp {
                structure: "version of the content",
            });
        }
        let policy = body.oid()?;
        let mut imprint = body.expect(der::SEQUENCE)?;
        let hash = hash::read(imprint.expect(der::SEQUENCE)?)?;
        let digest_at = imprint;
        let digest = Digest::new(hash, imprint.octets()?).map_err(|_| digest_at.error(DerProblem::Value))?;
        imprint.finish()?;
        body.integer()?;
        let time_at = body;
        if body.peek() != Some(GENERALIZED_TIME) {
            return Err(time_at.error(DerProblem::Value).into());
        }
        let time = body.time()?;
        optional_members(body)?;
        Ok(Self {
            policy,
            imprint: digest,
            time,
        })
    }
}

/// Accuracy, ordering, nonce and name say nothing that is used; an unknown critical extension might.
fn optional_members(mut body: Reader<'_>) -> Result<(), TimestampError> {
    body.take_if(der::SEQUENCE)?;
    if body.peek() == Some(der::BOOLEAN) {
        body.boolean()?;
    }
    if body.peek() == Some(der::INTEGER) {
        body.integer()?;
    }
    body.take_if(der::constructed(0))?;
    let extensions = body.take_if(der::constructed(1))?;
    body.finish()?;
    let Some(extensions) = extensions else {
        return Ok(());
    };
    extensions.each(MAX_EXTENSIONS, |element| {
        let mut extension = element.content;
        let oid = extension.oid()?;
        if extension.peek() == Some(der::BOOLEAN) && extension.boolean()? {
            return Err(TimestampError::Extension { oid: dotted(oid) });
        }
        Ok(())
    })
}
