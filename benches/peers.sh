#!/usr/bin/env bash
# Runs other tools beside ours on one tree: CPU seconds (user and system), peak memory, exit code and the last line on stderr of
# each; of three runs the smallest.
# What is not on PATH is passed over, aloud. Nothing is installed, and no tool is allowed to reach its network if it can be told.
#
#   benches/peers.sh TREE [ADVISORIES]
#
# TREE: a folder, such as made by `cargo run --release -p portcullis-benches --bin make_tree -- DIR`.
# ADVISORIES: a folder of OSV JSON for our own run; without it vulnerabilities are not matched.
set -euo pipefail

tree=${1:?usage: benches/peers.sh TREE [ADVISORIES]}
advisories=${2:-}
portcullis=${PORTCULLIS:-$(dirname "$0")/../target/release/portcullis}

# Prints the smallest CPU time of three runs; the exit code of a scanner says what it found, not whether it ran.
measure() {
    local name=$1 best="" out
    shift
    if ! command -v "$1" >/dev/null 2>&1; then
        printf '%-28s PASSED OVER: %s is not on PATH\n' "$name" "$1"
        return
    fi
    for _ in 1 2 3; do
        out=$(python3 - "$@" <<'PY'
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
words = done.stderr.decode(errors="replace").strip().splitlines()
last = "".join(letter for letter in words[-1] if letter.isprintable())[:100] if words else ""
print(f"{use.ru_utime + use.ru_stime:.2f} {use.ru_maxrss // 1024} {done.returncode} {last}")
PY
)
        if [ -z "$best" ] || [ "$(printf '%s\n%s\n' "${out%% *}" "${best%% *}" | sort -g | head -n 1)" = "${out%% *}" ]; then
            best=$out
        fi
    done
    read -r cpu memory code last <<<"$best"
    printf '%-28s %8s CPU-s %6s MiB   exit code %s  %s\n' "$name" "$cpu" "$memory" "$code" "$last"
}

echo "tree: $tree"
measure "portcullis gate" "$portcullis" gate "$tree" --at 2026-11-01 ${advisories:+--advisories "$advisories"}
measure "portcullis secrets" "$portcullis" secrets "$tree"
measure "scan_tree, one thread" "$(dirname "$portcullis")/scan_tree" --scan "$tree"
measure "kingfisher, one thread" kingfisher scan "$tree" --no-validate --no-update-check -j 1
measure "ripsecrets" ripsecrets "$tree"
measure "gitleaks" gitleaks dir "$tree" --no-banner --redact --exit-code 0
measure "betterleaks" betterleaks dir "$tree" --no-banner --redact --exit-code 0
measure "trufflehog" trufflehog filesystem "$tree" --no-verification --no-update
measure "syft" syft "dir:$tree" -o cyclonedx-json
measure "osv-scanner" osv-scanner scan source --offline --recursive "$tree"
measure "trivy" trivy fs --offline-scan --skip-db-update --scanners vuln,secret "$tree"
if [ -f "$tree/Cargo.lock" ]; then
    measure "cargo-audit" cargo-audit audit --no-fetch --stale --file "$tree/Cargo.lock"
else
    printf '%-28s PASSED OVER: no Cargo.lock in the tree\n' "cargo-audit"
fi
