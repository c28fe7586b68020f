"""One opening's facts in the words of one register: official, plain or token."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from demo_data.notices.facts import Opening, table

PHRASES = table("phrases.toml")
HAN = ("", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@dataclass(frozen=True)
class Voice:
    """Says facts of an opening, each time in other words; an empty text where the notice is silent about it.

    spoken gathers, by fact, the words that were handed to the layout; the layout may still leave some out.
    """

    opening: Opening
    rng: Random
    register: str
    spoken: dict[str, list[str]] = field(default_factory=dict)

    def any_of(self, *options: str) -> str:
        return self.rng.choice(options)

    def level(self) -> str:
        return self._named("level", self.opening.level)

    def majors(self) -> str:
        majors = self.opening.majors
        if not majors:
            return self._named("majors", "open") if self.rng.random() < 0.6 else ""
        slots = {"majors": self.any_of("、", "、", "或").join(majors)}
        return self._named("majors", "group" if majors[0].endswith("专业") else "named", slots)

    def licence(self) -> str:
        mode = self.opening.licence_mode if self.opening.licence else ""
        return self._named("licence", mode, {"licence": self.opening.licence})

    def age(self) -> str:
        age = self.opening.age
        return self._named("age", "limit" if age else "", {"age": age, "born": 2025 - age})

    def experience(self) -> str:
        return self._named("experience", self.opening.experience)

    def fresh(self) -> str:
        return self._named("fresh", self.opening.fresh)

    def shifts(self) -> str:
        return self._named("shifts", self.opening.shifts)

    def contract(self) -> str:
        return self._named("contract", self.opening.contract)

    def housing(self) -> str:
        return self._named("housing", self.opening.housing)

    def insurance(self) -> str:
        return self._named("insurance", "yes" if self.opening.insurance else "")

    def provisions(self) -> list[str]:
        return [self._named("provision", name) for name in self.opening.provisions]

    def reserved(self) -> str:
        return self._named("reserved", self.opening.reserved)

    def programmes(self) -> list[str]:
        return [self._named("programme", name) for name in self.opening.programmes]

    def hard(self) -> str:
        return self._named("hard", self.opening.hard)

    def gender(self) -> str:
        return self._named("gender", "only" if self.opening.gender else "", {"g": self.opening.gender})

    def household(self) -> str:
        return self._named("household", self.opening.household, {"c": self.opening.county})

    def service(self) -> str:
        years = self.opening.service_years
        return self._named("service", "years" if years else "", {"n": years})

    def heads(self) -> str:
        n = self.opening.heads
        return self._named("heads", "named" if n else "", {"n": n, "han": HAN[n]})

    def count(self) -> str:
        """The number of openings as a bare figure, for forms and tables."""
        return self._heard("heads", str(self.opening.heads)) if self.opening.heads else ""

    def deadline(self) -> str:
        timing = self.opening.timing
        if timing.open_ended:
            return self._named("deadline", "open")
        day = timing.deadline
        return self._named("deadline", "until", _dated(day, timing.published_on)) if day else ""

    def pay(self) -> str:
        pay = self.opening.pay_monthly_cny
        if pay is None:
            return self.any_of("", "面议", "薪资面议", "工资待遇面谈")
        return self._heard("pay", self.rng.choice(_pay_wordings(*pay)))

    def place(self) -> str:
        """Where the work is, from the whole path down to the two names that people use."""
        o = self.opening
        short = o.prefecture.removesuffix("市")
        inner = o.county if len(o.county) < 3 else o.county.rstrip("市区县")
        path = f"{o.prefecture}{o.county}{o.town}"
        if self.register == "token" or self.rng.random() < 0.2:
            return "·".join(filter(None, [short, inner]))
        return self.any_of(path, path, f"广东省{path}", f"{o.prefecture}{o.county}")

    def contact(self) -> str:
        """A telephone number that cannot exist (no number begins with 000) or an address of example.com."""
        who = self.any_of("陈主任", "人事科李老师", "黄小姐", "办公室梁同志", "院办", "冯经理", "罗站长")
        phone = f"000-0000{self.rng.randrange(10**4):04d}"
        mail = f"hr{self.rng.randrange(1000)}@example.com"
        return self.any_of(
            f"联系人：{who}，电话{phone}", f"联系电话：{phone}（{who}）", f"简历投递：{mail}", f"{who} {phone}"
        )

    def asks(self) -> list[str]:
        """Every demand, education first as a rule."""
        level, majors = self.level(), self.majors()
        education = [f"{level}，{majors}"] if majors and self.rng.random() < 0.4 else [level, majors]
        if self.rng.random() < 0.3:
            education.reverse()
        tail = [self.licence(), self.age(), self.experience(), self.fresh(), self.household(), *self.opening.extras]
        self.rng.shuffle(tail)
        head = [self._limit(), self.gender()]
        return [clause for clause in (*head, *education, *tail, self.hard(), self.service()) if clause]

    def offers(self) -> list[str]:
        """Everything given or promised."""
        parts = [self.shifts(), self.contract(), self.insurance(), self.housing(), *self.programmes()]
        self.rng.shuffle(parts)
        return [part for part in (self.pay(), *parts, *self.provisions(), self.welcome()) if part]

    def tokens(self) -> list[str]:
        """The deciding facts as bare words."""
        spoken = Voice(self.opening, self.rng, "token", self.spoken)
        pay = self.pay()
        words = [
            spoken.place(),
            pay,
            spoken.experience() or "经验不限",
            spoken.level(),
            spoken.heads(),
            spoken.shifts(),
        ]
        return [word for word in words if word]

    def duties(self, joint: str = "；") -> str:
        return joint.join(self.opening.duties)

    def welcome(self) -> str:
        return self.reserved() if self.opening.reserved == "welcome" else ""

    def _limit(self) -> str:
        return self.reserved() if self.opening.reserved not in {"", "welcome"} else ""

    def _named(self, fact: str, value: str, slots: dict[str, object] | None = None) -> str:
        if not value:
            return ""
        wordings = PHRASES[fact][value]
        options = wordings.get(self.register) or wordings["any"]
        return self._heard(fact, self.rng.choice(options).format_map(slots or {}))

    def _heard(self, fact: str, text: str) -> str:
        self.spoken.setdefault(fact, []).append(text)
        return text


def said(*parts: str, joint: str = "，") -> str:
    """The parts that say anything, joined."""
    return joint.join(part for part in parts if part)


def _dated(day: date, published: date) -> dict[str, object]:
    return {
        "y": day.year, "m": day.month, "d": day.day, "iso": day.isoformat(), "pm": published.month, "pd": published.day,
    }  # fmt: skip


def _pay_wordings(low: int, high: int) -> list[str]:
    yearly = f"{low * 12 / 10000:.1f}".rstrip("0").rstrip("."), f"{high * 12 / 10000:.1f}".rstrip("0").rstrip(".")
    return [
        f"月薪{low}-{high}元",
        f"月薪{low}—{high}元",
        f"{low}-{high}元/月",
        f"{low / 1000:g}K-{high / 1000:g}K",
        f"每月{low}至{high}元",
        f"月综合收入{low}-{high}元（含绩效）",
        f"年薪{yearly[0]}-{yearly[1]}万元",
        f"底薪{low - low % 500 - 500}+绩效，综合{low}-{high}元",
        f"{low / 1000:g}-{high / 1000:g}千/月",
        f"月工资约{(low + high) // 200 * 100}元",
        f"日薪{round(low / 220) * 10}元，按月结算",
        f"到手{low}元起",
        f"底薪{low - low % 500}+绩效",
        f"试用期{round(low * 0.85 / 100) * 100}元/月，转正后{low}-{high}元/月",
    ]
