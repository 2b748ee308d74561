"""A small project with a council's strategy and quarterly figures, for the tests of publishing."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

import sealed
from analysis.core import shapes, store
from analysis.core.quarters import quarter
from analysis.strategy.schema.plan import Objective, Partner, Priority, Target
from analysis.strategy.schema.whole import Strategy

REPORT = "strategy_monitoring"
CHECKS = "review_health_assessments_on_time"
HOMES, VISITS = "children_in_care_at_quarter_end", "started_in_quarter"
PARAMETERS = 'area = "Bristol"\nquarter = ""\nview = "all"\nwhich = ""\ntoday = ""\noverride = ""'
SHOWN = """from IPython.display import Markdown
from analysis.core import store

rows = store.local_figures("bristol")
Markdown(f"{int(rows['value'].sum())} in all, {area} {quarter} {view} {which}, on {today}.")"""
STRATEGY = Strategy(
    area="Bristol",
    name="Our promise",
    starts=date(2025, 1, 1),
    ends=date(2027, 12, 31),
    source="minutes of an invented board",
    priorities=(
        Priority(id="health", number="7", title="Health", lead_role="Head of Health"),
        Priority(id="homes", number="", title="Homes near by", lead_role="Head of Homes"),
    ),
    partners=(
        Partner(id="integrated-care-board", name="Integrated care board", kind="health"),
        Partner(id="police", name="Avonshire Constabulary", kind="police"),
        Partner(id="alliance", name="NHS alliance", kind="health"),
    ),
    objectives=(Objective(id="well", number="4", title="Be well", priorities=("health",)),),
    indicators=(
        Target(
            id="checks",
            indicator=CHECKS,
            supplier="integrated-care-board",
            priorities=("health",),
        ),
        Target(id="visits", indicator=VISITS, objectives=("well",)),
        Target(id="homes", indicator=HOMES, supplier="police", priorities=("homes",)),
    ),
)
QUARTERS = ("2025-26Q1", "2025-26Q2", "2026-27Q2")


def figures(times: int = 1) -> pd.DataFrame:
    """Three local indicators in three quarters, in the shape of counts."""
    records = [
        {
            "measure": measure,
            "area": "801",
            "period_end": pd.Timestamp(quarter(code).last),
            "frequency": "quarter",
            "dimension": shapes.ALL,
            "category": shapes.ALL,
            "value": 10.0 * (n + 1) * times,
            "unit": "children",
            "status": shapes.OK,
            "source": "integrated-care-board",
            "release": quarter(code).next.first.isoformat(),
        }
        for measure in (CHECKS, f"{CHECKS}/of", HOMES, VISITS)
        for n, code in enumerate(QUARTERS)
    ]
    return pd.DataFrame(records)


def measured() -> pd.DataFrame:
    """One published number, in the measured shape."""
    row = dict.fromkeys(shapes.MEASURED, "")
    numbers = dict.fromkeys(("value", *shapes.LIMITS, "numerator", "denominator"), float("nan"))
    whole = {"dimension": shapes.ALL, "category": shapes.ALL, "group": shapes.OWN}
    told = {"indicator": "cla_number", "area": "801", "statistic": "own", "status": shapes.OK}
    day = {"period_end": pd.Timestamp(2025, 3, 31)}
    return pd.DataFrame([{**row, **numbers, **whole, **told, **day, "value": 700.0}])


def put_monitoring(home: Path, slug: str = "bristol", *, synthetic: bool = True) -> Path:
    """The prepared strategy and figures of a council, in a project's folder."""
    folder = home / "data" / "processed" / store.MONITORING_FOLDER / slug
    folder.mkdir(parents=True, exist_ok=True)
    strategy = STRATEGY.model_dump(mode="json")
    prepared = {"strategy": strategy, "refusals": [], "synthetic": synthetic}
    prepared[store.FIGURES_SUM] = store.sum_of_figures(figures())
    (folder / store.PREPARED_FILE).write_text(json.dumps(prepared), encoding="utf-8")
    store.write(figures(), folder / store.LOCAL_FILE)
    return folder


def put_notebook(home: Path, name: str = REPORT, cells: tuple[str, ...] = (SHOWN,)) -> Path:
    """A notebook that shows what it was given, in a project's folder."""
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    whole = [
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        new_markdown_cell("## One page"),
        *map(new_code_cell, cells),
    ]
    path = home / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(writes(new_notebook(cells=whole, metadata=kernel)), encoding="utf-8")
    return path


def project(home: Path) -> Path:
    """A project with one council's strategy, its figures and the notebook about it."""
    put_monitoring(home)
    put_notebook(home)
    sealed.put(measured(), home / "data" / "processed" / store.MEASURED_FILE)
    return home
