"""``riskscan policy``: an example of a policy file, and a check of one's own."""

from pathlib import Path

import click

from riskscan.cli.terminal import say

__all__ = ["command"]


@click.command("policy", short_help="Print an example of a policy file, or check one.")
@click.argument("policy", metavar="[TOML]", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--example", is_flag=True, help="Print the packaged policy, with comments.")
def command(policy: Path | None, example: bool) -> None:
    """Print the packaged policy (tiers, rules, bound, plan) to be copied and changed, or check a file of your own.

    A changed copy is given to riskscan score and riskscan plan with --policy.
    """
    from riskscan.policy import Tier, read_policy
    from riskscan.tables.reading import DATA

    if example == (policy is not None):
        raise click.UsageError("Give --example, or the policy file to check.")
    if policy is None:
        for line in (DATA / "policy.toml").read_text(encoding="utf-8").splitlines():
            say(line)
        return
    rules = read_policy(policy)
    tiers = ", ".join(f"{tier.name.lower()} from {rules.threshold(tier):g}" for tier in list(Tier)[1:])
    say(f"{policy}: {tiers}; {len(rules.rules)} rules, no mistakes.")
