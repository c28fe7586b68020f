"""The one place that picks implementations: a home with its store, keys, encoder, policy and engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from jobmatch.columns import Float32
from jobmatch.domain import Misconfigured
from jobmatch.matching import Tools
from jobmatch.push import JsonLinesChannel
from jobmatch.settings import Policy, Settings, default_policy_toml, parse_policy
from jobmatch.store import KeyRing, Store


def utc_now() -> datetime:
    """The clock of a home in service."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Home:
    """An opened home. What is costly (the encoder, the store) is opened when it is first asked for."""

    settings: Settings
    clock: Callable[[], datetime] = utc_now

    @cached_property
    def keys(self) -> KeyRing:
        if self.settings.key is not None:
            return KeyRing.from_text(self.settings.key)
        return KeyRing.from_file(self.settings.key_file)

    @cached_property
    def store(self) -> Store:
        return Store.open(self.settings.database_url, self.keys)

    @cached_property
    def policy(self) -> Policy:
        file = self.settings.policy_file
        return parse_policy(file.read_text("utf-8") if file.is_file() else default_policy_toml())

    @cached_property
    def tools(self) -> Tools:
        """What the night and a query work with."""
        from jobmatch.embed import VectorCache, load_encoder

        encoder = load_encoder(self.settings.encoder)
        cache = VectorCache(self.settings.vector_root, encoder.identity, encoder.dim)

        def encode(texts: Sequence[str]) -> Float32:
            return cache.encode(encoder, texts)

        return Tools(
            store=self.store,
            encode=encode,
            encoder_identity=encoder.identity,
            index_root=self.settings.index_root,
            runs_root=self.settings.runs_root,
            models_root=self.settings.models_root,
            explored_root=self.settings.explored_root,
            policy=self.policy,
            clock=self.clock,
        )

    @property
    def channel(self) -> JsonLinesChannel:
        return JsonLinesChannel(self.settings.out)


def make_home(settings: Settings) -> Home:
    """Create a home, or bring one up to date: folders, key, schema and the policy to edit. Safe to run again."""
    if settings.home.is_file():
        raise Misconfigured(f"home {settings.home} is a file; expected a directory")
    for folder in (settings.home, settings.index_root, settings.out):
        folder.mkdir(parents=True, exist_ok=True)
    if settings.key is None and not settings.key_file.exists():
        KeyRing.create_file(settings.key_file)
    Store.migrate(settings.database_url)
    if not settings.policy_file.exists():
        settings.policy_file.write_text(default_policy_toml(), "utf-8")
    return Home(settings)
