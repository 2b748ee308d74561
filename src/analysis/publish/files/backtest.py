"""The scores of the backtest as a file beside the page about methods."""

from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.categories import FORECAST_MODELS
from analysis.core import shapes, store
from analysis.publish.files.columns import meanings, named, words
from analysis.publish.files.downloads import Download, link, write_csv

# What a score is called, and its unit. Lower is better, but for the shares of outcomes inside.
SCORES = {
    "mape": ("Average miss of the middle line", "per cent of the outcome"),
    "bias": (
        "Average lean of the middle line; above zero it was too high",
        "per cent of the outcome",
    ),
    "wis": ("Weighted interval score", "children missed for each child at the start"),
    "wis_ratio": ("Weighted interval score beside that of no change", "ratio; below 1 is better"),
    "error_ratio": ("Miss of the middle line beside that of no change", "ratio; below 1 is better"),
    "middle_ratio": (
        "Score of the futures' own middle beside no change",
        "ratio; below 1 is better",
    ),
    **{
        f"coverage{level}": (f"Outcomes inside the {level}% interval", "per cent of outcomes")
        for level in (50, 80, 95)
    },
}
GROUPS = {
    "care_leavers_17_18": "Care leavers aged 17 or 18",
    "care_leavers_19_21": "Care leavers aged 19 to 21",
}


def write(report: str, area: Area, folder: Path) -> list[Download]:
    """Write `<report>.csv`: every model, horizon, group and score, all authorities together."""
    scores = store.read(store.BACKTEST_FILE)
    table = folder / f"{report}.csv"
    write_csv(in_words(scores), table)
    return [link(table, "Every score of the backtest, CSV", meanings.BACKTEST)]


def in_words(scores: pd.DataFrame) -> pd.DataFrame:
    """The scores with words beside codes and a unit beside each score."""
    told = {
        "model": scores["model"].map(FORECAST_MODELS),
        "group": scores["group"].map({name: _group(name) for name in scores["group"].unique()}),
        "score": scores["score"].map({name: said for name, (said, _) in SCORES.items()}),
    }
    units = scores["score"].map({name: unit for name, (_, unit) in SCORES.items()})
    return named.beside(scores, told, {"value": units})


def _group(code: str) -> str:
    """A group in words: 'placement: foster' is 'Kind of home: With foster carers'."""
    of, colon, rest = code.partition(": ")
    if not colon:
        return "All children in care" if code == shapes.ALL else GROUPS.get(code, words.plain(code))
    category, comma, more = rest.partition(", ")
    return f"{words.dimension(of)}: {words.category(of, category)}{comma}{more}"
