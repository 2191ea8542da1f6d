#!/usr/bin/env bash
# Runs the suite of theupdateframework/tuf-conformance, on the loopback network, against the client of
# crates/portcullis/examples/tuf_client.rs. Nothing is installed.
#
#   benches/tuf_conformance.sh SUITE [PYTEST_OPTION…]
#
# SUITE: a checkout of the suite. PYTHON in the environment names a Python that has the suite's packages, python3 if it does not.
# Where the suite asks for another time through the program faketime, the client is told so by SOURCE_DATE_EPOCH.
set -euo pipefail

if [ $# -lt 1 ]; then
    echo "usage: benches/tuf_conformance.sh SUITE [PYTEST_OPTION…]" >&2
    exit 64
fi
suite=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/.."
cargo build --quiet --package portcullis --features net --example tuf_client
client=${CARGO_TARGET_DIR:+$CARGO_TARGET_DIR/debug/examples/tuf_client}
client=${client:-$(pwd)/target/debug/examples/tuf_client}

programs=$(mktemp -d)
trap 'rm -r "$programs"' EXIT
cat >"$programs/faketime" <<'SH'
#!/bin/sh
moment=$1
shift
SOURCE_DATE_EPOCH=$(date -u -d "$moment" +%s) exec "$@"
SH
chmod +x "$programs/faketime"
cd "$suite"
PATH="$programs:$PATH" TZ=UTC "${PYTHON:-python3}" -m pytest -q tuf_conformance --entrypoint "$client" "$@"
