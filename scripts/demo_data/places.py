"""Guangdong's prefectures and counties, as both the notices and the students need them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

_TABLE = tomllib.loads(Path(__file__).with_name("places.toml").read_text("utf-8"))
PREFECTURES = tuple(_TABLE)
COUNTIES = {name: tuple(entry["counties"]) for name, entry in _TABLE.items()}
WEIGHTS = {name: int(entry["weight"]) for name, entry in _TABLE.items()}
DELTA = ("广州市", "深圳市", "佛山市", "珠海市", "东莞市", "中山市", "江门市", "惠州市", "肇庆市")


@dataclass(frozen=True)
class Home:
    """A prefecture and a county in it; county is empty where the prefecture has none."""

    prefecture: str
    county: str

    @property
    def short(self) -> str:
        """The prefecture without 市, as people say it."""
        return self.prefecture.removesuffix("市")

    @property
    def inner(self) -> str:
        """The innermost name that stands on its own."""
        return self.county if self.county and self.county != "城区" else self.prefecture
