#!/usr/bin/env bash
# networkx makes one trader of all missing consignees, and one ring of everybody who ships to them.
#
# Guess before the run: a row without a consignee has no edge: it is left out, or refused.
# What happens: the missing value is a node named nan. Two exporters who never heard of each other are
#   in one component, at a distance of two, and nan is the best connected trader of all.
# Why it matters: consignees are missing in many manifests (to order, not stated). Rings, communities
#   and centralities then show the gaps of the file, and guilt by association reaches everybody who
#   left a cell empty.
# Known: None as a node is refused; a missing value of pandas is not None and passes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'networkx==3.6.1' 'pandas==3.1.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import networkx
import pandas as pd

rows = pd.DataFrame(
    {"consignor": ["Alpha", "Beta", "Gamma", "Omega"], "consignee": ["Delta", None, None, None]}
)
print("networkx", networkx.__version__, "pandas", pd.__version__)
graph = networkx.from_pandas_edgelist(rows, "consignor", "consignee")
rings = sorted((sorted(map(str, ring)) for ring in networkx.connected_components(graph)), key=len)
print("rings:", rings)
print("most partners:", max(graph.degree, key=lambda pair: pair[1]))
if rings != [["Alpha", "Delta"], ["Beta", "Gamma", "Omega", "nan"]]:
    raise SystemExit("Changed: a missing consignee joins nobody.")
print("Still so: what is missing is a trader.")
PY
