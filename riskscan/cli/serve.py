"""``riskscan serve``: the scorer over HTTP, on this machine."""

import socket
from contextlib import suppress
from pathlib import Path

import click

from riskscan.cli.terminal import say
from riskscan.exceptions import OptionError

__all__ = ["command"]

_FILE = click.Path(dir_okay=False, path_type=Path)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command("serve", short_help="Answer over HTTP, on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port; 0 is any free one.")
@click.option(
    "--model", type=click.Path(path_type=Path), metavar="DIR", help="Model folder; default the shipped model."
)
@click.option("--policy", type=_FILE, metavar="TOML", help="Tiers and rules; default the packaged policy.toml.")
@click.option("--watchlist", type=_FILE, metavar="FILE", help="Your own substances, names and structures.")
@click.option("--max-rows", type=click.IntRange(1), default=5_000, show_default=True, help="Rows or texts a request.")
@click.option("--max-bytes", type=click.IntRange(1), default=2_000_000, show_default=True, help="Bytes a request.")
@click.option("--max-seconds", type=click.IntRange(1), default=60, show_default=True, help="Seconds a request.")
def command(
    host: str, port: int, model: Path | None, policy: Path | None, watchlist: Path | None, max_rows: int,
    max_bytes: int, max_seconds: int,
) -> None:  # fmt: skip
    """Answer /check, /score and /health over HTTP until it is interrupted; /docs says how to ask.

    It keeps no state, writes no log of what it is asked, and has no password: who reaches it may ask it. By default
    only programs of this machine reach it. Needs `pip install 'riskscan[serve]'`.
    """
    try:
        import uvicorn

        from riskscan.service.app import LOCAL_HOSTS, make_app
    except ImportError as error:
        raise OptionError(f"{error.name} is not installed: pip install 'riskscan[serve]'.") from error
    from riskscan.chemistry.shared_screener import screener_of
    from riskscan.policy import load_policy, read_policy
    from riskscan.scoring import RiskScorer
    from riskscan.service.bounds import Bounds

    rules = read_policy(policy) if policy else load_policy()
    scorer = RiskScorer.load(model, policy=rules, screener=screener_of(watchlist))
    bounds = Bounds(most_bytes=max_bytes, most_seconds=max_seconds, most_rows=max_rows)
    is_local = host in _LOOPBACK
    app = make_app(scorer, bounds, hosts=LOCAL_HOSTS if is_local else ("*",))
    with _listen(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        say(f"http://{shown}:{listening.getsockname()[1]}", err=True)
        if not is_local:
            say("Whoever reaches this address may ask: there is no password and no encryption.", err=True)
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, limit_concurrency=bounds.most_waiting,
            timeout_keep_alive=5, timeout_graceful_shutdown=5,
        )  # fmt: skip
        with suppress(KeyboardInterrupt):  # the way to end it
            uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise OptionError(f"Cannot listen on {host}, port {port}: {error.strerror or error}.") from error
