"""Postings in English: what they demand, prefer and offer."""

from __future__ import annotations

from datetime import date

import pytest

from jobmatch.domain import (
    AgeAsked,
    Contract,
    Demand,
    Duty,
    EmployerKind,
    ExperienceAsked,
    Gender,
    GenderAsked,
    Level,
    LevelsAsked,
    LicenceAsked,
    MajorsAsked,
    Need,
    Pay,
    Shifts,
    Strength,
    Unread,
)
from jobmatch.requirements import Reading, read_posting


def read(text: str = "", title: str = "Vacancy", **columns: str) -> Reading:
    return read_posting({"title": title, "text": text, **columns})


def asked(reading: Reading, kind: type, strength: Strength = Strength.REQUIRED) -> list[Demand]:
    return [d for d in reading.demands if isinstance(d.asked, kind) and d.strength is strength]


def licences(text: str, title: str = "Vacancy", strength: Strength = Strength.REQUIRED) -> list[set[str]]:
    return [set(d.asked.any_of) for d in asked(read(text, title), LicenceAsked, strength)]


def lowest_level(text: str, strength: Strength = Strength.REQUIRED) -> list[Level]:
    return [min(d.asked.admitted) for d in asked(read(text), LevelsAsked, strength)]


def months(text: str, strength: Strength = Strength.REQUIRED) -> list[tuple[int, bool]]:
    found = [d.asked for d in asked(read(text), ExperienceAsked, strength)]
    return [(a.months, a.stated) for a in found]


# ------------------------------------------------------------------ which language


@pytest.mark.parametrize(
    ("columns", "places"),
    [
        ({"title": "Java Developer", "place": "上海", "education": "本科"}, ("310000",)),
        ({"title": "Java开发", "text": "精通Java, Spring Boot, MySQL, Redis, Kafka", "place": "上海"}, ("310000",)),
    ],
)
def test_a_chinese_ad_with_english_words_is_read_as_chinese(columns: dict[str, str], places: tuple[str, ...]) -> None:
    assert read_posting(columns).terms.places == places


def test_chinese_columns_beside_an_english_text_are_read_too() -> None:
    reading = read(
        "Requirements:\n- At least 5 years of working experience in supply chain.\n- CET-6 or above is required.\n" * 3,
        title="Planning Analyst 计划专员",
        education="本科",
        pay="15-20K",
        place="广州",
        employer="某某材料（广州）有限公司",
    )
    assert [min(d.asked.admitted) for d in asked(reading, LevelsAsked)] == [Level.BACHELOR]
    assert (reading.terms.places, reading.terms.pay) == (("440100",), Pay(15_000, 20_000))
    assert max(d.asked.months for d in asked(reading, ExperienceAsked)) == 60
    assert [d.asked.any_of for d in asked(reading, LicenceAsked)] == [{"cet6"}]


# ------------------------------------------------------------------ registrations


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("You must be a registered nurse with a current NMC pin.", {"uk_nurse"}),
        ("We are looking for an RMN or RNLD to join us.", {"uk_nurse_mental_health", "uk_nurse_learning_disability"}),
        ("Essential: NMC or HCPC registration", {"uk_nmc", "uk_hcpc"}),
        ("You will be an HCPC registered Physiotherapist.", {"uk_hcpc_physiotherapist"}),
        ("Applicants must have full GMC registration with a licence to practise.", {"uk_gmc_licence"}),
        ("Candidates must be on the Specialist Register of the GMC.", {"uk_gmc_specialist"}),
        ("You must be a registered pharmacist with the GPhC.", {"uk_gphc_pharmacist"}),
        ("The role needs a qualified social worker registered with Social Work England.", {"uk_social_worker"}),
        ("A full UK driving licence is essential.", {"driving"}),
    ],
)
def test_the_registration_that_the_work_demands(text: str, codes: set[str]) -> None:
    assert licences(text) == [codes]


@pytest.mark.parametrize(
    "text",
    [
        "You will work alongside registered nurses and doctors.",
        "Tasks are delegated by a registered nurse.",
        "We pay half of your NMC registration renewal.",
        "You will follow the NMC code of conduct at all times.",
        "An enhanced DBS check will be made.",
        "The team consists of registered nurses, physiotherapists and occupational therapists.",
    ],
)
def test_colleagues_codes_and_checks_of_everybody_demand_no_registration(text: str) -> None:
    assert licences(text, title="Ward Clerk") == []


def test_a_regulated_profession_without_a_word_on_registration_is_left_to_a_person() -> None:
    reading = read("Come and join our friendly team on Ward 4.", title="Staff Nurse")
    assert [d.asked for d in asked(reading, Unread)] == [Unread("Staff Nurse")]
    assert asked(read("Come and join our friendly team.", title="Medical Secretary"), Unread) == []


# ------------------------------------------------------------------ education


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("You must have GCSE English and Maths at grade C.", Level.JUNIOR_HIGH),
        ("NVQ Level 2 in care is essential.", Level.JUNIOR_HIGH),
        ("NVQ Level 3 in care is essential.", Level.SECONDARY),
        ("Applicants must have A levels or equivalent.", Level.SECONDARY),
        ("An HND in engineering is required.", Level.ASSOCIATE),
        ("You must hold a Diploma / Degree in Occupational Therapy.", Level.ASSOCIATE),
        ("Candidates must be educated to degree level.", Level.BACHELOR),
        ("Bachelor's degree or above is required.", Level.BACHELOR),
        ("A Master's degree is required.", Level.MASTER),
        ("You will have a doctorate in clinical psychology.", Level.DOCTOR),
    ],
)
def test_uk_qualifications_by_their_level(text: str, level: Level) -> None:
    assert lowest_level(text) == [level]


@pytest.mark.parametrize(
    "text",
    [
        "This needs a high degree of accuracy.",
        "We offer courses at degree or masters level.",
        "You will be supported to complete a diploma.",
        "Supporting patients with a wide level of need.",
        "Tact and diplomacy are essential.",
    ],
)
def test_degrees_of_another_kind_demand_no_education(text: str) -> None:
    assert lowest_level(text) == []


def test_experience_in_place_of_a_degree_leaves_those_below_to_a_person() -> None:
    reading = read("You must be educated to degree level or have equivalent experience.")
    below = frozenset(level for level in Level if level < Level.BACHELOR)
    assert asked(reading, LevelsAsked) == []
    assert [d.asked.levels for d in asked(reading, Unread)] == [below]


def test_a_degree_in_named_subjects_limits_the_major() -> None:
    reading = read("Bachelor's degree in Computer Science or related field is required.")
    (demand,) = asked(reading, MajorsAsked)
    assert dict(demand.asked.by_level)[Level.BACHELOR] == ("B0809",)
    assert demand.asked.related


# ------------------------------------------------------------------ experience


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You will have at least two years' experience in a similar role.", (24, True)),
        ("Minimum 6 months paid experience at Band 5.", (6, True)),
        ("3-5 years of working experience is required.", (36, True)),
        ("5+ years relevant experience required.", (60, True)),
        ("Applicants must have 2 years post-registration experience.", (24, True)),
        ("Previous experience of working in an office is essential.", (1, False)),
        ("We are looking for an experienced secretary.", (1, False)),
    ],
)
def test_experience_demanded_in_months_or_as_such(text: str, found: tuple[int, bool]) -> None:
    assert months(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "We put patient experience first.",
        "You will gain valuable experience in surgery.",
        "You will be supported by our experienced team.",
        "Salary depending on experience.",
        "We have over 30 years' experience in delivering care to the NHS.",
        "Annual leave rises after 5 years of service.",
        "No experience necessary, full training is given.",
        "You must have experience of care; newly qualified nurses are welcome to apply.",
    ],
)
def test_other_experience_is_no_demand(text: str) -> None:
    assert months(text) == []


# ------------------------------------------------------------------ required or preferred


@pytest.mark.parametrize(
    "text",
    [
        "Experience of surgery is desirable but not essential.",
        "Ideally, you will have experience of surgery.",
        "Experience of surgery would be an advantage.",
        "Experience of surgery would be preferable.",
        "It is desirable but not essential to have surgery experience.",
        "Experience in surgery is a plus.",
        "You may have experience of surgery (however this is not essential).",
        "Desirable\nExperience of surgery",
        "Nice to have: experience of surgery",
    ],
)
def test_what_is_only_wished_for_is_never_required(text: str) -> None:
    assert months(text) == []
    assert months(text, Strength.PREFERRED) == [(1, False)]


def test_a_wish_behind_a_demand_leaves_the_demand_alone() -> None:
    text = "You must be a registered nurse, and experience of surgery is desirable."
    assert licences(text) == [{"uk_nurse"}]
    assert months(text) == []
    assert months(text, Strength.PREFERRED) == [(1, False)]


def test_a_line_that_calls_itself_essential_demands_all_it_lists() -> None:
    reading = read("Essential criteria\nNVQ Level 3\nExperience of care work\nDesirable\nDriving licence")
    assert [min(d.asked.admitted) for d in asked(reading, LevelsAsked)] == [Level.SECONDARY]
    assert len(asked(reading, ExperienceAsked)) == 1
    assert [d.asked.any_of for d in asked(reading, LicenceAsked, Strength.PREFERRED)] == [{"driving"}]


def test_every_demand_quotes_the_received_words() -> None:
    text = "You’ll need — as a minimum — 2 years’ experience;\tNMC pin is essential."
    reading = read(text)
    assert reading.demands
    assert all(text[d.span.start : d.span.end] == d.span.quote for d in reading.demands if d.span.field == "text")


# ------------------------------------------------------------------ who may apply


def test_a_lawful_limit_to_one_gender_is_read() -> None:
    reading = read("This post is open to female applicants only (Schedule 9 of the Equality Act applies).")
    assert [d.asked.gender for d in asked(reading, GenderAsked)] == [Gender.FEMALE]
    assert asked(read("You will work on an 18 bedded female ward."), GenderAsked) == []


def test_an_age_for_applicants_is_no_age_of_patients() -> None:
    assert [d.asked for d in asked(read("You must be at least 18 years old."), AgeAsked)] == [AgeAsked(at_least=18)]
    assert asked(read("We care for patients aged 18 and over."), AgeAsked) == []


@pytest.mark.parametrize(
    "text",
    [
        "Unfortunately we are unable to sponsor a visa for this post.",
        "You must have the right to work in the UK.",
        "This vacancy is open to existing Trust staff only.",
        "The ability to speak Welsh is essential.",
        "You must hold a valid SIA licence.",
    ],
)
def test_a_hard_demand_of_no_known_kind_stays_unread(text: str) -> None:
    assert asked(read(text, title="Office Manager"), Unread)


@pytest.mark.parametrize(
    "text",
    [
        "Applications from job seekers who require sponsorship are welcome.",
        "The ability to speak Welsh is desirable.",
        "Excellent communication skills are essential.",
        "You must be able to work as part of a team.",
    ],
)
def test_welcomes_wishes_and_soft_skills_leave_nothing_unread(text: str) -> None:
    assert asked(read(text, title="Office Manager"), Unread) == []


# ------------------------------------------------------------------ the work


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Answering telephone calls from patients.", Need.NO_PHONE),
        ("The work involves manual handling of patients.", Need.NO_HEAVY_LIFTING),
        ("You must be able to travel between sites.", Need.NO_TRAVEL),
        ("You must be a car driver.", Need.NO_DRIVING),
    ],
)
def test_duties_that_collide_with_needs(text: str, need: Need) -> None:
    assert need in {d.asked.collides_with for d in asked(read(text), Duty)}


def test_another_way_of_travelling_makes_the_licence_no_bar() -> None:
    text = "A driving licence is required or the ability to travel by other means."
    assert licences(text, title="Office Manager") == []


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("You will work internal rotation.", Shifts.REGULAR_NIGHTS),
        ("Early, late and night shifts on a rota.", Shifts.REGULAR_NIGHTS),
        ("You will take part in the on-call rota.", Shifts.SOME_NIGHTS),
        ("Hours: Monday to Friday, 9am - 5pm", Shifts.DAY),
        ("There are no nights or weekends.", Shifts.DAY),
        ("Our helpline is open 24/7, call us any night.", None),
        ("Night rate: £20.35 per hour", None),
    ],
)
def test_what_the_work_asks_of_the_night(text: str, shifts: Shifts | None) -> None:
    assert read(text).terms.shifts is shifts


# ------------------------------------------------------------------ terms


@pytest.mark.parametrize(
    ("columns", "contract"),
    [
        ({"text": "This is a permanent post."}, Contract.ESTABLISHED),
        ({"text": "12 month fixed term contract"}, Contract.LABOUR),
        ({"text": "Secondment to cover maternity leave"}, Contract.LABOUR),
        ({"text": "Join us as a bank nurse.", "contract": "FULL_TIME"}, Contract.PART_TIME),
        ({"text": "Part time, 20 hours per week"}, Contract.PART_TIME),
        ({"text": "Full time and part time hours considered"}, None),
        ({"text": "27 days leave plus bank holidays", "contract": "FULL_TIME"}, None),
        ({"text": "Come and join us.", "contract": "TEMPORARY"}, Contract.LABOUR),
        ({"text": "You need 12 months post registration experience."}, None),
    ],
)
def test_the_tie_that_is_offered(columns: dict[str, str], contract: Contract | None) -> None:
    assert read_posting({"title": "Vacancy", **columns}).terms.contract is contract


@pytest.mark.parametrize(
    ("pay", "warned"),
    [
        ("GBP £31,365 - £37,890 per annum per YEAR", "GBP 31,365–37,890（每年）"),
        ("GBP £24,907 - £30,615 pa per YEAR", "GBP 24,907–30,615（每年）"),
        ("GBP £9.00 ph per YEAR", "GBP 9（每小时）"),
        ("GBP Band 7 (£38,890-£44,503) per YEAR", "GBP 38,890–44,503（每年）"),
        ("USD 5,000 per month", "USD 5,000（每月）"),
    ],
)
def test_foreign_pay_is_named_and_never_converted(pay: str, warned: str) -> None:
    reading = read("Come and join us.", pay=pay)
    assert reading.terms.pay is None
    assert any(warned in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("pay", "low", "high"),
    [
        ("RMB 15,000 - 20,000 per month", 15_000, 20_000),
        ("CNY 15k-20k per month", 15_000, 20_000),
        ("RMB 240,000 per year", 240_000 / 12, 240_000 / 12),
    ],
)
def test_pay_in_cny_comes_to_a_month(pay: str, low: float, high: float) -> None:
    assert read("Come and join us.", pay=pay).terms.pay == Pay(round(low), round(high))


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("Beijing", ("110000",)),
        ("Pudong, Shanghai", ("310115",)),
        ("Tianhe District, Guangzhou, China", ("440106",)),
        ("Shenzhen / Guangzhou", ("440300", "440100")),
        ("Suzhou, Anhui", ("341300",)),
        ("Xi'an", ("610100",)),
        ("Hong Kong", ("810000",)),
        ("Yulin", ()),
        ("Reading, GB", ()),
    ],
)
def test_places_in_china_by_their_english_names(place: str, codes: tuple[str, ...]) -> None:
    reading = read("Come and join us.", place=place)
    assert reading.terms.places == codes
    assert bool(codes) != any("工作地点" in warning for warning in reading.warnings)


def test_deadline_headcount_interview_and_housing() -> None:
    reading = read(
        "We have two posts available.\nClosing date: 17th November 2020\n"
        "Interviews will be held remotely via Microsoft Teams.\nAccommodation is available on site."
    )
    terms = reading.terms
    assert (terms.deadline, terms.headcount) == (date(2020, 11, 17), 2)
    assert (terms.online_interview, terms.housing) == (True, True)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Barts Health NHS Trust", EmployerKind.HOSPITAL),
        ("Elmwood Care Home", EmployerKind.ELDER_CARE),
        ("Park Road Surgery", EmployerKind.CLINIC),
        ("Swindon Borough Council", EmployerKind.GOVERNMENT),
        ("InHealth Ltd", EmployerKind.COMPANY),
    ],
)
def test_the_kind_of_employer_shows_in_its_name(name: str, kind: EmployerKind) -> None:
    assert read("Come and join us.", employer=name).employer.kind is kind


def test_what_the_ideal_candidate_will_have_is_only_preferred() -> None:
    text = "The ideal candidate for this role will have experience of records management."
    assert (months(text), months(text, Strength.PREFERRED)) == ([], [(1, False)])
    assert months("The ideal candidate must have experience of records management.") == [(1, False)]


def test_a_skill_that_somebody_ideally_has_is_no_duty() -> None:
    assert asked(read("You will ideally be skilled in wound care and telephone triage."), Duty) == []
