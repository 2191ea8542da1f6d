//! One digest for a whole tree: the `dirHash` of in-toto's digest set.

use portcullis_findings::{Algorithm, Digest, DigestError, Label, Sha256Stream};

/// The directory hash ("Hash1" of Go's `dirhash`) of files and their SHA-256 digests, which in-toto calls `dirHash`: the
/// SHA-256 over one line `digest  name` per file, by name. `files` must be in the order of their labels.
///
/// Names with a line break cannot be told apart in it; they are left out and returned, for the caller to report. There is
/// no error in practice: a SHA-256 has the length of a directory hash.
pub(crate) fn dir_hash<'a>(
    files: impl IntoIterator<Item = (&'a Label, &'a Digest)>,
) -> Result<(Digest, Vec<&'a Label>), DigestError> {
    let mut hash = Sha256Stream::new();
    let mut left_out = Vec::new();
    for (label, digest) in files {
        if label.as_bytes().contains(&b'\n') {
            left_out.push(label);
            continue;
        }
        hash.update(digest.to_hex().as_bytes());
        hash.update(b"  ");
        hash.update(label.as_bytes());
        hash.update(b"\n");
    }
    Ok((Digest::new(Algorithm::GoH1, hash.finish().as_bytes())?, left_out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_definition() {
        // printf '%s  a\n%s  b\n' "$(printf x | sha256sum | cut -c-64)" "$(printf y | sha256sum | cut -c-64)" | sha256sum
        let (x, y) = (Digest::sha256(b"x"), Digest::sha256(b"y"));
        let (a, b, broken) = (Label::new("a"), Label::new("b"), Label::new("b\nc"));
        let (hash, left_out) = dir_hash([(&a, &x), (&b, &y), (&broken, &y)]).unwrap();
        assert_eq!(
            hash.to_hex(),
            "8d73e01349b30f78751f37931b0d2ae54f8dbd56a8fc69e01f2861cc466fadaa"
        );
        assert_eq!(left_out, [&broken]);
    }
}
