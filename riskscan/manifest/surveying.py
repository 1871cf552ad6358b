"""Survey a part of a file: what its rows say of the conventions of the columns."""

import pandas as pd

from riskscan.manifest.cells.codes import HsVotes, count_hs_codes
from riskscan.manifest.cells.countries import count_codes
from riskscan.manifest.cells.date_votes import count_dates
from riskscan.manifest.cells.unit_votes import count_unit_column, count_units
from riskscan.manifest.conventions import ColumnVotes
from riskscan.manifest.mapping import ColumnMapping, map_columns, take_sample
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.repeats import RepeatVotes
from riskscan.manifest.schema import SCHEMA, Kind
from riskscan.manifest.taken_columns import TakenColumns
from riskscan.manifest.taken_rows import TakenRows, with_text_headers

__all__ = ["count_votes", "survey_columns"]


def survey_columns(
    frame: pd.DataFrame,
    mapping: ColumnMapping | None = None,
    rules: ColumnRules | None = None,
    *,
    is_whole: bool = False,
) -> ColumnVotes:
    """Return what the rows of a part of a file say of the conventions of its columns.

    The votes of the parts added up in order, and frozen, are what `riskscan.manifest.clean_manifest` needs to read each
    part like the whole.

    Parameters
    ----------
    frame : DataFrame of shape (n_rows, n_columns)
        Raw cells.
    mapping : ColumnMapping, optional
        Of the whole file; made from the part where left out.
    rules : ColumnRules, optional
        The user's mapping file.
    is_whole : bool, default False
        Whether no other part follows.

    Examples
    --------
    >>> parts = [pd.DataFrame({"weight": ["1.200"]}), pd.DataFrame({"weight": ["12,5"]})]
    >>> votes = survey_columns(parts[0]) + survey_columns(parts[1])
    >>> mapping = map_columns(["weight"], require_text=False)
    >>> votes.freeze(mapping).texts()
    {'gross_mass_kg': 'decimal comma'}
    """
    rules = rules or ColumnRules()
    if mapping is None:
        raw = with_text_headers(frame)
        mapping = map_columns(list(raw.columns), rules, sample=take_sample(raw), require_text=False)
    return count_votes(TakenRows.of(frame, mapping, rules).columns, is_whole=is_whole)


def count_votes(taken: TakenColumns, *, is_whole: bool = False) -> ColumnVotes:
    """Return what the rows of columns that are taken apart say.

    Parameters
    ----------
    taken : TakenColumns
        The columns of a file or of a part of it.
    is_whole : bool, default False
        Whether no other part follows, so that rows need no hashes where a column tells them all apart.
    """
    units = {name: count_units(name, column) for name, column in taken.numbers.items() if SCHEMA[name].unit}
    units |= {helper: count_unit_column(helper, cells) for helper, cells in taken.helpers.items()}
    return ColumnVotes(
        marks={name: column.marks for name, column in taken.numbers.items()},
        units=units,
        dates={name: count_dates(column) for name, column in taken.dates.items()},
        codes={name: count_codes(taken.cells(name)) for name in taken.names(Kind.COUNTRY)},
        hs_codes=count_hs_codes(taken.cells("hs_code")) if "hs_code" in taken.mapping.columns else HsVotes(),
        repeats=RepeatVotes() if is_whole and not taken.may_repeat else taken.repeats,
        n_rows=len(taken.raw),
        n_alone=int(taken.is_text_alone.sum()),
    )
