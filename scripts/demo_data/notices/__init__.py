"""Invented notices in the wording of grassroots employers; every employer, township and figure is made up."""
