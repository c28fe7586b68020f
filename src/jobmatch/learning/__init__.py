"""The loop: what answers teach the ranking, how fast it may move, and the way back."""

from jobmatch.learning.current import aligned, current_model
from jobmatch.learning.explored import Offered, read_explored, write_explored
from jobmatch.learning.learn import STEPS, learn
from jobmatch.learning.model import FORM, Model, parse_model
from jobmatch.learning.models import (
    COLD,
    Manifest,
    Pointer,
    open_model,
    pointer,
    read_manifest,
    roll_back,
    version_names,
)
from jobmatch.learning.reporting import weight_rows
from jobmatch.learning.train import Posterior, train

__all__ = [
    "COLD",
    "FORM",
    "STEPS",
    "Manifest",
    "Model",
    "Offered",
    "Pointer",
    "Posterior",
    "aligned",
    "current_model",
    "learn",
    "open_model",
    "parse_model",
    "pointer",
    "read_explored",
    "read_manifest",
    "roll_back",
    "train",
    "version_names",
    "weight_rows",
    "write_explored",
]
