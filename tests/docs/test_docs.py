"""The documents name what there is: every command, setting, route and input field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from jobmatch.api import ApiKeys, create_app
from jobmatch.cli import app as cli
from jobmatch.ingest.fields import FIELDS
from jobmatch.report.names import RULES as RULE_NAMES
from jobmatch.rules import RULES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
DATA_MODEL = (ROOT / "docs" / "data-model.md").read_text("utf-8")


def commands() -> list[str]:
    names = []
    for name, command in get_command(cli).commands.items():  # type: ignore[attr-defined]
        names += [f"{name} {child}" for child in getattr(command, "commands", {})] or [name]
    return names


@pytest.mark.parametrize("command", commands())
def test_the_readme_names_every_command(command: str) -> None:
    assert f"jobmatch {command}" in README


def test_the_readme_names_every_setting() -> None:
    source = (ROOT / "src" / "jobmatch" / "settings" / "environment.py").read_text("utf-8")
    for setting in sorted(set(re.findall(r"JOBMATCH_[A-Z]+", source))):
        assert setting in README


def test_the_readme_names_every_route() -> None:
    served = create_app(None, ApiKeys({"nobody": ""}))  # type: ignore[arg-type]
    for path in served.openapi()["paths"]:
        assert path in README


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readmes_speak_of_the_same_commands() -> None:
    chinese = (ROOT / "README.zh-CN.md").read_text("utf-8")
    mentioned = set(re.findall(r"`jobmatch ([a-z]+)", README))
    assert mentioned == set(re.findall(r"`jobmatch ([a-z]+)", chinese))


@pytest.mark.parametrize("field", sorted(frozenset.union(*FIELDS.values())))
def test_the_data_model_explains_every_input_field(field: str) -> None:
    assert re.search(rf"\b{field}\b", DATA_MODEL)


def test_the_rules_page_names_every_rule_in_order_and_whether_it_may_be_waived() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \|.*\| (yes|no) \|$", page, re.MULTILINE)
    assert rows == [(rule.code, RULE_NAMES[rule.code], "yes" if rule.waivable else "no") for rule in RULES]
