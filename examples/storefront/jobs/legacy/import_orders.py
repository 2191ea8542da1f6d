"""Imports the orders of the old shop."""


def clean(line):
    return line.strip().lower()
