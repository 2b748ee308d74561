"""One set of versions: pyproject.toml says them, and three other files keep in step with it."""

import re
import tomllib
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest
import seaborn as sns
import yaml
from matplotlib import MatplotlibDeprecationWarning
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from rattler import MatchSpec

ROOT = Path(__file__).resolve().parents[2]
EXPORT = (
    "uv export --locked --all-groups --no-emit-project --format requirements-txt "
    "-o requirements.txt"
)
# What conda-forge calls a package, where that is not its name on PyPI.
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "pyarrow": "pyarrow-core",
}
ONLY_ON_PYPI = {"gptables"}


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


PYPROJECT = read_toml("pyproject.toml")
RUNTIME = [Requirement(text) for text in PYPROJECT["project"]["dependencies"]]
EXTRAS: dict[str, list[str]] = PYPROJECT["project"]["optional-dependencies"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
CONDA_SPECS = [item for item in CONDA["dependencies"] if isinstance(item, str)]
PIP_SPECS = next(item["pip"] for item in CONDA["dependencies"] if isinstance(item, dict))


def locked() -> dict[str, set[Version]]:
    """Every package of uv.lock but the project itself, with its version or versions."""
    found: dict[str, set[Version]] = {}
    for package in read_toml("uv.lock")["package"]:
        if "registry" in package["source"]:
            found.setdefault(package["name"], set()).add(Version(package["version"]))
    return found


def exported() -> dict[str, list[tuple[Requirement, int]]]:
    """Every line of requirements.txt with the number of its hashes."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[tuple[Requirement, int]]] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            words, *hashes = line.split(" --hash=sha256:")
            requirement = Requirement(words.strip())
            found.setdefault(canonicalize_name(requirement.name), []).append(
                (requirement, len(hashes))
            )
    return found


def conda_name(requirement: Requirement) -> str:
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return CONDA_NAMES.get(requirement.name + extras, requirement.name)


def wanted_of_conda() -> dict[str, SpecifierSet]:
    """What environment.yml should ask of conda-forge, from pyproject.toml."""
    of_conda = [r for r in RUNTIME if r.name not in ONLY_ON_PYPI]
    wanted = {conda_name(r): r.specifier for r in of_conda}
    python = SpecifierSet(PYPROJECT["project"]["requires-python"])
    return {**wanted, "python": python, "pip": SpecifierSet()}


def split(spec: str) -> tuple[str, SpecifierSet]:
    name, _, bounds = spec.partition(" ")
    return name, SpecifierSet(bounds)


def test_conda_asks_for_the_packages_and_bounds_of_pyproject() -> None:
    assert dict(map(split, CONDA_SPECS)) == wanted_of_conda()
    assert len(CONDA_SPECS) == len(wanted_of_conda())


def test_what_conda_forge_lacks_comes_from_pip_with_the_same_bounds() -> None:
    wanted = {r.name: r.specifier for r in RUNTIME if r.name in ONLY_ON_PYPI}
    assert {r.name: r.specifier for r in map(Requirement, PIP_SPECS)} == wanted


def test_conda_uses_conda_forge_alone() -> None:
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]


@pytest.mark.parametrize("spec", CONDA_SPECS)
def test_conda_understands(spec: str) -> None:
    parsed = MatchSpec(spec, strict=True)
    assert parsed.name.normalized == split(spec)[0]
    assert (parsed.version or "") == spec.partition(" ")[2]


def test_matplotlib_stays_below_the_version_without_the_keyword_of_seaborns_boxplot() -> None:
    """Passes no longer once seaborn draws without it: then take the bound away, and this test."""
    with pytest.warns(MatplotlibDeprecationWarning, match=r"vert: .* removed in 3\.13"):
        sns.boxplot(x=[1, 2, 3])
    plt.close("all")
    (bounds,) = (r.specifier for r in RUNTIME if r.name == "matplotlib")
    assert "3.12.9" in bounds and "3.13" not in bounds


@pytest.mark.parametrize("requirement", RUNTIME, ids=str)
def test_locked_versions_keep_the_bounds(requirement: Requirement) -> None:
    versions = locked()[canonicalize_name(requirement.name)]
    outside = [str(v) for v in versions if v not in requirement.specifier]
    assert not outside, f"uv.lock has {outside} against {requirement}; run: uv lock"


def test_lock_and_project_name_the_same_python() -> None:
    lock = SpecifierSet(read_toml("uv.lock")["requires-python"])
    assert lock == SpecifierSet(PYPROJECT["project"]["requires-python"])


def test_lock_knows_every_dependency_of_the_project() -> None:
    """As `uv lock --check` would, without uv: the lock repeats what it was asked for."""
    (package,) = [p for p in read_toml("uv.lock")["package"] if p["name"] == "care-analysis"]
    asked = package["metadata"]
    groups = PYPROJECT["dependency-groups"]
    optional = [Requirement(t) for each in EXTRAS.values() for t in each]
    assert {r["name"]: SpecifierSet(r.get("specifier", "")) for r in asked["requires-dist"]} == {
        canonicalize_name(r.name): r.specifier for r in [*RUNTIME, *optional]
    }
    for group, texts in groups.items():
        locked_group = {r["name"]: r.get("specifier", "") for r in asked["requires-dev"][group]}
        wanted = {canonicalize_name(r.name): str(r.specifier) for r in map(Requirement, texts)}
        assert locked_group == wanted, "pyproject.toml has changed; run: uv lock"


def test_requirements_are_those_of_the_lock() -> None:
    pinned = {
        name: {Version(re.sub("^==", "", str(r.specifier))) for r, _ in lines}
        for name, lines in exported().items()
    }
    assert pinned == locked(), f"requirements.txt is not that of uv.lock; run: {EXPORT}"


def test_every_requirement_is_pinned_with_hashes() -> None:
    for name, lines in exported().items():
        for requirement, hashes in lines:
            assert str(requirement.specifier).startswith("=="), name
            assert hashes > 0, f"{name} has no hash; run: {EXPORT}"


@pytest.mark.parametrize("python", ["3.11.7", "3.12.1", "3.13.0"])
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_one_version_of_each_package_per_machine(python: str, system: str) -> None:
    machine = {
        **default_environment(),
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
        "sys_platform": system,
        "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[system],
        "os_name": "nt" if system == "win32" else "posix",
    }
    for name, lines in exported().items():
        chosen = [r for r, _ in lines if r.marker is None or r.marker.evaluate(machine)]
        assert len(chosen) <= 1, f"{name} has {len(chosen)} versions on {system}, Python {python}"
    needed = {canonicalize_name(r.name) for r in RUNTIME}
    have = {
        name
        for name, lines in exported().items()
        if any(r.marker is None or r.marker.evaluate(machine) for r, _ in lines)
    }
    assert needed <= have
