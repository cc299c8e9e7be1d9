"""What is particular to one publication, as a value."""
