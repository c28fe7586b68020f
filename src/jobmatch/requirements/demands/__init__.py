"""What clauses demand: education, majors, experience, papers, persons."""
