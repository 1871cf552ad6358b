"""Give memory back to the system that was let go of, and that libraries keep for later."""

import ctypes
import sys

__all__ = ["give_back_memory"]


def give_back_memory() -> None:
    """Give back what Arrow and the C library keep: after reading and after merging, a hundred megabytes and more."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:  # glibc
        trim(0)
