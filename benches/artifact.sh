#!/usr/bin/env bash
# Signs and verifies one large artifact from its file and from standard input, beside a bare SHA-256 pass over the same by openssl:
# CPU seconds (user and system, the median of rounds that take turns), the ratio to the bare pass, and peak memory of each.
#
#   benches/artifact.sh [BYTES] [ROUNDS]      1000000000 bytes and 5 rounds, unless said otherwise
#
# The artifact is made in a folder of TMPDIR that is removed at the end.
set -euo pipefail

bytes=${1:-1000000000}
rounds=${2:-5}
portcullis=$(realpath "${PORTCULLIS:-$(dirname "$0")/../target/release/portcullis}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

head -c "$bytes" /dev/zero | openssl enc -aes-128-ctr -K 00 -iv 00 -nosalt 2>/dev/null >artifact
"$portcullis" sign key --output-key-prefix key --unencrypted >/dev/null
"$portcullis" sign blob artifact --key key.key --output-signature artifact.sig >/dev/null

python3 - "$portcullis" "$rounds" <<'PY'
import os, statistics, subprocess, sys, time

portcullis, rounds = sys.argv[1], int(sys.argv[2])
sign = [portcullis, "sign", "blob"]
verify = [portcullis, "verify", "blob"]
work = [
    ("bare SHA-256, file", ["openssl", "dgst", "-sha256", "artifact"], False),
    ("sign, file", [*sign, "artifact", "--key", "key.key"], False),
    ("verify, file", [*verify, "artifact", "--key", "key.pub", "--signature", "artifact.sig"], False),
    ("bare SHA-256, stdin", ["openssl", "dgst", "-sha256"], True),
    ("sign, stdin", [*sign, "-", "--key", "key.key"], True),
    ("verify, stdin", [*verify, "-", "--key", "key.pub", "--signature", "artifact.sig"], True),
]

def run(command, piped):
    source = open("artifact", "rb") if piped else subprocess.DEVNULL
    child = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL)
    peak = done = 0
    while not done:
        # Of the running program: what wait4(2) tells includes this one, before it became that.
        peak = max(peak, high_water(child.pid))
        time.sleep(0.01)
        done, status, use = os.wait4(child.pid, os.WNOHANG)
    if status:
        sys.exit(f"{command}: status {status}")
    return use.ru_utime + use.ru_stime, peak / 1024

def high_water(pid):
    with open(f"/proc/{pid}/status") as lines:
        return max((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), default=0)

seen = {name: [] for name, *_ in work}
for _ in range(rounds):
    for name, command, piped in work:
        seen[name].append(run(command, piped))
for name, *_ in work:
    seconds = statistics.median(cpu for cpu, _ in seen[name])
    if name.startswith("bare"):
        bare = seconds
    peak = max(memory for _, memory in seen[name])
    print(f"{name:20} {seconds:7.3f} CPU-s  {seconds / bare:5.3f} of the bare pass  {peak:5.1f} MiB")
PY
