#!/usr/bin/env bash
# igraph answers the partners of trader 7 with those of another trader, where traders are numbers.
#
# Guess before the run: a graph made from a list of (consignor, consignee) numbers knows its traders by
#   these numbers, as one made of names knows them by names; a number that is no trader is an error.
# What happens: TupleList keeps the numbers as names, and every question by a whole number means the
#   position of the vertex. Trader 7 is answered with the partner of whoever came eighth; number 2,
#   which is nobody, is answered too. Only a number above the number of traders is an error.
# Why it matters: customs and couriers know traders by registration numbers. Who traded with a firm
#   under suspicion is answered with strangers, in a graph whose counts are all right.
# Known: that whole numbers are vertex ids stands in the tutorial; TupleList takes numbers as names
#   without a word.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'igraph==1.0.0'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import igraph

TRADE = [(7, 108), (101, 102), (103, 104), (105, 106), (109, 110)]


def partners(graph, trader):
    return [graph.vs[place]["name"] for place in graph.neighbors(trader)]


print("igraph", igraph.__version__)
numbered = igraph.Graph.TupleList(TRADE)
named = igraph.Graph.TupleList([(str(one), str(other)) for one, other in TRADE])
print("traders:", numbered.vs["name"])
print("partners of 7:", partners(numbered, 7), "- as a text:", partners(named, "7"))
print("partners of 2, who is nobody:", partners(numbered, 2))
if (partners(numbered, 7), partners(named, "7"), partners(numbered, 2)) != ([105], ["108"], [102]):
    raise SystemExit("Changed: a trader is known by number, or refused.")
print("Still so: a number is a position.")
PY
