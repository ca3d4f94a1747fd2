"""Trains the networks of inquit: corpora in, weights with their cards out."""
