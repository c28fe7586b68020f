"""Policies and models that made pushes, kept so that any push can be explained later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Table, select

from jobmatch.domain import Conflict, NotFound
from jobmatch.store.bulk import insert_into
from jobmatch.store.database import Unit
from jobmatch.store.schema import model_version, policy_version


def keep_policy(unit: Unit, version: str, toml: str, now: datetime) -> None:
    """Keep a policy's text; raises Conflict where the version is known with another text."""
    _keep(unit, policy_version, policy_version.c.toml, version, toml, now)


def keep_model(unit: Unit, version: str, manifest_json: str, now: datetime) -> None:
    """Keep a model's manifest; raises Conflict where the version is known with another one."""
    _keep(unit, model_version, model_version.c.manifest, version, manifest_json, now)


def policy_of(unit: Unit, version: str) -> str:
    """The TOML text of a kept policy; raises NotFound."""
    return _kept(unit, policy_version, policy_version.c.toml, version)


def model_of(unit: Unit, version: str) -> str:
    """The manifest (JSON) of a kept model; raises NotFound."""
    return _kept(unit, model_version, model_version.c.manifest, version)


def _keep(unit: Unit, table: Table, content: Column[str], version: str, text: str, now: datetime) -> None:
    record = {"version": version, content.name: text, "kept_at": now}
    unit.connection.execute(insert_into(unit, table).on_conflict_do_nothing(), record)
    if _kept(unit, table, content, version) != text:
        raise Conflict(f"{content.table.name} {version} is known with another content; expected a new version")


def _kept(unit: Unit, table: Table, content: Column[str], version: str) -> str:
    text: str | None = unit.connection.scalar(select(content).where(table.c.version == version))
    if text is None:
        raise NotFound(f"no {table.name} {version}")
    return text
