"""From the words of a posting, or a student, to what they demand, offer and limit."""

from jobmatch.requirements.demands.education import read_degree, read_level
from jobmatch.requirements.offers.pay import read_pay
from jobmatch.requirements.posting import read_posting
from jobmatch.requirements.reading import Reading
from jobmatch.requirements.students.limits import Limits, read_limits
from jobmatch.requirements.students.roster_licences import read_licences, unread_licences
from jobmatch.requirements.text.dates import read_date

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
