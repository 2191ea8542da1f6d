"""Compares verdicts on Sigstore bundles with sigstore-python, offline.

    PYTHON benches/sigstore_python.py PORTCULLIS DATA

PYTHON has the package `sigstore`; PORTCULLIS is the binary; DATA is the folder of the conformance data with `conformance`, `bundles`
and `trusted-roots`. First the cases of sigstore-conformance by their own arguments, then every bundle under every trusted root,
asked for what its certificate and statement say themselves. Prints a line for each verdict that differs, and counts.
"""

import base64
import json
import subprocess
import sys
from pathlib import Path

from cryptography import x509
from sigstore.hashes import HashAlgorithm, Hashed
from sigstore.models import Bundle, TrustedRoot
from sigstore.verify import Verifier, policy

ISSUERS = ("1.3.6.1.4.1.57264.1.8", "1.3.6.1.4.1.57264.1.1")



def main():
    binary, data = sys.argv[1], Path(sys.argv[2])
    count = {"agree": 0, "differ": 0, "unsupported": 0}
    for name, bundle, root, identity, issuer, digest in cases(data):
        if identity is None:
            count["unsupported"] += 1
            continue
        theirs, why = peer(bundle, root, identity, issuer, digest)
        ours, because = portcullis(binary, bundle, root, identity, issuer, digest)
        count["agree" if theirs == ours else "differ"] += 1
        if theirs != ours:
            print(f"{name} under {root.name}: sigstore-python {word(theirs)} ({why}), portcullis {word(ours)} ({because})")
    print(", ".join(f"{key} {value}" for key, value in count.items()))


def cases(data):
    conformance = data / "conformance"
    for case in json.loads((conformance / "cases.json").read_text()):
        yield (
            case["name"],
            conformance / case["bundle"],
            conformance / case["trusted_root"],
            case.get("certificate_identity"),
            case.get("certificate_oidc_issuer"),
            case["artifact_sha256"],
        )
    for path in sorted((data / "bundles").rglob("*")):
        if not path.is_file():
            continue
        try:
            document = json.loads(path.read_text())
            material = document["verificationMaterial"]
        except (ValueError, KeyError, TypeError):
            continue
        who, digest = names(material), claimed(document)
        if digest is None:
            continue
        for root in sorted((data / "trusted-roots").glob("*.json")):
            yield (str(path.relative_to(data)), path, root, *(who or (None, None)), digest)


def names(material):
    """The name and the issuer that the certificate itself says."""
    try:
        raw = material.get("certificate") or material["x509CertificateChain"]["certificates"][0]
        leaf = x509.load_der_x509_certificate(base64.b64decode(raw["rawBytes"]))
        name = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value[0].value
        for extension in leaf.extensions:
            if extension.oid.dotted_string in ISSUERS:
                value = extension.value.value
                # The newer one is a DER string, short enough for a header of two bytes or three.
                text = value if value[:1] != b"\x0c" else value[2 if value[1] < 128 else 3 :]
                return (name, text.decode()) if isinstance(name, str) else None
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, x509.ExtensionNotFound):
        pass
    return None


def claimed(document):
    """The digest that the bundle says it is about."""
    try:
        if "messageSignature" in document:
            return base64.b64decode(document["messageSignature"]["messageDigest"]["digest"]).hex()
        statement = json.loads(base64.b64decode(document["dsseEnvelope"]["payload"]))
        return statement["subject"][0]["digest"]["sha256"]
    except (KeyError, IndexError, ValueError, TypeError):
        return None


def peer(path, root, identity, issuer, digest):
    try:
        verifier = Verifier(trusted_root=TrustedRoot.from_file(str(root)))
        bundle = Bundle.from_json(path.read_bytes())
        asked = policy.Identity(identity=identity, issuer=issuer)
        if bundle._inner.dsse_envelope is not None:
            _, payload = verifier.verify_dsse(bundle, asked)
            subjects = json.loads(payload)["subject"]
            if not any(one["digest"].get("sha256") == digest for one in subjects):
                return False, "not about the artifact"
        else:
            hashed = Hashed(algorithm=HashAlgorithm.SHA2_256, digest=bytes.fromhex(digest))
            verifier.verify_artifact(hashed, bundle, asked)
        return True, ""
    except Exception as error:  # whatever it is, it is no acceptance
        return False, f"{type(error).__name__}: {error}".replace("\n", " ")[:160]


def portcullis(binary, bundle, root, identity, issuer, digest):
    arguments = [binary, "verify", "bundle", f"sha256:{digest}", "--bundle", bundle, "--trusted-root", root]
    arguments += ["--certificate-identity", identity, "--certificate-oidc-issuer", issuer]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    return done.returncode == 0, (done.stdout + done.stderr).strip()[:160]


def word(accepted):
    return "accepts" if accepted else "refuses"


main()
