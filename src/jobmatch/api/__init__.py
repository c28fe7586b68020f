"""The HTTP service that counselors' programs ask; its full form comes with the desk."""

from jobmatch.api.app import create_app
from jobmatch.api.desk import Desk
from jobmatch.api.keys import ApiKeys

__all__ = ["ApiKeys", "Desk", "create_app"]
