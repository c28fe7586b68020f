"""Received text cut up: passages that know where they stand, sections, sentences, clauses."""
