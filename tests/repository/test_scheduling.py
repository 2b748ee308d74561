"""The ready examples for schedulers: cron's line is run, the others are checked for their form."""

import os
import re
import shlex
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from typer.testing import CliRunner

from analysis.cli.app import app
from analysis.publish.run import record
from left_out import posix
from waiting import GENEROUS

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "scheduling"
COMMAND = ["-m", "analysis", "report", "--due"]
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def cron_line() -> tuple[list[str], str]:
    """The five fields of the one line of the example that runs something, and its command."""
    lines = (EXAMPLES / "crontab.example").read_text(encoding="utf-8").splitlines()
    (line,) = [each for each in lines if re.match(r"[\d*]", each)]
    *when, command = line.split(maxsplit=5)
    return when, command


def scheduled(home: Path, *more: str, python: str = sys.executable) -> Path:
    """Run cron's command as cron does: by sh, with little in its environment.

    `care-analysis` in the home is prepared with the environment alone. Returns that folder.
    """
    folder = home / "care-analysis"
    (folder / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
    shim = folder / ".venv" / "bin" / "python"
    shim.write_text(f'#!/bin/sh\nexec {shlex.quote(python)} "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    command = cron_line()[1].replace("--due", shlex.join(["--due", *more]))
    little = {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "CARE_ANALYSIS_HOME": str(folder),
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env=little,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (folder / "mailed").write_text(done.stdout + done.stderr, encoding="utf-8")
    return folder


def test_cron_runs_once_a_day_and_its_command_has_no_percent_sign() -> None:
    when, command = cron_line()
    assert when[2:] == ["*", "*", "*"] and all(field.isdigit() for field in when[:2])
    assert "%" not in command, "cron reads a percent sign as the end of the line"
    assert " ".join(COMMAND) in command


@posix
def test_crons_line_runs_and_mails_nothing_when_nothing_is_due(tmp_path: Path) -> None:
    folder = scheduled(tmp_path, "--today", "2026-11-24", "--out", "reports")
    log = (folder / "work" / "due.log").read_text(encoding="utf-8")
    assert (folder / "mailed").read_text(encoding="utf-8") == "", log
    assert "Nothing is due" in log
    assert record.read_run(folder / "reports")["due"] == {"on": "2026-11-24", "pages": 0}


@posix
def test_crons_line_mails_the_end_of_the_log_when_the_command_fails(tmp_path: Path) -> None:
    folder = scheduled(tmp_path, "--today", "yesterday")
    mailed = (folder / "mailed").read_text(encoding="utf-8")
    assert "yesterday" in mailed
    assert mailed in (folder / "work" / "due.log").read_text(encoding="utf-8")


@posix
@pytest.mark.notebook
def test_crons_line_makes_what_is_due_for_a_real_strategy(tmp_path: Path) -> None:
    folder = tmp_path / "care-analysis"
    folder.mkdir()
    for part in ("notebooks", "data/processed", "data/raw/examples"):
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        copied = ["cp", "-r", str(ROOT / part), str(folder / part)]
        subprocess.run(copied, check=True)
    strategies = folder / "data" / "raw" / "strategies"
    strategies.mkdir()
    real = (ROOT / "data" / "raw" / "strategies" / "bradford.toml").read_text(encoding="utf-8")
    little = re.sub(r"(?m)^reports = \[.*\]$", 'reports = ["young_people"]', real)
    assert little != real
    (strategies / "bradford.toml").write_text(little, encoding="utf-8")
    scheduled(tmp_path, "--today", "2026-11-24")
    due = record.read_run(folder / "reports")["due"]
    assert (folder / "mailed").read_text(encoding="utf-8") == ""
    assert due == {"on": "2026-11-24", "pages": 1, "made": 1}
    ((_, page),) = record.every(folder / "reports")
    assert (page["path"], page["outcome"]) == ("bradford/young_people.html", "made")
    assert re.search(r" on \d+ \w+ 2026, papers \d+ \w+ 2026$", page["due_for"])
    scheduled(tmp_path, "--today", "2026-11-24")
    assert record.read_run(folder / "reports")["due"] == {"on": "2026-11-24", "pages": 0}


def test_the_windows_task_is_well_formed_and_complete() -> None:
    text = (EXAMPLES / "windows-task.xml").read_text(encoding="ascii")
    task = ElementTree.fromstring(text)
    assert task.tag == f"{TASK}Task" and task.get("version") == "1.2"
    parts = [part.tag.removeprefix(TASK) for part in task]
    assert parts == ["RegistrationInfo", "Triggers", "Settings", "Actions"]
    trigger = task.find(f"{TASK}Triggers/{TASK}CalendarTrigger")
    assert trigger is not None
    assert trigger.findtext(f"{TASK}ScheduleByDay/{TASK}DaysInterval") == "1"
    start = trigger.findtext(f"{TASK}StartBoundary") or ""
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}", start)
    run = task.find(f"{TASK}Actions/{TASK}Exec")
    assert run is not None
    folder = run.findtext(f"{TASK}WorkingDirectory") or ""
    assert run.findtext(f"{TASK}Command") == f"{folder}\\.venv\\Scripts\\python.exe"
    assert (run.findtext(f"{TASK}Arguments") or "").split() == COMMAND


def test_the_workflow_is_yaml_and_its_commands_exist() -> None:
    text = (EXAMPLES / "github-workflow.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    (job,) = workflow["jobs"].values()
    runs = [step["run"].split() for step in job["steps"] if "run" in step]
    assert runs == [["python3", "run.py", "setup"], ["python3", "run.py", "report", "--due"]]
    spec = spec_from_file_location("run_script", ROOT / "run.py")
    assert spec and spec.loader
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    assert {words[2] for words in runs} <= set(script.COMMANDS)
    triggers = workflow[True]  # YAML 1.1 reads the word on as true
    assert len(triggers["schedule"][0]["cron"].split()) == 5
    paths = [step["with"]["path"] for step in job["steps"] if "path" in step.get("with", {})]
    assert paths == ["reports", "reports"]


def test_the_command_has_the_options_that_the_examples_use() -> None:
    said = CliRunner().invoke(app, ["report", "--help"]).stdout
    assert "--due" in said and "--today" in said


def test_a_day_that_is_none_is_a_usage_error() -> None:
    assert CliRunner().invoke(app, ["report", "--due", "--today", "soon"]).exit_code == 2


def test_the_page_about_scheduling_leads_to_every_example() -> None:
    text = (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(scheduling/([^)]+)\)", text))
    assert linked == {path.name for path in EXAMPLES.iterdir()}
