"""Invented students, drawn without sight of any opening: nothing here may import notices or positions."""
