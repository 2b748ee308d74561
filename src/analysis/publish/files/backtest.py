"""The scores of the backtest as a file beside the page about methods."""

from pathlib import Path

from analysis.catalogue.areas import Area
from analysis.core import store
from analysis.publish.files.figures import link, write_csv
from analysis.publish.render.page import Download


def write(report: str, area: Area, folder: Path) -> list[Download]:
    """Write `<report>.csv`: every model, horizon, group and score, all authorities together."""
    scores = store.read(store.BACKTEST_FILE)
    table = folder / f"{report}.csv"
    write_csv(scores, table, tuple(str(name) for name in scores.columns))
    return [link(table, "Every score of the backtest, CSV")]
