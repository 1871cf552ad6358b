#!/usr/bin/env bash
# Arrow turns a missing category into the last category on its way to numpy.
#
# Guess before the run: a missing entry of a dictionary column is None or NaN in numpy, as
#   it is in to_pandas and for a single array.
# What happens: ChunkedArray.to_numpy, np.asarray of the column or of the table, and
#   narwhals give the last category (index -1) for it. A column of DE, CN, missing, NG
#   becomes DE, CN, NG, NG.
# Why it matters: Parquet files bring such columns. "Origin not stated" becomes a definite
#   country, and which one depends on the order of the rows.
# Known: like ARROW-9594 (repaired for single arrays); none found for columns and tables.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'pyarrow==26.0.1' \
    'numpy==2.4.6' \
    'pandas==3.1.1' \
    'narwhals==2.29.0'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa

column = pa.chunked_array([pa.array(["DE", "CN", None, "NG"]).dictionary_encode()])
table = pa.table({"origin": column})
ways = {
    "column.to_numpy()": column.to_numpy(),
    "np.asarray(table)": np.asarray(table).ravel(),
    "narwhals": nw.from_native(column, series_only=True).to_numpy(),
    "single array": column.chunk(0).to_numpy(zero_copy_only=False),
    "to_pandas()": column.to_pandas().to_numpy(),
}
print("pyarrow", pa.__version__)
print("column:", column.to_pylist())
for way, values in ways.items():
    print(f"{way}: {list(values)}")
invented = ("column.to_numpy()", "np.asarray(table)", "narwhals")
still = all(list(ways[way]) == ["DE", "CN", "NG", "NG"] for way in invented)
still = still and all(pd.isna(ways[way][2]) for way in ("single array", "to_pandas()"))
if not still:
    raise SystemExit("Changed: the missing entry stays missing on one of these ways now.")
print("Still so: a row without an origin comes from NG.")
PY
