"""What happened: one file for each family of categories; each rule is a function of the two sides."""
