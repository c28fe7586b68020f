from __future__ import annotations

from datetime import UTC, date, datetime

from jobmatch.domain import Slot
from jobmatch.report.chains import Chain, chain_lines


def test_a_link_of_another_year_says_its_year_and_days_are_the_offices() -> None:
    links = (
        ("sent", datetime(2026, 1, 20, 12, tzinfo=UTC)),
        ("hired", datetime(2026, 3, 1, 17, tzinfo=UTC)),  # one in the morning in China
        ("stayed_12", datetime(2027, 3, 2, 1, tzinfo=UTC)),
        ("expired", None),
    )
    chain = Chain("gd:1", "护士", "阳山县江英镇卫生院", date(2026, 1, 20), 2, Slot.EXPLORED, links)
    assert chain_lines([chain]) == [
        "2026-01-20  2. 阳山县江英镇卫生院｜护士（探索）",
        "    已发出（01-20） → 已入职（03-02） → 满12个月仍在岗（2027-03-02） → 未发出，已过期",
    ]
