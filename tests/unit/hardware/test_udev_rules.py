"""The udev rules are right line by line: udev itself only complains in a log that nobody reads."""

import re
import shutil
import subprocess
import tomllib
from fnmatch import fnmatch

import pytest

from hardware.port_commands import UDEV_RULES
from tests.docs.sources import ROOT

PART = re.compile(r'(?P<key>[A-Z_]+)(?:\{(?P<attribute>[^}]+)\})?(?P<operator>==|!=|\+=|-=|:=|=)"(?P<value>[^"]*)"')
MATCHING = {"ACTION", "SUBSYSTEM", "KERNEL", "DRIVER", "ATTR", "ATTRS", "ENV", "TEST"}
ASSIGNING = {
    "MODE": "=",
    "GROUP": "=",
    "TAG": "+=",
    "SYMLINK": "+=",
    "ENV": "=",
    "ATTR": "=",
    "GOTO": "=",
    "LABEL": "=",
}
NEEDS_ATTRIBUTE = {"ATTR", "ATTRS", "ENV", "IMPORT"}

RULES = [
    line
    for line in UDEV_RULES.read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.lstrip().startswith("#")
]


def parts(rule: str) -> list[re.Match[str]]:
    found, at = [], 0
    while at < len(rule):
        part = PART.match(rule, at)
        assert part, f"not understood from here: {rule[at:]}"
        found.append(part)
        at = part.end()
        assert not rule[at:] or rule[at : at + 2] == ", ", f"no comma: {rule[at:]}"
        at += 2
    return found


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_made_of_known_keys_with_operators_that_fit(rule: str) -> None:
    for part in parts(rule):
        key, operator = part["key"], part["operator"]
        assert bool(part["attribute"]) == (key in NEEDS_ATTRIBUTE)
        assert part["value"]
        if key == "IMPORT":
            assert (part["attribute"], operator, part["value"]) == ("builtin", "=", "path_id")
        elif operator in {"==", "!="}:
            assert key in MATCHING
        else:
            assert ASSIGNING[key] == operator


@pytest.mark.parametrize("rule", [rule for rule in RULES if "MODE" in rule])
def test_nobody_outside_the_group_may_open_a_device(rule: str) -> None:
    values = {part["key"]: part["value"] for part in parts(rule)}

    assert values["MODE"] == "0660"
    assert values["GROUP"] in {"lp", "dialout", "input"}
    assert "SUBSYSTEM" in values


def test_keys_are_never_given_to_whoever_sits_at_the_screen() -> None:
    assert not [rule for rule in RULES if 'SUBSYSTEM=="input"' in rule and "uaccess" in rule]


def test_every_jump_has_its_place() -> None:
    goals = {part["value"] for rule in RULES for part in parts(rule) if part["key"] == "GOTO"}
    labels = {part["value"] for rule in RULES for part in parts(rule) if part["key"] == "LABEL"}

    assert goals == labels


def test_a_name_is_only_made_of_what_was_asked_for_before() -> None:
    for rule in RULES:
        asked = {(part["key"], part["attribute"]) for part in parts(rule) if part["operator"] == "=="}
        for name in re.findall(r"\$env\{(\w+)\}", rule):
            assert ("ENV", name) in asked


def test_the_file_is_named_before_the_rules_that_act_on_its_tags() -> None:
    assert UDEV_RULES.name < "73-seat-late.rules"


def test_the_file_comes_along_when_the_program_is_installed() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "package-data"
    ]["*"]

    assert any(fnmatch("/" + UDEV_RULES.name, pattern.removeprefix("**")) for pattern in patterns)


def _udevadm_can_verify() -> bool:
    if not shutil.which("udevadm"):
        return False
    return subprocess.run(["udevadm", "verify", "--help"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _udevadm_can_verify(), reason="this udev cannot verify")
def test_udev_itself_finds_nothing_wrong() -> None:
    checked = subprocess.run(["udevadm", "verify", str(UDEV_RULES)], capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr
