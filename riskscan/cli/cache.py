"""``riskscan cache``: what is worked out once and kept, and how to empty it."""

import click

from riskscan.cli.terminal import say, say_json

__all__ = ["command"]


@click.group()
def command() -> None:
    """Look into and empty what is worked out once.

    The index of chemical names and other tables are compiled on the first run. What texts of manifests say is kept by
    `riskscan score`, so that a text that comes again is not read again: the words of the chemicals in it, not the text,
    and of other goods a number from which no text can be read.
    RISKSCAN_CACHE names another folder for all of it.
    """


@command.command()
@click.option(
    "--format", "file_format", type=click.Choice(["text", "json"]), default="text", help="Form of the answer."
)
def info(file_format: str) -> None:
    """Say where the cache is and what it holds."""
    from dataclasses import asdict

    from riskscan.chemistry.caches import summarize_cache

    summary = summarize_cache()
    if file_format == "json":
        say_json(asdict(summary), indent=2)
        return
    say(summary.folder)
    say(f"  compiled  {summary.compiled:,} folders, {_megabytes(summary.compiled_bytes)}")
    most = _megabytes(summary.most_texts_bytes)
    say(f"  texts     {summary.texts:,} texts, {_megabytes(summary.texts_bytes)} of at most {most}")
    most = _megabytes(summary.most_told_bytes)
    say(f"  goods     {_megabytes(summary.told_bytes)} of at most {most}")


@command.command()
@click.option("--texts", "only_texts", is_flag=True, help="Only what texts say; keep what is compiled.")
def clear(only_texts: bool) -> None:
    """Empty the cache; what is compiled takes a minute or two to compile again."""
    from riskscan.chemistry.caches import clear_cache
    from riskscan.compiling.cache_folder import cache_folder

    freed = clear_cache(only_texts=only_texts)
    say(f"{_megabytes(freed)} removed from {cache_folder()}.")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
