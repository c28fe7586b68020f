"""A counselor's question answered: records for a machine, lines in Chinese for a person."""

from __future__ import annotations

from typing import Any

from jobmatch.domain import Diagnosis, Finding, Posting, Verdict
from jobmatch.query import Answer, Explanation, Recommendation
from jobmatch.report.names import CHANNELS, FEATURES, RULES
from jobmatch.report.programmes import programme_lines, programme_names, programme_records
from jobmatch.report.skills import skills_line, skills_record

WORTH_SHOWING = 0.005  # a smaller part of a score is left out of the lines; the record has them all
_MARKS = {Verdict.PASS: "✓", Verdict.UNKNOWN: "?", Verdict.FAIL: "✗"}


def explanation_record(explanation: Explanation) -> dict[str, Any]:
    """One pair: verdict, rules, score and its additive contributions."""
    return {
        "student": explanation.student.id,
        "posting": explanation.posting.id,
        "verdict": explanation.verdict.label,
        "rules": [_rule(finding) for finding in explanation.findings],
        "score": explanation.score,
        "contributions": dict(explanation.contributions),
        "skills": skills_record(explanation.student, explanation.posting),
        "programmes": programme_records(explanation.programmes),
    }


def explanation_lines(explanation: Explanation) -> list[str]:
    """Why or why not, the rules that refuse first; rules that had nothing to look at are left out."""
    verdicts = {Verdict.PASS: "可以推送", Verdict.UNKNOWN: "有待核实", Verdict.FAIL: "不符合"}
    told = [f for f in explanation.findings if not f.reason.endswith(".nothing_asked")]
    told.sort(key=lambda finding: -finding.verdict)
    return [
        f"{explanation.student.id} × {_name(explanation.posting)}",
        f"结论：{verdicts[explanation.verdict]}    匹配分 {explanation.score:.3f}（{_parts(explanation)}）",
        *[f"  {_MARKS[f.verdict]} {f.zh}{_quoted(f)}" for f in told],
        *_skills(explanation, "  "),
        *programme_lines(explanation.programmes),
    ]


def answer_record(answer: Answer) -> dict[str, Any]:
    """A student's recommendations in order, or the diagnosis where there is none."""
    return {
        "student": answer.student.id,
        "night": answer.night.isoformat(),
        "recommendations": [
            _recommended(position, entry) for position, entry in enumerate(answer.recommendations, start=1)
        ],
        "diagnosis": diagnosis_record(answer.diagnosis) if answer.diagnosis else None,
    }


def answer_lines(answer: Answer) -> list[str]:
    """The same for a person."""
    lines = [f"{answer.student.id}  {answer.night}  推荐 {len(answer.recommendations)} 个岗位"]
    for position, entry in enumerate(answer.recommendations, start=1):
        explanation = entry.explanation
        lines.append(f"{position:>2}. {_name(explanation.posting)}")
        lines.append(f"    {explanation.posting.id}  匹配分 {explanation.score:.3f}，影子价格 {entry.price:.3f}")
        lines.append(f"    {_parts(explanation)}")
        lines.append(f"    来源：{'、'.join(CHANNELS[channel] for channel in entry.channels)}")
        open_questions = [f for f in explanation.findings if f.verdict is Verdict.UNKNOWN]
        lines += [f"    ? {finding.zh}{_quoted(finding)}" for finding in open_questions]
        lines += _skills(explanation, "    ")
        lines += programme_names(explanation.programmes, "    ")
    return lines + (diagnosis_lines(answer.diagnosis) if answer.diagnosis else [])


def diagnosis_record(diagnosis: Diagnosis) -> dict[str, Any]:
    """Why a student gets nothing, and what would change it."""
    return {
        "cause": diagnosis.cause,
        "zh": diagnosis.zh,
        "en": diagnosis.en,
        "removed": dict(diagnosis.removed),
        "changes": [{"code": c.code, "zh": c.zh, "en": c.en, "opens": c.opens} for c in diagnosis.changes],
    }


def diagnosis_lines(diagnosis: Diagnosis) -> list[str]:
    """The diagnosis for a person."""
    removed = "，".join(f"{RULES[code]} {count}" for code, count in diagnosis.removed)
    lines = [f"没有可推送的岗位：{diagnosis.zh}"]
    if removed:
        lines.append(f"  各规则排除的岗位数：{removed}")
    return lines + [f"  → {change.zh}" for change in diagnosis.changes]


def _recommended(position: int, entry: Recommendation) -> dict[str, Any]:
    posting = entry.explanation.posting
    return {
        **explanation_record(entry.explanation),
        "position": position,
        "title": posting.title,
        "employer": posting.employer.name,
        "synthetic": posting.synthetic,
        "price": entry.price,
        "channels": list(entry.channels),
    }


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.rule,
        "verdict": finding.verdict.label,
        "reason": finding.reason,
        "zh": finding.zh,
        "en": finding.en,
        "quote": finding.quote,
        "asks": finding.asks,
    }


def _name(posting: Posting) -> str:
    marks = "".join(["【合成】" if posting.synthetic else "", "（截止日期为演示虚构）" if posting.invented else ""])
    return f"{posting.employer.name}｜{posting.title}{marks}"


def _parts(explanation: Explanation) -> str:
    told = [(FEATURES[name], part) for name, part in explanation.contributions.items() if abs(part) >= WORTH_SHOWING]
    return "，".join(f"{name} {part:+.3f}" for name, part in told)


def _skills(explanation: Explanation, margin: str) -> list[str]:
    line = skills_line(explanation.student, explanation.posting)
    return [margin + line] if line else []


def _quoted(finding: Finding) -> str:
    return f"  〔原文：{finding.quote}〕" if finding.quote else ""
