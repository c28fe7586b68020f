"""From the words of a posting, or a student, to what they demand, offer and limit."""

from jobmatch.requirements.dates import read_date
from jobmatch.requirements.education import read_degree, read_level
from jobmatch.requirements.limits import Limits, read_limits
from jobmatch.requirements.pay import read_pay
from jobmatch.requirements.posting import read_posting
from jobmatch.requirements.reading import Reading
from jobmatch.requirements.roster_licences import read_licences, unread_licences

__all__ = [
    "Limits",
    "Reading",
    "read_date",
    "read_degree",
    "read_level",
    "read_licences",
    "read_limits",
    "read_pay",
    "read_posting",
    "unread_licences",
]
