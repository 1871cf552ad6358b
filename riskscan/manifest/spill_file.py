"""A file without a name for what does not stay in memory: gone when the process ends, and no other user reads it."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.ipc

from riskscan.exceptions import OutputError

__all__ = ["Lent", "SpillFile", "Spilled", "disk_error"]

_OPTIONS = pyarrow.ipc.IpcWriteOptions(compression="lz4")


@dataclass(frozen=True, slots=True)
class Spilled:
    """Where something lies in the file."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Lent:
    """What a process kept, for its other processes to read, as long as it is kept; picklable."""

    path: str
    place: Spilled

    def read(self) -> pa.Table:
        """Return what was kept."""
        with Path(self.path).open("rb", buffering=0) as file:
            return _read(file, self.place)


def disk_error(error: OSError) -> OutputError:
    """Return what is said where the system's folder for temporary files takes no more."""
    return OutputError(
        f"Cannot keep the rows while they are read again: {error.strerror} in {tempfile.gettempdir()}."
        " Make room there, or name another folder in the environment variable TMPDIR."
    )


class SpillFile:
    """Record batches on disk, in the system's folder for temporary files; it is made when the first one comes."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None

    def add(self, batch: pa.RecordBatch) -> Spilled:
        """Keep a batch.

        Raises
        ------
        OutputError
            Where the disk is full.
        """
        sink = pa.BufferOutputStream()
        with pyarrow.ipc.new_stream(sink, batch.schema, options=_OPTIONS) as writer:
            writer.write_batch(batch)
        content = sink.getvalue()
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="riskscan-")  # noqa: SIM115 - closed by `close`
            start = self._file.seek(0, 2)
            self._file.write(content)
            self._file.flush()
        except OSError as error:
            raise disk_error(error) from error
        return Spilled(start, len(content))

    def read(self, spilled: Spilled) -> pa.Table:
        """Return what was kept."""
        assert self._file is not None
        return _read(self._file, spilled)

    def lent(self, spilled: Spilled) -> Lent | None:
        """Return what another process reads; None where the system shows it no files without a name."""
        assert self._file is not None
        path = f"/proc/{os.getpid()}/fd/{self._file.fileno()}"
        return Lent(path, spilled) if Path(path).exists() else None

    def close(self) -> None:
        """Let go of everything."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _read(file: IO[bytes], spilled: Spilled) -> pa.Table:
    file.seek(spilled.start)
    with pyarrow.ipc.open_stream(file.read(spilled.length)) as reader:
        return reader.read_all()
