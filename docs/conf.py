"""Sphinx settings: `make docs` builds the pages without a network and without warnings."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent)]

import riskscan  # noqa: E402

project = "riskscan"
author = "The riskscan developers"
version = release = riskscan.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc", "pages_from_code"]
exclude_patterns = ["_ext"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3
autosummary_generate = False
autodoc_typehints = "none"  # the docstrings state types, shapes and units
autodoc_member_order = "bysource"
numpydoc_show_class_members = False
html_theme = "pydata_sphinx_theme"
html_title = f"riskscan {version}"
html_theme_options = {
    "show_prev_next": False,
    "secondary_sidebar_items": ["page-toc"],
    "navbar_end": ["theme-switcher"],
    "footer_start": [],
    "footer_end": [],
}
html_show_sourcelink = False
