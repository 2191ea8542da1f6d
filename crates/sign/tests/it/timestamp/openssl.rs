//! Timestamps made by the `openssl` command, where it is found.

use portcullis_sign::timestamp::{TimestampAuthority, verify};

use super::build::{MESSAGE, window};
use crate::openssl::{file, folder, openssl};

const CONFIGURATION: &str = "\
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = tsa1
[tsa1]
dir = .
serial = serial
crypto_device = builtin
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
";

/// Kind of key, and its arguments for `openssl genpkey`.
const KEYS: [(&str, &str); 3] = [
    ("p256", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"),
    ("p384", "-algorithm EC -pkeyopt ec_paramgen_curve:P-384"),
    ("rsa", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"),
];

#[test]
fn openssl_timestamps_are_shown() {
    for (kind, arguments) in KEYS {
        let Some(folder) = folder(&format!("openssl-ts-{kind}")) else {
            return;
        };
        std::fs::write(folder.join("ts.cnf"), CONFIGURATION).unwrap();
        std::fs::write(folder.join("serial"), "01\n").unwrap();
        std::fs::write(folder.join("message"), MESSAGE).unwrap();
        for name in ["ca", "tsa"] {
            openssl(&folder, &format!("genpkey {arguments} -out {name}.key"));
            openssl(
                &folder,
                &format!("req -new -key {name}.key -subj /CN={kind}-{name} -out {name}.csr"),
            );
        }
        openssl(
            &folder,
            "x509 -req -in ca.csr -signkey ca.key -days 30 -extfile ts.cnf -extensions ca -set_serial 1 -out ca.pem",
        );
        openssl(
            &folder,
            "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -days 30 -extfile ts.cnf -extensions stamper \
             -set_serial 2 -out tsa.pem",
        );
        let chain = ["tsa", "ca"].map(|name| {
            openssl(
                &folder,
                &format!("x509 -in {name}.pem -outform DER -out {name}.der"),
            );
            file(&folder, &format!("{name}.der"))
        });
        let pinned = TimestampAuthority::new(&chain, window("2020-01-01T00:00:00Z")).unwrap();
        let embedded = TimestampAuthority::new(&chain[1..], window("2020-01-01T00:00:00Z")).unwrap();

        for (hash, with_certificate) in [("sha256", true), ("sha384", false), ("sha512", true)] {
            // There is no back end for ECDSA with SHA-512 on these curves.
            if hash == "sha512" && kind != "rsa" {
                continue;
            }
            let certificate = if with_certificate { " -cert" } else { "" };
            openssl(
                &folder,
                &format!("ts -query -data message -{hash}{certificate} -out query"),
            );
            openssl(
                &folder,
                &format!(
                    "ts -reply -config ts.cnf -queryfile query -inkey tsa.key -signer tsa.pem -{hash} -out reply"
                ),
            );
            openssl(&folder, "ts -reply -in reply -token_out -out token");
            for document in ["reply", "token"] {
                let document = file(&folder, document);
                let shown = verify(&document, MESSAGE, std::slice::from_ref(&pinned)).unwrap();
                assert_eq!(shown.policy(), "1.2.3.4.1");
                let shown = verify(&document, MESSAGE, std::slice::from_ref(&embedded));
                assert_eq!(shown.is_ok(), with_certificate, "{kind} {hash}");
                assert!(verify(&document, b"another", std::slice::from_ref(&pinned)).is_err());
            }
        }
    }
}
