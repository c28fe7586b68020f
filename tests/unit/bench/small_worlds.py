"""Small rosters, openings and outboxes for worlds, without a home behind them."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from jobmatch.bench.worlds import World

FIRST = date(2026, 3, 2)  # a Monday
JOBS = ("社区护士", "药师", "全科医生", "会计", "保育员", "文员", "客服", "机电维修工")
CODES = ("2-05-08-05", "2-05-06-01", "2-05-01-19", "2-06-03-00", "4-10-01-03", "3-01-02-06", "4-04-05-02", "6-31-01-03")
PLACES = ("440100", "440300", "440600", "441200", "441800", "445100", "450100", "110000")


def roster_rows(count=150):
    rng = Random("roster")
    return [
        {
            "student": f"S{n:06d}",
            "occupations": rng.sample(JOBS, 2),
            "places": rng.sample(PLACES[:4], 2),
            "pay_floor_monthly_cny": rng.choice((None, 3000, 4500, 6000)),
            "nights": rng.choice((None, "accepts", "refuses")),
        }
        for n in range(count)
    ]


def posting_rows(count=400, headcount=2):
    rng = Random("postings")
    rows = []
    for n in range(count):
        low = rng.choice((None, 2500, 3500, 5000, 7000))
        rows.append(
            {
                "posting": f"p{n}",
                "title": "护士",
                "employer": f"employer {n % 30}",
                "employer_kind": rng.choice(("hospital", "clinic", "company")),
                "grassroots": rng.random() < 0.3,
                "places": [rng.choice(PLACES)],
                "pay_low_monthly_cny": low,
                "pay_high_monthly_cny": None if low is None else low + 1000,
                "nights": rng.choice((None, "day", "some_nights", "regular_nights")),
                "contract": None,
                "occupation": rng.choice(CODES),
                "headcount": headcount,
            }
        )
    return rows


def settled(name, seed=1, students=150, headcount=2):
    return World.settle(name, seed, FIRST, roster_rows(students), posting_rows(headcount=headcount))


def outbox(night, students=150, together=2, hour=13):
    """Rows of one night's outbox, drawn by the night alone; no pair comes twice before 200 nights are over."""
    number = (night - FIRST).days
    sent = datetime.combine(night, time(hour, tzinfo=UTC)).isoformat()
    facts = posting_rows()
    rows = []
    for n in range(students):
        for position in range(1, together + 1):
            fact = facts[(37 * n + together * number + position) % len(facts)]
            key = f"S{n:06d}|{fact['posting']}|{night}"
            rows.append(
                {**fact, "key": key, "student": f"S{n:06d}", "campaign": str(night), "position": position}
                | {"together": together, "sent_at": sent, "token": "t"}
            )
    return rows


def lived(world, nights, **outboxes):
    """All feedback rows of that many nights."""
    days = [FIRST + timedelta(days=n) for n in range(nights)]
    return [row for day in days for row in world.night(day, outbox(day, **outboxes))]
