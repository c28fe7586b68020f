from __future__ import annotations

from jobmatch.columns import Channel
from jobmatch.matching import CONTRIBUTIONS
from jobmatch.report.names import CHANNELS, FEATURES, RULES
from jobmatch.rules import RULE_NUMBER


def test_every_rule_feature_and_channel_has_a_chinese_name_of_its_own() -> None:
    assert list(RULES) == list(RULE_NUMBER)
    assert tuple(FEATURES) == CONTRIBUTIONS
    assert list(CHANNELS) == [channel.name.lower() for channel in Channel if channel.name]
    for names in (RULES, FEATURES, CHANNELS):
        assert len(set(names.values())) == len(names)
