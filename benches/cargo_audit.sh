#!/usr/bin/env bash
# Asks `portcullis vulns match` and cargo-audit about the same lockfiles: CPU time of the whole process (user and system),
# the median of all runs, taken in turns so that whatever else the machine does meets both alike.
# Nothing is installed, and neither of them reaches a network.
#
#   benches/cargo_audit.sh INDEX DATABASE LOCKFILE…
#
# INDEX: the advisories of the database in OSV form, as compiled by `portcullis vulns build`.
# DATABASE: a clone of the advisory database that cargo-audit reads.
# RUNS in the environment says how many runs of each there are, 20 if it does not.
set -euo pipefail

if [ $# -lt 3 ]; then
    echo "usage: benches/cargo_audit.sh INDEX DATABASE LOCKFILE…" >&2
    exit 64
fi
index=$1 database=$2
shift 2
portcullis=${PORTCULLIS:-$(dirname "$0")/../target/release/portcullis}
command -v cargo-audit >/dev/null || { echo "PASSED OVER: cargo-audit is not on PATH"; exit 0; }

exec python3 - "${RUNS:-20}" "$portcullis" "$index" "$database" "$@" <<'PY'
import resource, statistics, subprocess, sys

runs, portcullis, index, database, *lockfiles = sys.argv[1:]


def cpu(*command):
    """Milliseconds that one run takes, and its exit code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1000 * used, done.returncode


for lockfile in lockfiles:
    tools = {
        "portcullis": (portcullis, "vulns", "match", lockfile, "--advisories", index),
        "cargo-audit": ("cargo-audit", "audit", "--no-fetch", "--stale", "--db", database, "--file", lockfile),
    }
    times, codes = {name: [] for name in tools}, {}
    for _ in range(int(runs)):
        for name, command in tools.items():
            used, codes[name] = cpu(*command)
            times[name].append(used)
    print(lockfile)
    medians = {name: statistics.median(all) for name, all in times.items()}
    for name, median in medians.items():
        all = times[name]
        print(f"  {name:12} median {median:7.2f} ms CPU, {min(all):.2f} to {max(all):.2f}, exit code {codes[name]}")
    print(f"  ratio        {medians['cargo-audit'] / medians['portcullis']:.1f}")
PY
