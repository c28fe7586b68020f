"""From the allocation to the outbox, and from the outbox to a channel."""

from jobmatch.push.channel import Channel, JsonLinesChannel
from jobmatch.push.dispatch import dispatch
from jobmatch.push.plan import Stamp, plan_pushes

__all__ = ["Channel", "JsonLinesChannel", "Stamp", "dispatch", "plan_pushes"]
