"""Skills: our own gazetteer, how texts name them, and what a student's own words mean."""

from jobmatch.taxonomy.skills.finding import FoundSkill, find_skills
from jobmatch.taxonomy.skills.gazetteer import Skill, skill, skills
from jobmatch.taxonomy.skills.naming import resolve_skill

__all__ = ["FoundSkill", "Skill", "find_skills", "resolve_skill", "skill", "skills"]
