"""What a clause, a possessive or a labelled line says, by place of the profile. Each module reads one family of fields."""
