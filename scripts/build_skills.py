"""Write jobmatch.taxonomy's skills.csv from scripts/skills.txt and a count over real postings.

Run ``python scripts/build_skills.py --data ../shared/data``; with ``--check`` nothing is written and the exit status
says whether the shipped file is what would be; ``--missing 30`` lists words that real postings use as skills and the
list lacks. The same sources give the same bytes. Only counts of words are taken from postings, and none from the
sources that are kept unseen.
"""

import argparse
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jobmatch.evaluate.sources import SOURCES, read_source
from jobmatch.taxonomy.skills.finding import find_among, names_of
from jobmatch.taxonomy.skills.gazetteer import Skill, plain, skill_of

ROOT = Path(__file__).resolve().parent.parent
TERMS = ROOT / "scripts/skills.txt"
OUT = ROOT / "src/jobmatch/taxonomy/data/skills.csv"
FIELDS = ("text", "skills", "tags")
HEADER = (
    "# Skills: our own list with synonyms, counted in real postings by scripts/build_skills.py.",
    "# Licence: that of this project. A name that ends with ~ means other things too; see scripts/skills.txt.",
)
ASKED = re.compile(r"(?:熟悉|熟练|掌握|精通|擅长|使用|运用)(?:掌握|使用|运用|操作)?([^,，;；。.\n：:()（）]{2,30})")
APART = re.compile(r"[、/和及与或等 |,，]|以及|相关|的")


@dataclass(frozen=True)
class Term:
    group: str
    zh: str
    en: str
    names: tuple[str, ...]

    @property
    def code(self) -> str:
        """
        >>> Term("", "C++", "C++", ()).code, Term("", "", "X-ray of A/B", ()).code
        ('cpp', 'x_ray_of_a_b')
        """
        spelled = self.en.lower().replace("++", "pp").replace("#", "_sharp").replace(".net", "dotnet")
        return re.sub(r"[^a-z0-9]+", "_", spelled).strip("_")


def read_terms(path: Path) -> list[Term]:
    """The list as kept by hand. Raises ValueError where a code or a name stands twice."""
    terms: list[Term] = []
    group = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            group = line.strip("[] ")
        elif "|" in line and not line.startswith("#"):
            zh, en, others = (part.strip() for part in line.split("|"))
            terms.append(Term(group, zh.removesuffix("~"), en, tuple(spellings(zh, en, others))))
    refuse_doubles(terms)
    return terms


def spellings(zh: str, en: str, others: str) -> Iterator[str]:
    """Every name once: the Chinese one, the others, the English one where it is Latin in Chinese too, and unspaced."""
    given = [zh, *filter(None, (name.strip() for name in others.split("、")))]
    for name in dict.fromkeys(plain(name) for name in given):
        yield name
        if " " in name and name.replace(" ", "") not in map(plain, given):
            yield name.replace(" ", "")
    words = plain(en)
    if len(words.split()) > 1 and words not in map(plain, given):
        yield words


def refuse_doubles(terms: list[Term]) -> None:
    codes = Counter(term.code for term in terms)
    names = Counter(name.removesuffix("~") for term in terms for name in set(term.names))
    twice = [word for count in (codes, names) for word, n in count.items() if n > 1]
    if twice:
        raise ValueError(f"{TERMS}: these stand twice: {', '.join(sorted(twice))}")


def postings(data: Path) -> Iterator[Mapping[str, str]]:
    for name, source in SOURCES.items():
        if not source.unseen:
            yield from read_source(name, data)


def count(terms: Iterable[Term], rows: Iterable[Mapping[str, str]]) -> Counter[str]:
    """How many postings name each skill, by code."""
    known = names_of(as_skill(term) for term in terms)
    counted: Counter[str] = Counter()
    for row in rows:
        texts = (row.get(field, "") for field in FIELDS)
        counted.update({found.code for text in texts for found in find_among(known, text)})
    return counted


def as_skill(term: Term) -> Skill:
    return skill_of(term.code, term.zh, term.en, term.group, "|".join(term.names), 0)


def missing(terms: Iterable[Term], rows: Iterable[Mapping[str, str]], least: int) -> list[tuple[str, int]]:
    """Words beside 熟悉 or in a column of skills that no name of the list stands in, most frequent first."""
    known = names_of(as_skill(term) for term in terms)
    words: Counter[str] = Counter()
    for row in rows:
        listed = [plain(row.get("skills", "")), *(match[1] for match in ASKED.finditer(plain(row.get("text", ""))))]
        words.update({word.strip() for part in listed for word in APART.split(part) if 1 < len(word.strip()) < 12})
    return [(word, n) for word, n in words.most_common() if n >= least and not find_among(known, word)]


def table(terms: Iterable[Term], counted: Mapping[str, int]) -> str:
    file = io.StringIO()
    file.write("".join(f"{line}\n" for line in HEADER))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["code", "zh", "en", "group", "names", "postings"])
    for term in terms:
        writer.writerow([term.code, term.zh, term.en, term.group, "|".join(term.names), counted.get(term.code, 0)])
    return file.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--missing", type=int, metavar="POSTINGS")
    given = parser.parse_args()
    terms = read_terms(TERMS)
    if given.missing:
        for word, n in missing(terms, postings(given.data), given.missing):
            print(n, word)
        return 0
    made = table(terms, count(terms, postings(given.data)))
    if given.check:
        same = OUT.read_text("utf-8") == made
        print(f"{OUT}: {'as built' if same else 'differs from what the sources give'}")
        return 0 if same else 1
    OUT.write_text(made, "utf-8")
    print(f"{OUT}: {len(terms)} skills, {sum(len(term.names) for term in terms)} names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
