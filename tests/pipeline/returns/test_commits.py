"""The hook that the project offers refuses a commit of records, and lets others through."""

import subprocess
from pathlib import Path

import pytest

from analysis.core import internal, paths
from analysis.pipeline.returns import commits

RECORDS = "CHILD,DECOM,RNE\ninvented1,01/05/2024,S\n"


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.setattr(paths, "root", lambda: tmp_path)
    return tmp_path


def staged(clone: Path, name: str, text: str) -> None:
    (clone / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "add", name], cwd=clone, check=True)


def test_records_are_refused_by_name_and_without_a_row(clone: Path) -> None:
    staged(clone, "figures.csv", RECORDS)
    with pytest.raises(commits.RecordsError, match=r"figures\.csv: the columns") as told:
        commits.check()
    assert "invented1" not in str(told.value)


def test_internal_figures_are_refused_whatever_they_are_called(clone: Path) -> None:
    staged(clone, "counts.csv", f"measure,value,profile\ncla_31_march,3,{internal.WORDS}\n")
    staged(clone, "page-INTERNAL.html", "<p>")
    with pytest.raises(commits.RecordsError) as told:
        commits.check()
    assert "counts.csv: it is internal" in str(told.value)
    assert "git restore --staged counts.csv page-INTERNAL.html" in str(told.value)


def test_what_is_staged_counts_and_not_what_lies_in_the_folder(clone: Path) -> None:
    staged(clone, "figures.csv", RECORDS)
    (clone / "figures.csv").write_text("measure,value\n", encoding="utf-8")
    with pytest.raises(commits.RecordsError):
        commits.check()


def test_counts_and_removed_files_pass(clone: Path) -> None:
    staged(clone, "counts.csv", "measure,value\ncla_31_march,400\n")
    commits.check()


def test_the_hook_stops_git_itself(clone: Path) -> None:
    path = commits.install()
    assert commits.install() == path  # again changes nothing
    staged(clone, "figures.csv", RECORDS)
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    done = subprocess.run(
        ["git", *who, "commit", "-qm", "Records"],
        cwd=clone,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "CARE_ANALYSIS_HOME": str(clone)},
    )
    assert done.returncode == 1
    assert "records of children" in done.stderr


def test_another_hook_is_left_alone(clone: Path) -> None:
    path = commits.install()
    path.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    with pytest.raises(commits.HookError, match="is there already"):
        commits.install()
    assert path.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"
