"""Gain the experience that `riskscan train` blends in, from all simulated worlds without ties between rows.

Run as ``python -m tests.benchmarks.experience --store`` (``make experience``): it writes ``models/experience`` with the
choices of ``models/experience.toml``. `experience_without` is what `tests.benchmarks.own_rows` judges a world by: it
never saw that world.
"""

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

from riskscan.chemistry.screening import Screener
from riskscan.modelling.experience import Experience, experience_folder
from riskscan.modelling.fingerprints import run_digest, table_digest
from riskscan.modelling.gaining import TaughtRows, gain_experience, show_features, teach
from riskscan.modelling.settings import TrainingConfig, make_config, read_config
from riskscan.transferring import choose_worlds

_CONFIG = Path(__file__).parents[2] / "models" / "experience.toml"
_ROWS, _DRAWS = 40_000, 2


def taught_worlds(config: TrainingConfig, screener: Screener) -> list[TaughtRows]:
    """Return the rows of all worlds, each drawn twice."""
    plain = replace(config, without=())  # what the trees do not see is left out of them, not of the rows
    return [
        teach(name, plain, n_rows=_ROWS, seed=config.seed + draw, screener=screener)
        for draw in range(_DRAWS)
        for name in choose_worlds(config)
    ]


def experience_config() -> TrainingConfig:
    """Return the choices of the shipped experience."""
    return make_config(read_config(_CONFIG))


def experience_without(worlds: list[TaughtRows], world: str, config: TrainingConfig) -> Experience:
    """Return experience from all worlds but one."""
    return gain_experience([one for one in worlds if one.world != world], config)


def main() -> None:
    """Write the folder where asked to; else say what it would hold."""
    config, screener = experience_config(), Screener(packs=())
    worlds = taught_worlds(config, screener)
    experience = gain_experience(worlds, config)
    about = {
        "model_id": f"experience-{run_digest('', repr(config), table_digest())[:10]}",
        "worlds": sorted({one.world for one in worlds}),
        "n_rows": sum(len(one.y) for one in worlds), "n_violations": int(sum(one.y.sum() for one in worlds)),
        "n_trees": list(experience.tables.sizes), "n_features": len(experience.names),
        "without": list(config.without), "without_because": config.without_because, "booster": asdict(config.booster),
    }  # fmt: skip
    print(json.dumps(about, indent=1))
    if "--store" in sys.argv:
        experience.save(experience_folder(), about, _CARD, show_features(experience.names, screener))


_CARD = """# Experience

Trees that `riskscan train` blends into a model of your own rows, beside the model trained on them and the shipped one,
adapted. They were fitted over simulated rows of all worlds without ties, each row described by what earlier rows of
its own world taught (rates of routes and traders, wording of past finds, how far out quantities lie), and see no level
of price or mass, no name, place, word or code. How much they count is fitted on labelled rows of yours that trained no
part; `--from-scratch` leaves them out. `metadata.json` names the worlds and their rows; `features.csv`
how the features looked, so that a test finds when one comes to mean something else; the choices stand in
`models/experience.toml`. What simulated worlds teach says nothing about the field.
"""


if __name__ == "__main__":
    main()
