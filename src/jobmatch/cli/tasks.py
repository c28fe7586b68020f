"""task, proposal, override: what the loop asks of people, and what they decide."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobmatch.cli.options import HomeOption, JsonOption, open_home, print_json
from jobmatch.domain import BadInput, OverrideVerb, ProposalState, SilenceCause, TaskState

if TYPE_CHECKING:
    from jobmatch.domain import Feedback, Posting, Student
    from jobmatch.store import Unit

StudentOption = Annotated[str | None, typer.Option("--student", help="Only this student: S000042, or the number.")]
StudentArgument = Annotated[str, typer.Argument(help="S000042, or the college number.")]
PostingArgument = Annotated[str, typer.Argument(help="The posting's id, <source>:<its own id>.")]
TaskArgument = Annotated[str, typer.Argument(help="The task's id, as `task list` shows it.")]
ProposalArgument = Annotated[str, typer.Argument(help="The proposal's id, as `proposal list` shows it.")]
ByOption = Annotated[str, typer.Option("--by", help="Who says so, such as 王老师.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")]
AllOption = Annotated[bool, typer.Option("--all", help="Those done with too.")]

task_app = typer.Typer(help="Questions about students who stay silent.", no_args_is_help=True)
proposal_app = typer.Typer(help="Changes to wishes that answers suggest.", no_args_is_help=True)
override_app = typer.Typer(help="A counselor's word on one student and one posting.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.add_typer(task_app, name="task")
    task_app.command("list")(list_tasks)
    task_app.command("show")(show_task)
    task_app.command("answer")(answer)
    app.add_typer(proposal_app, name="proposal")
    proposal_app.command("list")(list_proposals)
    proposal_app.command("confirm")(confirm)
    proposal_app.command("decline")(decline)
    app.add_typer(override_app, name="override")
    override_app.command("push")(push)
    override_app.command("never")(never)
    override_app.command("lift")(lift)
    override_app.command("list")(list_overrides)


def list_tasks(
    student: StudentOption = None, every: AllOption = False, home: HomeOption = None, json: JsonOption = False
) -> None:
    """Open tasks, oldest first."""
    from jobmatch.report.tasks import TASK_COLUMNS, task_record, task_rows
    from jobmatch.store import all_tasks

    with open_home(home).store.read() as unit:
        of = _known(unit, student)
        found = [task for task in all_tasks(unit) if of in (None, task.student_id)]
    shown = [task for task in found if every or task.state is TaskState.OPEN]
    _show("tasks", shown, task_record, TASK_COLUMNS, task_rows, json)


def show_task(task: TaskArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """One task: what is believed, on what evidence, and what is worth asking."""
    from jobmatch.push.message import split_key
    from jobmatch.report.tasks import task_lines, task_record
    from jobmatch.store import get_task, postings_by_id

    with open_home(home).store.read() as unit:
        found = get_task(unit, task)
        shown = postings_by_id(unit, sorted({split_key(key)[1] for key in found.pushes}))
    if json:
        print_json(task_record(found))
    else:
        print("\n".join(task_lines(found, {posting.id: posting for posting in shown})))


def answer(
    task: TaskArgument,
    cause: Annotated[SilenceCause, typer.Option("--cause", help="What was heard to be off.")],
    by: ByOption,
    note: Annotated[str, typer.Option("--note", help="In your words; kept sealed, read by no model.")] = "",
    home: HomeOption = None,
) -> None:
    """What the student said. It feeds back: into what is pushed, how often, and what is proposed."""
    from jobmatch.store import answer_task

    opened = open_home(home)
    with opened.store.write() as unit:
        answer_task(unit, task, cause, note.strip(), _said("--by", by), opened.clock())
    print(f"{task}: {cause.value}")


def list_proposals(
    student: StudentOption = None, every: AllOption = False, home: HomeOption = None, json: JsonOption = False
) -> None:
    """Proposals that wait for a decision, oldest first."""
    from jobmatch.report.tasks import PROPOSAL_COLUMNS, proposal_record, proposal_rows
    from jobmatch.store import proposals_of

    with open_home(home).store.read() as unit:
        shown = proposals_of(unit, _known(unit, student), None if every else ProposalState.PROPOSED)
    _show("proposals", shown, proposal_record, PROPOSAL_COLUMNS, proposal_rows, json)


def confirm(proposal: ProposalArgument, by: ByOption, home: HomeOption = None) -> None:
    """Change the student's wish as proposed, once the student or the counselor has agreed."""
    _decide(proposal, True, by, home)


def decline(proposal: ProposalArgument, by: ByOption, home: HomeOption = None) -> None:
    """Leave the wish as it is; the same grounds propose it no more."""
    _decide(proposal, False, by, home)


def push(
    student: StudentArgument, posting: PostingArgument, reason: ReasonOption, by: ByOption, home: HomeOption = None
) -> None:
    """Push this posting to the student on the next night, wherever it would rank; only what may be waived is waived."""
    _override(OverrideVerb.PUSH, student, posting, reason, by, home)


def never(
    student: StudentArgument, posting: PostingArgument, reason: ReasonOption, by: ByOption, home: HomeOption = None
) -> None:
    """Never push this posting to the student."""
    _override(OverrideVerb.NEVER, student, posting, reason, by, home)


def lift(student: StudentArgument, posting: PostingArgument, by: ByOption, home: HomeOption = None) -> None:
    """Take back what was said of the pair."""
    from jobmatch.store import lift_override

    opened = open_home(home)
    with opened.store.write() as unit:
        known = _known(unit, student) or student
        lift_override(unit, known, posting, _said("--by", by), opened.clock())
    print(f"{known} × {posting}: lifted")


def list_overrides(every: AllOption = False, home: HomeOption = None, json: JsonOption = False) -> None:
    """Overrides that stand, by student and posting."""
    from jobmatch.report.tasks import OVERRIDE_COLUMNS, override_record, override_rows
    from jobmatch.store import overrides

    with open_home(home).store.read() as unit:
        shown = overrides(unit, live_only=not every)
    _show("overrides", shown, override_record, OVERRIDE_COLUMNS, override_rows, json)


def _decide(proposal: str, confirmed: bool, by: str, home: Path | None) -> None:
    from jobmatch.store import decide_proposal

    opened = open_home(home)
    with opened.store.write() as unit:
        decide_proposal(unit, proposal, confirmed, _said("--by", by), opened.clock())
    print(f"{proposal}: {'confirmed' if confirmed else 'declined'}")


def _override(verb: OverrideVerb, student: str, posting: str, reason: str, by: str, home: Path | None) -> None:
    from jobmatch.domain import Override
    from jobmatch.history import office_day
    from jobmatch.store import feedback_of, get_posting, get_student, put_override

    opened = open_home(home)
    now = opened.clock()
    with opened.store.write() as unit:
        who, what = get_student(unit, student), get_posting(unit, posting)
        said = Override(who.id, what.id, verb, _said("--reason", reason), _said("--by", by), now)
        put_override(unit, said)
        heard = [event for event in feedback_of(unit, who.id) if event.posting_id == what.id]
    print(f"{who.id} × {what.id}: {verb.value}")
    today = office_day(now)
    for line in (
        [*_objections(who, what, today, opened.policy.never_push), *_dismissals(heard)]
        if verb is OverrideVerb.PUSH
        else ()
    ):
        print(line)


def _objections(student: Student, posting: Posting, today: date, never_push: Collection[str]) -> list[str]:
    """Rules that refuse the pair, which no counselor sets aside unless they may be waived; then what to ask first."""
    from jobmatch.domain import Verdict
    from jobmatch.rules import RULES, findings

    waivable = {rule.code for rule in RULES if rule.waivable}
    found = findings(student, posting, today)
    refused = [f for f in found if f.verdict is Verdict.FAIL and f.rule not in waivable]
    unsure = [f for f in found if f.verdict is Verdict.UNKNOWN and f.rule in never_push]
    return [f"  规则不允许，暂不会推送：{f.zh}" for f in refused] + [f"  推送前请先问清：{f.zh}" for f in unsure]


def _dismissals(heard: Sequence[Feedback]) -> list[str]:
    """The student's own no to the posting, which the counselor's word would overrule."""
    from jobmatch.domain import FeedbackKind
    from jobmatch.history import office_day

    said = [office_day(event.at) for event in heard if event.kind is FeedbackKind.NOT_FOR_ME]
    return [f"  学生{max(said)}已说过不合适，请先和本人商量；不推就用 override lift 撤销"] if said else []


def _known(unit: Unit, student: str | None) -> str | None:
    from jobmatch.store import get_student

    return None if student is None else get_student(unit, student).id


def _said(option: str, text: str) -> str:
    """The words given with an option; raises BadInput where they are blank."""
    if not text.strip():
        raise BadInput(f"{option}: expected a few words, found nothing")
    return text.strip()


def _show(
    name: str,
    found: Sequence[Any],
    record: Callable[[Any], dict[str, Any]],
    columns: Sequence[str],
    rows: Callable[[Any], list[tuple[str, ...]]],
    json: bool,
) -> None:
    """A list as one JSON object, or as a table whose first column is never cut."""
    if json:
        print_json({name: [record(one) for one in found]})
        return
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for number, column in enumerate(columns):
        table.add_column(column, no_wrap=number == 0, overflow="fold")
    for row in rows(found):
        table.add_row(*row)
    console = Console(markup=False, highlight=False)  # brackets in people's words are words
    if found:
        console.print(table)
    console.print(f"{len(found)} {name}")
