"""A language is added by one file: its headers are mapped, its words count, with no line of code."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from riskscan.tables.languages import FOLDER

TOY = """
code = "qq"
name = "Toy"
respelled = { "å" = "aa" }

[[small]]
source = "made up"
mark = "D"
kind = "article"
words = ["lo"]

[[context]]
source = "made up"
mark = "D"
place = "before"
effect = "absent"
words = ["zonk"]

[[packing]]
source = "made up"
mark = "D"
kind = "unit"
words = ["plok"]

[[transport]]
source = "made up"
mark = "D"
mode = "sea"
words = ["blub"]

[[parties]]
source = "made up"
mark = "D"
kind = "legal_form"
words = ["qxz"]

[[headers]]
source = "made up"
mark = "D"

[headers.columns]
goods_description = ["kråmwerk"]
gross_mass_kg = ["zwaarte"]
consignee_name = ["ontvangsel"]

[header_words]
source = "made up"
mark = "D"

[header_words.concepts]
country = ["vlaag"]
origin = ["kramel"]
"""

USE = """
import json, sys
from pathlib import Path
from riskscan.tables import languages
languages.FOLDER = Path(sys.argv[1])
import riskscan
from riskscan.history.parties import normalize_party
from riskscan.manifest.cells.codes import read_transport_mode
from riskscan.manifest.mapping import map_columns
from riskscan.chemistry.text.amounts import is_quantity

mapping = map_columns(["Kråmwerk", "Kraamwerk 2", "ZWAARTE (kg)", "Ontvangsel"])
texts = ["bottle zonk acetone", "bottle zonk lo acetone", "bottle acetone"]
print(json.dumps({
    "columns": {target: column.sources for target, column in mapping.columns.items()},
    "words": map_columns(["Vlaag Kramel", "goods description"]).source("origin_country"),
    "unit": mapping.columns["gross_mass_kg"].unit,
    "respelled": map_columns(["KRAAMWERK"]).source("goods_description"),
    "outcomes": riskscan.screen(texts).outcome.tolist(),
    "mode": read_transport_mode("Blub").value,
    "party": normalize_party("Ferro QXZ"),
    "quantity": is_quantity("25plok"),
}))
"""


def test_one_file_is_enough(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "languages")
    (tmp_path / "languages" / "qq.toml").write_text(TOY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", USE, str(tmp_path / "languages")], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {
        "columns": {
            "goods_description": ["Kråmwerk"],
            "gross_mass_kg": ["ZWAARTE (kg)"],
            "consignee_name": ["Ontvangsel"],
        },
        "words": "Vlaag Kramel",
        "unit": "kg",
        "respelled": "KRAAMWERK",
        "outcomes": ["no_chemical", "no_chemical", "listed"],
        "mode": "sea",
        "party": "ferro",
        "quantity": True,
    }
