"""Parts of speech, Penn tags and the starts of sentences: one network, one pass."""
