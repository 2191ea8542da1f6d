//! Proofs of RFC 6962 and of subtrees.

use portcullis_findings::Digest;
use portcullis_sign::tlog::{
    TreeHash, TreeHead, verify_consistency, verify_inclusion, verify_subtree_consistency,
    verify_subtree_inclusion,
};
use serde_json::{Value, json};

use crate::support::{Set, base64, data, files};

/// Every vector is accepted or refused as it says.
#[test]
fn merkle_vectors() {
    let Some(folder) = data("merkle-vectors") else {
        return;
    };
    let mut set = Set::new("merkle");
    for path in files(&folder) {
        let vector: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let accepted = verify(&vector).is_some();
        set.case(
            accepted != vector["wantErr"].as_bool().unwrap(),
            || json!({"file": path, "accepted": accepted}),
        );
    }
    set.finish();
}

fn verify(vector: &Value) -> Option<()> {
    let number = |name: &str| vector[name].as_u64();
    let head = |size: &str, hash: &str| {
        Some(TreeHead {
            size: number(size)?,
            root: root(&vector[hash]),
        })
    };
    let proof = vector["proof"].as_array().into_iter().flatten();
    let proof: Vec<_> = proof.map(hash).collect::<Option<_>>()?;
    match (number("leafIdx"), number("start")) {
        (Some(index), None) => {
            let leaf = hash(&vector["leafHash"])?;
            verify_inclusion(&leaf, index, &head("treeSize", "root")?, &proof)
        }
        (Some(index), Some(start)) => {
            let leaf = hash(&vector["leafHash"])?;
            verify_subtree_inclusion(
                &leaf,
                index,
                start..number("end")?,
                &root(&vector["root"]),
                &proof,
            )
        }
        (None, Some(start)) => {
            let leaves = start..number("end")?;
            verify_subtree_consistency(leaves, &root(&vector["root1"]), &head("size", "root2")?, &proof)
        }
        (None, None) => verify_consistency(&head("size1", "root1")?, &head("size2", "root2")?, &proof),
    }
    .ok()
}

fn hash(value: &Value) -> Option<TreeHash> {
    Some(TreeHash::from_bytes(base64(value).try_into().ok()?))
}

/// Some vectors have other texts in the place of roots that are only compared. The type holds a SHA-256 and nothing
/// else, so the hash of such a text stands for it: equal ones stay equal, different ones different.
fn root(value: &Value) -> TreeHash {
    hash(value).unwrap_or_else(|| {
        let text = [b"not a root: ", base64(value).as_slice()].concat();
        TreeHash::from_bytes(Digest::sha256(&text).as_bytes().try_into().unwrap())
    })
}
