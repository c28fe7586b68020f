"""One error tree: every broken promise that a person can act on is a JobmatchError."""


class JobmatchError(Exception):
    """Base of all errors that jobmatch raises on purpose; its text is written for the person who reads it."""


class BadInput(JobmatchError):
    """Something handed to us cannot be used as it is; the text names the file, row or field and what was expected."""


class NotFound(JobmatchError):
    """A student, posting or run of that id is not known."""


class Conflict(JobmatchError):
    """The state of things forbids the request now, such as a second night started while one runs."""


class Misconfigured(JobmatchError):
    """A setting, key or policy is missing or contradicts itself."""
