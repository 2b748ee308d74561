"""The scores of the backtest as a file beside the page about methods."""

from pathlib import Path

from analysis.catalogue.areas import Area
from analysis.core import store
from analysis.publish.files.downloads import Download, link, write_csv


def write(report: str, area: Area, folder: Path) -> list[Download]:
    """Write `<report>.csv`: every model, horizon, group and score, all authorities together."""
    scores = store.read(store.BACKTEST_FILE)
    table = folder / f"{report}.csv"
    write_csv(scores, table, tuple(scores.columns))
    return [link(table, "Every score of the backtest, CSV")]
