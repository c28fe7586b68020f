"""Reading a college's roster: what its words mean, field by field."""
