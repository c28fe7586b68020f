"""The channel of a medium, as the settings describe it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from jobmatch.domain import Medium, Misconfigured
from jobmatch.push.channel import Channel
from jobmatch.push.envelope import MailServer
from jobmatch.push.files import JsonLinesChannel
from jobmatch.push.letter import words_in
from jobmatch.push.mail import MailChannel
from jobmatch.settings import Settings
from jobmatch.store import Store, get_identity

MAIL_SECRET = "mail"  # noqa: S105 - purposes of KeyRing.derive, no secrets themselves
WEBHOOK_SECRET = "webhook"  # noqa: S105


def open_channel(medium: Medium, settings: Settings, store: Store, clock: Callable[[], datetime]) -> Channel:
    """Raises Misconfigured where the settings lack what the medium needs."""
    if medium is Medium.MAIL:
        return _mail(settings, store)
    if medium is Medium.WEBHOOK:
        if settings.webhook is None:
            raise Misconfigured("JOBMATCH_WEBHOOK is not set; expected the https:// address that takes pushes")
        from jobmatch.push.webhook import WebhookChannel  # httpx takes a tenth of a second to import

        return WebhookChannel(settings.webhook, store.keys.derive(WEBHOOK_SECRET), clock)
    return JsonLinesChannel(settings.out)


def _mail(settings: Settings, store: Store) -> MailChannel:
    if settings.smtp is None:
        raise Misconfigured("JOBMATCH_SMTP is not set; expected smtp://host:port?from=jobs@college.edu.cn&starttls=1")
    if settings.answer_url is not None and urlsplit(settings.answer_url).scheme not in {"http", "https"}:
        raise Misconfigured("JOBMATCH_ANSWER_URL: expected an https:// address, such as https://jobs.college.edu.cn/a")

    server = MailServer.from_url(settings.smtp)
    words_in(server.language)  # an unknown language shows now, not in the middle of the outbox

    def address_of(student_id: str) -> str:
        with store.read() as unit:
            return get_identity(unit, student_id).email

    return MailChannel(
        server=server,
        secret=store.keys.derive(MAIL_SECRET),
        address_of=address_of,
        answer_url=settings.answer_url,
    )
