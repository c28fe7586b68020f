"""An import and a night, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jobmatch.ingest import IngestReport


def ingest_record(report: IngestReport) -> dict[str, Any]:
    """What an import did, for a machine."""
    return {
        "files": [str(file) for file in report.files],
        "read": report.read,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
        "rejects_file": str(report.rejects_file) if report.rejects_file else None,
        "seconds": round(report.seconds, 3),
    }


def ingest_lines(report: IngestReport) -> list[str]:
    """What an import did, in a line, and where the rejected rows are."""
    names = ", ".join(file.name for file in report.files)
    counts = f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, {report.rejected} rejected"
    lines = [f"{names}: {report.read} rows read, {counts}  ({report.seconds:.1f} s)"]
    if report.rejects_file:
        lines.append(f"  rejected rows, each with its reason: {report.rejects_file}")
    return lines


def night_lines(summary: Mapping[str, Any]) -> list[str]:
    """The night's summary: supply, what came of it, whether every promise was kept, what it cost."""
    if summary.get("repeated"):
        head = f"Night of {summary['date']} was done before (run {summary['run_id']}); nothing was changed."
    else:
        head = f"Night of {summary['date']} (run {summary['run_id']})"
    return [
        head,
        *_supply(summary),
        *_outcome(summary),
        *_loop(summary),
        *_promises(summary),
        f"  cost          {summary['seconds_total']:.1f} s, {summary['peak_rss_mib']:.0f} MiB at the peak",
        (
            f"  versions      index {summary['index_version']}, policy {summary['policy_version']}, "
            f"model {summary['model_version']}"
        ),
    ]


def _supply(summary: Mapping[str, Any]) -> list[str]:
    return [
        f"  students      {summary['students']:,}",
        (
            f"  live postings {summary['postings_live']:,}: {summary['postings_real']:,} real, "
            f"{summary['postings_synthetic']:,} synthetic; {summary['deadlines_invented']:,} with an invented deadline"
        ),
        (
            f"  pairs         {summary['eligible_pairs']:,} pass every rule, {summary['unknown_pairs']:,} wait for an "
            f"answer; {summary['candidates']:,} candidates ranked"
        ),
    ]


def _outcome(summary: Mapping[str, Any]) -> list[str]:
    lines = [
        (
            f"  pushes        {summary['pushes']:,} to {summary['students_pushed']:,} students: "
            f"{summary['pushes_real']:,} real, {summary['pushes_synthetic']:,} synthetic, "
            f"{summary['pushes_grassroots']:,} grassroots"
        )
    ]
    for kind in ("real", "synthetic"):
        parts = {**summary[f"pushes_{kind}_by_level"], **summary[f"pushes_{kind}_by_field"]}
        if parts:
            lines.append(f"    {kind:11} " + ", ".join(f"{name} {count:,}" for name, count in parts.items()))
    causes = ", ".join(f"{cause} {count:,}" for cause, count in summary["diagnoses_by_cause"].items())
    lines.append(f"  diagnosed     {summary['students_diagnosed']:,} students without a push ({causes or 'none'})")
    return lines


def _loop(summary: Mapping[str, Any]) -> list[str]:
    slots = summary["pushes_by_slot"]
    return [
        (
            f"  feedback      {summary['pushes_so_far']:,} pushes so far, {summary['answered_so_far']:,} answered, "
            f"{summary['ignored_so_far']:,} ignored; {summary['students_silent']:,} students silent, "
            f"{summary['students_resting']:,} rest tonight, {summary['students_paused']:,} paused, "
            f"{summary['students_unreachable']:,} out of reach"
        ),
        (
            f"    tonight     {slots['explored']:,} pushes by chance, {slots['override']:,} by a counselor's word; "
            f"{summary['tasks_opened']:,} questions to counselors, {summary['proposals_made']:,} proposed changes"
        ),
    ]


def _promises(summary: Mapping[str, Any]) -> list[str]:
    return [
        (
            f"  checked       {summary['rule_violations']} broken rules, {summary['over_capacity']} over capacity, "
            f"{summary['students_undiagnosed']} students forgotten"
        ),
        (
            f"  allocation    objective {summary['objective']:.3f}, gap {summary['optimality_gap']:.1%}, "
            f"coverage {summary['coverage']:.1%}, gini {summary['gini']:.3f}, congestion {summary['congestion']:.2f}"
        ),
    ]
