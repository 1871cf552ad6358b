#!/usr/bin/env bash
# After one substructure search of RDKit, Ctrl-C no longer ends a prompt of Python that waits for an answer.
#
# Guess before the run: a library of chemistry has nothing to do with Ctrl-C; input() raises KeyboardInterrupt
#   at once, before and after.
# What happens: the search catches Ctrl-C while it runs and then puts back the handler of Python in another
#   mode, in which a waiting read is started again. input() goes on waiting; KeyboardInterrupt comes only when
#   Enter is pressed, with the answer typed so far thrown away. Search, common part (MCS), tautomers and
#   embedding all leave it so.
# Why it matters: a reviewer who asks a screening tool to stop sees nothing happen, and kills it. Python's
#   signal.siginterrupt(signal.SIGINT, True) before the prompt mends it.
# Known: searches that Ctrl-C ends are new in RDKit 2025.09; that they change a mode is said nowhere.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'rdkit==2026.9.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import os
import pty
import select
import signal
import subprocess
import sys

SEARCH = "from rdkit import Chem; Chem.MolFromSmiles('CCO').HasSubstructMatch(Chem.MolFromSmiles('CO'))"
MEND = "import signal; signal.siginterrupt(signal.SIGINT, True)"
LOAD = "from rdkit import Chem; Chem.MolFromSmiles('CCO')"


def read_until(terminal: int, words: bytes, seconds: float) -> bool:
    shown = b""
    while words not in shown and select.select([terminal], [], [], seconds)[0]:
        shown += os.read(terminal, 4096)
    return words in shown


def ends_at_once(before: str) -> bool:
    """Interrupt a program that waits for an answer; say whether it ends without one."""
    program = f"{before}\ntry:\n    input('answer? ')\nexcept KeyboardInterrupt:\n    print('interrupted')\n"
    ours, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", program], stdin=theirs, stdout=theirs, stderr=theirs)
    try:
        assert read_until(ours, b"answer? ", 60), "no prompt"
        for _ in range(10):  # the first may come between the prompt and the read
            process.send_signal(signal.SIGINT)
            if read_until(ours, b"interrupted", 0.5):
                return True
        return False
    finally:
        process.kill()
        process.wait()


import rdkit

print("rdkit", rdkit.__version__)
found = {name: ends_at_once(code) for name, code in {
    "molecules read": LOAD, "one search": SEARCH, "one search, mode mended": f"{SEARCH}\n{MEND}",
}.items()}
for name, ends in found.items():
    print(f"{name:24} Ctrl-C {'ends the prompt' if ends else 'is not felt'}")
if list(found.values()) != [True, False, True]:
    raise SystemExit("Changed: Ctrl-C ends the prompt after a search too.")
print("Still so: after a search the prompt goes on waiting.")
PY
