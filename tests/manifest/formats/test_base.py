"""What every format shares."""

import pandas as pd

from riskscan.manifest.formats.base import Table, with_notes
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.notes import Note, NoteKind


def test_notes_on_the_file_are_said_once_and_first() -> None:
    own, of_file = Note(NoteKind.HIDDEN_TABLE, {"name": "x"}), Note(NoteKind.NO_DATE_COLUMN)
    tables = [Table(pd.DataFrame(), RowIssues(), notes=(own,)) for _ in range(2)]
    assert [table.notes for table in with_notes(tables, [of_file])] == [(of_file, own), (own,)]
    assert [table.notes for table in with_notes(tables, [])] == [(own,), (own,)]
