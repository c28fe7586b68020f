"""Server settings and the marks on the outside of a letter."""

from __future__ import annotations

import pytest

from jobmatch.domain import Misconfigured
from jobmatch.push.envelope import MailServer, digest_of, digests_in, message_id, return_address

SENDER = "jobs@college.edu.cn"


def test_a_mail_server_is_read_from_one_setting() -> None:
    server = MailServer.from_url(f"smtp://office:p%40ss@mail.edu.cn:2525?from={SENDER}&starttls=1&lang=en")
    assert (server.host, server.port, server.user, server.password) == ("mail.edu.cn", 2525, "office", "p@ss")
    assert (server.sender, server.starttls, server.language) == (SENDER, True, "en")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.edu.cn",
        f"http://mail.edu.cn?from={SENDER}",
        "smtp://mail.edu.cn",
        "smtp://mail.edu.cn?from=",
        "smtp://mail.edu.cn?from=two@x.cn,three@x.cn",
        f"smtp://mail.edu.cn?from={SENDER}%0d%0aBcc:x@y.cn",
        f"smtp://mail.edu.cn?from={'x' * 40}@college.edu.cn",
        f"smtp://mail.edu.cn?from={SENDER}&tls=1",
        f"smtp://mail.edu.cn:port?from={SENDER}",
    ],
)
def test_a_mail_server_that_cannot_be_read_says_what_was_expected(url: str) -> None:
    with pytest.raises(Misconfigured, match=r"JOBMATCH_SMTP.*expected"):
        MailServer.from_url(url)


def test_a_password_neither_travels_in_clear_nor_shows() -> None:
    with pytest.raises(Misconfigured, match="in clear") as refused:
        MailServer.from_url(f"smtp://office:hunter2@mail.edu.cn?from={SENDER}")
    assert "hunter2" not in str(refused.value)
    assert "hunter2" not in repr(MailServer.from_url(f"smtp://office:hunter2@localhost?from={SENDER}"))


def test_a_letter_is_known_by_its_message_id_and_by_its_return_address() -> None:
    digest = digest_of(b"secret", "S000001", "2026-01-20")
    assert digests_in(message_id(SENDER, b"secret", "S000001", "2026-01-20")) == [digest]
    assert digests_in(return_address(SENDER, b"secret", "S000001", "2026-01-20")) == [digest]


def test_marks_differ_by_student_campaign_and_home_and_name_nobody() -> None:
    marks = {
        digest_of(secret, student, campaign)
        for secret in (b"a", b"b")
        for student in ("S000001", "S000002")
        for campaign in ("2026-01-20", "2026-01-21")
    }
    assert len(marks) == 2 * 2 * 2
    assert "S000001".lower() not in message_id(SENDER, b"a", "S000001", "2026-01-20")
