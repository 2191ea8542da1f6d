#!/usr/bin/env python3
"""Makes src/filter/likeness.bin: what a letter costs behind the two before it, in the names and words of source code.

    scripts/likeness.py DIRECTORY... > src/filter/likeness.bin

Reads every .rs, .md, .go, .py, .js, .ts, .c, .h, .toml, .yaml and .sh file below the directories, takes the words out of
it (letters, digits, `_`, `-` and `.`), each distinct word of a file once, and counts groups of three symbols: the letters
without case, `9` for digits, `_` for every other character and for the change from lower to upper case. A cell of the table
is the cost of the third symbol in sixteenths of a bit, capped at 255; order: first, second, third symbol, each a..z, 9, _.
Nothing of the texts is in the table but these frequencies.
"""
import math, pathlib, re, sys

ENDINGS = {".rs", ".md", ".go", ".py", ".js", ".ts", ".c", ".h", ".toml", ".yaml", ".sh"}
N = 28


def symbols(word):
    yield 27
    before = ""
    for char in word:
        if char.isupper() and before.islower():
            yield 27
        if "a" <= char.lower() <= "z":
            yield ord(char.lower()) - 97
        elif char.isdigit():
            yield 26
        else:
            yield 27
        before = char
    yield 27


def main():
    counts = [0] * (N * N * N)
    for folder in sys.argv[1:]:
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if path.suffix not in ENDINGS or not path.is_file() or path.stat().st_size > 200_000:
                continue
            text = path.read_text(encoding="ascii", errors="ignore")
            # Long words without a vowel or with many digits are data, not language.
            for word in sorted(set(re.findall(r"[A-Za-z][A-Za-z0-9_.-]{2,40}", text))):
                if sum(char.isdigit() for char in word) * 4 > len(word):
                    continue
                row = list(symbols(word))
                for a, b, c in zip(row, row[1:], row[2:]):
                    counts[(a * N + b) * N + c] += 1
    table = bytearray()
    for at in range(0, N * N * N, N):
        row = counts[at : at + N]
        total = sum(row) + 0.5 * N
        table += bytes(min(255, round(-16 * math.log2((count + 0.5) / total))) for count in row)
    sys.stdout.buffer.write(table)


main()
