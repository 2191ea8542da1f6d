#!/usr/bin/env bash
# Runs secret scanners on one tree in turns: CPU seconds (user and system) of the whole process, the median of all runs, and how many
# times ours that is. Then two threads of ours beside two processes of the same work.
# What is not on PATH is passed over, aloud. Nothing is installed, and no tool is allowed to reach its network if it can be told.
#
#   benches/secret_scanners.sh TREE [SMALLER]
#
# TREE: a folder, its files warm in the cache. SMALLER: a folder for the tools that would take minutes on TREE; without it they run on
# TREE, too.
# RUNS in the environment says how many runs of each there are, 5 if it does not.
set -euo pipefail

tree=${1:?usage: benches/secret_scanners.sh TREE [SMALLER]}
ours=${SCAN_TREE:-$(dirname "$0")/../target/release/scan_tree}

exec python3 - "${RUNS:-5}" "$ours" "$tree" "${2:-$tree}" <<'PY'
import os, shutil, statistics, subprocess, sys, time

runs, ours, tree, smaller = int(sys.argv[1]), *sys.argv[2:]


def size(folder):
    """How many bytes and regular files there are."""
    sizes = [
        os.lstat(os.path.join(below, name)).st_size
        for below, _, names in os.walk(folder)
        for name in names
        if not os.path.islink(os.path.join(below, name))
    ]
    return sum(sizes), len(sizes)


def together(*commands):
    """CPU and wall seconds of processes side by side, and the most memory that one of them took, in MiB."""
    start, cpu, memory = time.monotonic(), 0.0, 0
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    for process in [subprocess.Popen(command, **quiet) for command in commands]:
        _, status, use = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu += use.ru_utime + use.ru_stime
        memory = max(memory, use.ru_maxrss // 1024)
    return cpu, time.monotonic() - start, memory


def beside(folder, tools):
    """All tools in turns on one folder."""
    there = {name: command for name, command in tools.items() if shutil.which(command[0])}
    for name in tools.keys() - there.keys():
        print(f"{name:32} PASSED OVER: not on PATH")
    if len(there) < 2:
        return
    size_of, files = size(folder)
    print(f"{folder}: {files} files, {size_of / 1e6:.1f} MB, {runs} runs")
    taken = {name: [] for name in there}
    for _ in range(runs):
        for name, command in there.items():
            taken[name].append(together([folder if word == "{}" else word for word in command]))
    base = statistics.median(cpu for cpu, _, _ in taken["scan_tree, one thread"])
    for name, results in taken.items():
        cpu = statistics.median(cpu for cpu, _, _ in results)
        memory = max(memory for _, _, memory in results)
        print(f"{name:32} {cpu:8.2f} CPU-s {size_of / 1e6 / cpu:8.1f} MB/CPU-s {memory:5} MiB {cpu / base:8.2f} times ours")


def threads():
    """Two threads beside two processes, on the same files twice: more than 1 is faster."""
    pairs = []
    for _ in range(runs):
        processes = together([ours, "--scan", tree], [ours, "--scan", tree])
        pairs.append((processes, together([ours, "--scan", "2", tree, tree])))
    for name, at in [("CPU", 0), ("wall", 1)]:
        ratio = statistics.median(processes[at] / one[at] for processes, one in pairs)
        print(f"two threads beside two processes {ratio:.3f} of their {name} rate")


own = {"scan_tree, one thread": [ours, "--scan", "{}"]}
fast = {"kingfisher, one thread": ["kingfisher", "scan", "{}", "--no-validate", "--no-update-check", "--no-extract-archives", "-j", "1"]}
slow = {"ripsecrets": ["ripsecrets", "{}"], "gitleaks": ["gitleaks", "dir", "{}", "--no-banner", "--redact", "--exit-code", "0"]}
if smaller == tree:
    beside(tree, own | fast | slow)
else:
    beside(tree, own | fast)
    beside(smaller, own | slow)
threads()
PY
