"""Content, cue and source of every quotation: one network, one pass, and a head over pairs of tokens."""
