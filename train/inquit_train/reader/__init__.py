"""One network for tags, quotations and names: a student that learns from the teachers of all three at once."""
