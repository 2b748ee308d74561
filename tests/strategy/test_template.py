"""The template that begins a strategy file, and the description of one."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from analysis.catalogue.areas import area, authorities
from analysis.catalogue.local import LOCAL
from analysis.pipeline.documents import strategy_file
from analysis.strategy import publishable, template
from analysis.strategy.parsing import reading
from analysis.strategy.parsing.reading import StrategyError
from analysis.strategy.schema.whole import TABLES

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("days", range(0, 400, 13))
def test_the_template_passes_every_check_on_any_day(days: int) -> None:
    today = date(2026, 1, 1) + timedelta(days=days)
    text = template.text(area("Leeds"), today)
    found = reading.parse(text.encode(), "leeds.toml", today=today)
    assert [str(f) for f in found.faults] == []
    assert publishable.refusals(found.usable(), today) == []


def test_the_template_passes_for_every_council() -> None:
    for each in authorities():
        text = template.text(each, TODAY)
        found = reading.parse(text.encode(), f"{each.slug}.toml", today=TODAY)
        assert [str(f) for f in found.faults] == [], each.name
        assert found.usable().area == each.name


def test_the_template_has_every_part_and_says_that_it_is_an_example() -> None:
    text = template.text(area("Leeds"), TODAY)
    strategy = reading.parse(text.encode(), "leeds.toml", today=TODAY).usable()
    assert [t for t in TABLES if not getattr(strategy, t)] == []
    assert all(item.illustration for _, _, item in strategy.items())
    assert max(len(line) for line in text.splitlines()) <= 100


def test_every_field_of_the_template_is_explained_above_it() -> None:
    lines = template.text(area("Leeds"), TODAY).splitlines()
    fields = [n for n, line in enumerate(lines) if " = " in line and not line.startswith("#")]
    assert len(fields) > 80
    for n in fields:
        name = lines[n].split(" = ")[0]
        above = next(line for line in reversed(lines[:n]) if line.startswith(f"# {name}: "))
        assert len(above) > len(name) + 4 and lines[n - 1].startswith("#")


def test_a_file_is_not_overwritten(tmp_path: Path) -> None:
    path = template.write(area("Bristol"), tmp_path / "new", TODAY)
    assert path.name == "bristol.toml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(StrategyError, match="There is a strategy file for Bristol already"):
        template.write(area("Bristol"), tmp_path / "new", TODAY)
    assert path.read_text(encoding="utf-8") == "mine"


def test_every_field_of_the_schema_has_its_words_and_no_other_has() -> None:
    for part, model in strategy_file.models().items():
        words = model.described()
        assert set(words) == set(model.model_fields), part
        assert all(w and not w.endswith(".") for w in words.values()), part


def test_the_description_is_in_step_with_the_schema() -> None:
    written = (ROOT / "docs" / "strategy-file.md").read_text(encoding="utf-8")
    assert written == strategy_file.strategy_markdown(), "run `care-analysis docs`"


def test_the_description_names_every_part_and_every_local_indicator() -> None:
    text = strategy_file.strategy_markdown()
    assert [t for t in TABLES if f"## `[[{t}]]`" not in text] == []
    assert [i for i in LOCAL if f"| `{i}` |" not in text] == []
    assert "| `owner_role` | the role that answers for it; without it no report" in text
    assert "to publish |" in text
