"""Where things are on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """One home and how to use it; every path below home unless a setting says otherwise.

    database_url: SQLAlchemy URL. key: base64 of 32 bytes, several separated by commas (the first seals);
    None: the file keys/jobmatch.key. encoder: "packaged", or a Sentence-Transformers path or hub id.
    smtp: smtp://user:password@host:port?from=address&starttls=1 (lang=en for English letters); webhook: where signed
    requests go; answer_url: base of the page where a student answers. None: that medium is not set up.
    """

    home: Path
    database_url: str
    key: str | None
    encoder: str
    policy_file: Path
    smtp: str | None = field(default=None, repr=False)  # it may hold a password
    webhook: str | None = field(default=None, repr=False)  # its path may be a secret
    answer_url: str | None = None

    @property
    def key_file(self) -> Path:
        return self.home / "keys" / "jobmatch.key"

    @property
    def api_keys_file(self) -> Path:
        return self.home / "keys" / "api-keys"

    @property
    def index_root(self) -> Path:
        return self.home / "indexes" / "postings"

    @property
    def vector_root(self) -> Path:
        return self.home / "cache" / "vectors"

    @property
    def runs_root(self) -> Path:
        return self.home / "runs"

    @property
    def models_root(self) -> Path:
        return self.home / "models"

    @property
    def explored_root(self) -> Path:
        return self.home / "explored"

    @property
    def out(self) -> Path:
        return self.home / "out"


def read_settings(environ: Mapping[str, str], home: Path | None = None) -> Settings:
    """Settings from JOBMATCH_HOME, JOBMATCH_DATABASE, JOBMATCH_KEY, JOBMATCH_ENCODER, JOBMATCH_POLICY,
    JOBMATCH_SMTP, JOBMATCH_WEBHOOK and JOBMATCH_ANSWER_URL.

    home, when given, wins over JOBMATCH_HOME; the default is the current directory.
    """
    root = (home or Path(environ.get("JOBMATCH_HOME", "."))).resolve()
    return Settings(
        home=root,
        database_url=environ.get("JOBMATCH_DATABASE", f"sqlite:///{root / 'jobmatch.db'}"),
        key=environ.get("JOBMATCH_KEY"),
        encoder=environ.get("JOBMATCH_ENCODER", "packaged"),
        policy_file=Path(environ.get("JOBMATCH_POLICY", root / "policy.toml")),
        smtp=environ.get("JOBMATCH_SMTP") or None,
        webhook=environ.get("JOBMATCH_WEBHOOK") or None,
        answer_url=environ.get("JOBMATCH_ANSWER_URL") or None,
    )
