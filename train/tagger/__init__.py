"""How the tagger `tag-en-0` is trained: reading, features, weights, lemmas, the file."""
