"""From the allocation to the outbox, and from the outbox to a channel.

Receipts of webhooks are read by jobmatch.push.receipts, which is slow to import.
"""

from jobmatch.push.bounces import Bounces, read_bounces
from jobmatch.push.channel import Channel, Receipt, ReceiptState
from jobmatch.push.dispatch import Dispatched, dispatch
from jobmatch.push.files import JsonLinesChannel
from jobmatch.push.media import MAIL_SECRET, WEBHOOK_SECRET, open_channel
from jobmatch.push.message import Message, Opening
from jobmatch.push.plan import Chosen, Stamp, plan_pushes
from jobmatch.push.signing import shown_secret

__all__ = [
    "MAIL_SECRET",
    "WEBHOOK_SECRET",
    "Bounces",
    "Channel",
    "Chosen",
    "Dispatched",
    "JsonLinesChannel",
    "Message",
    "Opening",
    "Receipt",
    "ReceiptState",
    "Stamp",
    "dispatch",
    "open_channel",
    "plan_pushes",
    "read_bounces",
    "shown_secret",
]
