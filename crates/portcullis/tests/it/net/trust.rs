//! Who is believed to be who.

use std::sync::Arc;

use portcullis::Silent;
use portcullis::net::{Change, FetchError, Roots, UpdateError, update_advisories};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::server::{Server, reply};
use super::{Mirror, january};

/// An authority of its own.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server with a certificate of an authority for a name.
fn start(authority: &CertifiedIssuer<'static, KeyPair>, name: &str) -> Server {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new([name.to_owned()])
        .unwrap()
        .signed_by(&key, authority)
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    let config = Arc::new(config);
    Server::start_with(
        "https",
        move |stream| {
            let session = ServerConnection::new(Arc::clone(&config)).unwrap();
            Box::new(StreamOwned::new(session, stream))
        },
        |_, connection| reply(connection, 200, "etag: \"a\"", &january()),
    )
}

#[test]
fn a_certificate_of_the_given_authority_is_accepted() {
    let authority = authority();
    let server = start(&authority, "127.0.0.1");
    let mut mirror = Mirror::new(&server.base());
    mirror.options.roots = Roots::Only(authority.pem().into_bytes());
    assert_eq!(mirror.update().unwrap().change, Change::New);
}

#[test]
fn a_certificate_of_any_other_authority_is_refused() {
    let server = start(&authority(), "127.0.0.1");
    let mut mirror = Mirror::new(&server.base());
    for roots in [Roots::Bundled, Roots::Only(authority().pem().into_bytes())] {
        mirror.options.roots = roots;
        let error = mirror.update().unwrap_err();
        assert!(matches!(error, FetchError::Tls { .. }), "{error}");
        assert_eq!(mirror.present(), None);
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn a_certificate_for_another_name_is_refused() {
    let authority = authority();
    let server = start(&authority, "mirror.example");
    let mut mirror = Mirror::new(&server.base());
    mirror.options.roots = Roots::Only(authority.pem().into_bytes());
    let error = mirror.update().unwrap_err();
    assert!(matches!(error, FetchError::Tls { .. }), "{error}");
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn a_server_without_tls_is_refused() {
    let server = Server::start(|_, connection| reply(connection, 200, "", &january()));
    let mirror = Mirror::new(&format!("https://127.0.0.1:{}", server.port()));
    let error = mirror.update().unwrap_err();
    assert!(
        matches!(
            error,
            FetchError::Tls { .. } | FetchError::Connect { .. } | FetchError::Timeout { .. }
        ),
        "{error}"
    );
    assert_eq!(mirror.present(), None);
}

#[test]
fn roots_that_are_none_and_plain_http_to_others_are_refused_before_anything_is_asked() {
    let mut mirror = Mirror::new("http://127.0.0.1:9");
    for pem in ["", "no certificate"] {
        mirror.options.roots = Roots::Only(pem.into());
        let error = update_advisories(&mirror.options, &Silent).unwrap_err();
        assert!(matches!(error, UpdateError::Roots), "{error}");
    }
    let mirror = Mirror::new("http://mirror.example");
    let error = update_advisories(&mirror.options, &Silent).unwrap_err();
    assert!(matches!(error, UpdateError::PlainHttp { .. }), "{error}");
}
