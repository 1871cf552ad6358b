"""``python -m riskscan.cli``: the command line where its script is not on the path."""

from riskscan.cli.main import main

main(prog_name="riskscan")
