"""The notices: every invented opening put into one of the layouts of its kind of employer."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from random import Random

from demo_data.notices import layouts_inclusive as inclusive
from demo_data.notices import layouts_official as official
from demo_data.notices import layouts_private as private
from demo_data.notices.draw import PUBLIC, draw_opening, spread
from demo_data.notices.facts import Opening, kinds
from demo_data.notices.voice import Voice

SEED = "notices/2026"
Layout = Callable[[Voice], str]
OFFICIAL: tuple[Layout, ...] = (
    official.numbered_announcement,
    official.general_and_special_conditions,
    official.labelled_lines,
    official.one_long_paragraph,
    official.supplementary_round,
    official.table_as_text,
    official.arabic_list,
    official.chosen_by_steps,
    official.consortium_notice,
)
VILLAGE: tuple[Layout, ...] = (official.village_call, official.programme_plan, *OFFICIAL[:6])
PROGRAMME: tuple[Layout, ...] = (official.programme_plan, official.numbered_announcement, official.chosen_by_steps)
PRIVATE: tuple[Layout, ...] = (
    private.three_blocks,
    private.tokens_last,
    private.tokens_first,
    private.dotted,
    private.dashed,
    private.classified,
    private.fair_stand,
    private.campus_letter,
    private.questions_and_answers,
    private.hashtags,
    private.forwarded_message,
    private.owner_speaks,
    private.about_us_first,
    private.check_marks,
    private.bracketed_heads,
    private.pay_in_front,
)
INCLUSIVE: tuple[Layout, ...] = (
    inclusive.federation_forwards,
    inclusive.conveniences_first,
    inclusive.station_recommends,
    inclusive.workshop_invites,
    inclusive.questionnaire,
)
STREET: tuple[Layout, ...] = (inclusive.welfare_post_notice, inclusive.station_recommends, *OFFICIAL[:5])
INCLUSIVE_FAMILIES = {"inclusive_office", "inclusive_shop", "inclusive_tech", "sheltered", "public_culture"}


@dataclass(frozen=True)
class Notice:
    """A worded opening; layout names the function that set it, said the words for each fact."""

    id: str
    title: str
    text: str
    layout: str
    opening: Opening
    said: dict[str, list[str]]

    def record(self) -> dict[str, object]:
        """What the package ships of it."""
        timing = self.opening.timing
        return {
            "id": self.id,
            "title": self.title,
            "employer": self.opening.employer,
            "text": self.text,
            "published_on": timing.published_on.isoformat(),
            "synthetic": True,
            "invented": ["deadline"] if timing.deadline or timing.open_ended else [],
        }

    def facts(self) -> dict[str, object]:
        """What the wording was made from, for whoever measures a reader of notices."""
        return {"id": self.id, "layout": self.layout, "said": self.said} | asdict(self.opening)


def notices() -> list[Notice]:
    """All notices in a fixed, mixed order; the same on every run."""
    rng = Random(SEED)
    wanted = [kind for kind in kinds() for _ in range(kind.count)]
    rng.shuffle(wanted)
    prefectures = spread(rng, [kind.employer for kind in wanted])
    openings = [
        draw_opening(Random(f"{SEED}/{n}"), *pair) for n, pair in enumerate(zip(wanted, prefectures, strict=True))
    ]
    turns: dict[tuple[Layout, ...], int] = {}
    return [_worded(number, opening, turns) for number, opening in enumerate(openings, start=1)]


def _worded(number: int, opening: Opening, turns: dict[tuple[Layout, ...], int]) -> Notice:
    """The opening in the next layout of its employer's kind, so that every layout is used."""
    rng = Random(f"{SEED}/words/{number}")
    choices = _layouts(opening)
    turn = turns[choices] = turns.get(choices, -1) + 1
    layout = choices[turn % len(choices)]
    register = "plain" if layout in PRIVATE or layout is official.village_call else "official"
    voice = Voice(opening, rng, register)
    text = "\n".join(filter(None, map(str.rstrip, layout(voice).split("\n"))))
    said = {fact: kept for fact, words in voice.spoken.items() if (kept := [word for word in words if word in text])}
    return Notice(f"N{number:04d}", _headline(rng, opening, register), text, layout.__name__, opening, said)


def _layouts(opening: Opening) -> tuple[Layout, ...]:
    by_family = {"village": VILLAGE, "programme": PROGRAMME, "street": STREET}
    if opening.family in INCLUSIVE_FAMILIES:
        return INCLUSIVE + PRIVATE[:6] if opening.family != "public_culture" else INCLUSIVE[:3] + OFFICIAL[:4]
    return by_family.get(opening.family) or (OFFICIAL if opening.family in PUBLIC else PRIVATE)


def _headline(rng: Random, opening: Opening, register: str) -> str:
    if register == "plain":
        return rng.choice(
            [
                opening.title,
                opening.title,
                f"招聘{opening.title}",
                f"{opening.title}（{opening.prefecture.removesuffix('市')}）",
            ]
        )
    return rng.choice(
        [f"{opening.employer}招聘{opening.title}公告", opening.title, f"{opening.employer}公开招聘{opening.title}"]
    )
