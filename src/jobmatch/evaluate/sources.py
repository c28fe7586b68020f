"""Real postings of many sources as canonical fields, addressed by source and row.

The sources are evaluation data that stays outside the project (its data folder is an argument): gold labels in
the project name a row, and the words are looked up here. Rows are numbered from 0 in the order of the file, over
all sheets or files of a source, before anything is dropped. A cell is passed on as it stands; only what a machine
format encodes (list literals, numeric codes, HTML) is written out.
"""

from __future__ import annotations

import ast
import csv
import html
import json
import re
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pandas as pd
from python_calamine import CalamineWorkbook

from jobmatch.domain import BadInput

Received = Mapping[str, str]
_ROW = re.compile(r"((?:\[[^\[\]]*\],){10})(.*)", re.DOTALL)
_TAIDI_LEVELS = {"0": "不限", "1": "高中", "2": "大专", "3": "本科", "4": "硕士", "5": "博士"}
_TAIDI_YEARS = {"0": "不限", "1": "1-3年", "3": "3-5年", "5": "5-7年", "10": "10年以上"}
_TAIDI_PER = {"1": "月", "2": "天"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a source's rows are and how to read them; unseen: measured at the end, never tuned on."""

    path: str
    rows: Callable[[Path], Iterator[dict[str, str]]]
    unseen: bool = False


def read_source(name: str, data: Path) -> list[Received]:
    """Every row of a source as canonical fields, blank ones left out. Raises BadInput where its file is absent."""
    source = SOURCES[name]
    path = data / source.path
    if not path.exists():
        raise BadInput(f"{path}: expected the evaluation data of {name} there")
    return [{field: text for field, text in row.items() if text.strip()} for row in source.rows(path)]


def is_present(name: str, data: Path) -> bool:
    """Whether a source's file is in the data folder."""
    return (data / SOURCES[name].path).exists()


def _table(path: Path, columns: Mapping[str, str], encoding: str = "utf-8-sig") -> Iterator[dict[str, str]]:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding=encoding)
    for row in frame.to_dict("records"):
        yield {field: row[header] for header, field in columns.items()}


def _guangdong(path: Path) -> Iterator[dict[str, str]]:
    columns = {
        "职位代码": "id",
        "招考职位": "title",
        "招考单位": "employer",
        "单位代码": "employer_code",
        "职位类型": "category",
        "职位简介": "duties",
        "学历": "education",
        "学位": "degree",
        "研究生专业名称及代码": "majors_graduate",
        "本科专业名称及代码": "majors_bachelor",
        "大专专业名称及代码": "majors_associate",
        "是否限应届毕业生报考": "fresh_graduate",
        "是否要求2年以上基层工作经历": "grassroots_experience",
        "其他要求": "other",
        "考区": "place",
        "录用人数": "headcount",
    }
    for row in _sheets(path, header="职位代码"):
        yield {field: row.get(header, "") for header, field in columns.items()}


def _sheets(path: Path, header: str | None = None) -> Iterator[dict[str, str]]:
    """The rows of all sheets under each sheet's own headers: the row that holds header, else the first."""
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        rows = [[_cell(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        top = next((i for i, row in enumerate(rows) if header is None or header in row), None)
        if top is not None:
            headers = ["".join(cell.split()) for cell in rows[top]]
            yield from (_under(headers, row) for row in rows[top + 1 :])


def _cell(value: object) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole and isinstance(value, float) else str(value)


def _under(headers: list[str], row: list[str]) -> dict[str, str]:
    """One row as a dict; a header that occurs several times keeps its first non-empty cell."""
    cells: dict[str, str] = {}
    for header, cell in zip(headers, row, strict=False):
        if not cells.get(header):
            cells[header] = cell
    return cells


def _taidi(path: Path) -> Iterator[dict[str, str]]:
    columns = {
        "招聘信息id": "id",
        "公司名称": "employer",
        "招聘岗位": "title",
        "招聘人数": "headcount",
        "职位福利": "benefits",
        "学历要求": "education",
        "职位关键词": "category",
        "技能关键词": "skills",
        "职位描述": "text",
        "工作地点": "place",
        "工作经验要求": "experience",
        "薪资类型": "pay",
        "最低工资": "low",
        "最高工资": "high",
    }
    for row in _table(path, columns):
        low, high = row.pop("low"), row.pop("high")
        row["pay"] = f"{low}-{high}元/{_TAIDI_PER[row['pay']]}" if row["pay"] in _TAIDI_PER else ""
        row["education"] = _TAIDI_LEVELS.get(row["education"], row["education"])
        row["experience"] = _TAIDI_YEARS.get(row["experience"], row["experience"])
        yield row


_ISIXE = {
    "jobName": "title",
    "tags": "tags",
    "area": "place",
    "salary": "pay",
    "workYear": "experience",
    "degree": "education",
    "companyName": "employer",
    "companyType": "employer_type",
    "issueDate": "published_on",
}


def _lagou(path: Path) -> Iterator[dict[str, str]]:
    for row in _sheets(path):
        yield {
            "title": row["position"],
            "employer": row["company"],
            "place": row["location"],
            "education": row["diploma_requirement"],
            "pay": row["wage"],
            "experience": row["experience"],
            "category": row["industry"],
            "benefits": row["welfare"],
            "text": row["requirement"],
        }


def _boss_sheets(path: Path) -> Iterator[dict[str, str]]:
    headers = {
        "title": ("职位名称", "标题"),
        "pay": ("工资范围", "工资"),
        "education": ("学历要求",),
        "experience": ("经验要求",),
        "benefits": ("福利",),
        "text": ("职位要求", "职位描述", "职能要求", "字段9_文本"),
        "employer": ("公司名称",),
        "place": ("城市",),
        "tags": ("字段1", "字段4", "字段5", "字段6", "字段7", "字段8"),
    }
    for row in _sheets(path):
        cells = {field: [row.get(header, "").strip() for header in names] for field, names in headers.items()}
        yield {field: "|".join(filter(None, given)) for field, given in cells.items()}


_ZHAOPIN = {
    "公司名称": "employer",
    "发布时间": "published_on",
    "岗位名称": "title",
    "岗位需求": "text",
    "工资待遇": "pay",
    "所属行业": "category",
    "结束时间": "deadline",
}


def _cugwhzenith(path: Path) -> Iterator[dict[str, str]]:
    fields = [
        "title",
        "pay",
        "employer",
        "employer_type",
        "address",
        "place",
        "experience",
        "education",
        "headcount",
        "published_on",
    ]
    records = re.split(r"\n(?=\[)", path.read_text("gb18030"))[1:]
    for match in filter(None, map(_ROW.match, records)):
        cells = ast.literal_eval(f"[{match[1]}]")
        yield {**{f: " ".join(c) for f, c in zip(fields, cells, strict=True)}, "text": match[2]}


_NCSS = {
    "job_id": "id",
    "title": "title",
    "employer_name": "employer",
    "city": "place",
    "employment_type": "contract",
    "required_skills": "skills",
    "published_on": "published_on",
}


_ZHILIAN = {
    "title": "title",
    "salary": "pay",
    "address": "place",
    "work_experience": "experience",
    "education": "education",
    "company": "employer",
    "welfare": "benefits",
    "requirements": "text",
}


def _gxrc(path: Path) -> Iterator[dict[str, str]]:
    fields = ("title", "employer", "pay", "place", "published_on")
    with path.open(encoding="utf-8-sig", newline="") as file:
        for cells in csv.reader(file):
            yield dict(zip(fields, cells, strict=False))


_BOSS_FUSED = {
    "职位名称": "title",
    "职位地址": "place",
    "薪资": "pay",
    "学历经验要求": "experience",
    "公司名称": "employer",
    "公司福利": "benefits",
}


def _health(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield {field: str(row.get(field) or "") for field in ("id", "title", "employer", "text")}


def _nhs(path: Path) -> Iterator[dict[str, str]]:
    with tarfile.open(path) as archive:
        members = sorted((m for m in archive if m.name.endswith(".json")), key=lambda m: m.name)
        for member in members:
            file = archive.extractfile(member)
            if file is not None:
                yield _job_posting(json.loads(file.read()))


def _job_posting(record: dict[str, object]) -> dict[str, str]:
    """The fields of a schema.org JobPosting; HTML becomes lines of text."""
    address = record["jobLocation"]["address"]  # type: ignore[index]
    salary = record["baseSalary"]["value"]  # type: ignore[index]
    value = str(salary.get("value") or "")
    amounts = " - ".join(dict.fromkeys(str(salary[k]) for k in ("minValue", "maxValue") if k in salary))
    pay = value or amounts
    return {
        "id": str(record["url"]).rsplit("/", 1)[-1],
        "title": str(record["title"]),
        "employer": record["hiringOrganization"]["name"],  # type: ignore[index]
        "place": ", ".join(str(address[k]) for k in ("addressLocality", "addressCountry") if k in address),
        "pay": f"{record['baseSalary']['currency']} {pay} per {salary.get('unitText', '')}" if pay else "",  # type: ignore[index]
        "contract": str(record.get("employmentType") or ""),
        "text": _plain(str(record["description"])),
        "published_on": str(record["datePosted"])[:10],
        "deadline": str(record["validThrough"])[:10],
    }


def _plain(markup: str) -> str:
    """HTML (escaped once more, as feeds do) as text, one line for each block."""
    opened = html.unescape(markup)
    lined = re.sub(r"<(?:br|/p|/li|/div|/h\d|/tr)[^>]*>", "\n", opened)
    return re.sub(r"\n\s*\n+", "\n", html.unescape(re.sub(r"<[^>]+>", "", lined))).strip()


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "gd_gongwuyuan_2026": Source("gd_gongwuyuan_2026/附件1：广东省2026年考试录用公务员职位表.xls", _guangdong),
        "taidi_neitui_2023": Source("taidi_neitui_2023/b/result-1.csv", _taidi),
        "job51_isixe": Source("job51_isixe/51job.csv", partial(_table, columns=_ISIXE)),
        "lagou": Source("lagou_boss_realtomkwok/lagou_data_modified.xls", _lagou),
        "boss_realtomkwok": Source("lagou_boss_realtomkwok/Boss直聘总表(十语言).xlsx", _boss_sheets),
        "zhaopin_derek520": Source(
            "zhaopin_derek520/招聘信息.csv", partial(_table, columns=_ZHAOPIN, encoding="gb18030")
        ),
        "job51_cugwhzenith": Source("job51_cugwhzenith/51job.csv", _cugwhzenith),
        "ncss_zhitu": Source("ncss_zhitu/public-job-postings.csv", partial(_table, columns=_NCSS)),
        "nhs_jobs_2020": Source("nhs_jobs_2020/nhs_jobs_data.tar.gz", _nhs),
        "zhilian_mcliuyi": Source("zhilian_mcliuyi/zhilian.csv", partial(_table, columns=_ZHILIAN), unseen=True),
        "gxrc_xsia2019": Source("gxrc_xsia2019/gxrc_job_info.csv", _gxrc, unseen=True),
        "boss_sadxdh_2022": Source("boss_sadxdh_2022/boss.csv", partial(_table, columns=_BOSS_FUSED), unseen=True),
        "health_notices": Source("health_notices/postings.jsonl", _health, unseen=True),
    }
)
