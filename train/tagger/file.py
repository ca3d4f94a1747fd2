"""Writes the tagger as one file that needs no unpacking. `src/tag/model.rs` reads it: change both or neither.

Little-endian throughout: eight bytes of magic and version, the number of sections as u32, their lengths in bytes as
u32, then the sections.
"""

import struct

import numpy as np

from . import form as forms

MAGIC = b"inqtag\0\1"
# The order of `Upos::ALL` and of `Xpos::NAMES`.
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
XPOS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
    "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX ``"
)
# A weight of the file is this many times the weight learned, between -127 and 127.
SCALE = 12
# A slot of the lexicon: 20 bits of the word's hash, whether it is known from text, 11 bits of one more than its class.
KNOWN, CLASSES = 1 << 11, (1 << 11) - 1
NO_RULE = 0xFFFF


def small(weights):
    """The weights in eight bits."""
    return np.clip(np.rint(weights * SCALE), -127, 127).astype(np.int8)


def packed(lexicon, weights, lemmas) -> bytes:
    """The whole file."""
    upos, xpos = UPOS.split(), XPOS.split()
    masks = sorted(set(lexicon.masks.values()))
    nodes, rules, letters = _tree(lemmas.trees)
    sections = [
        bytes(number for one, other in lexicon.labels for number in (upos.index(one), xpos.index(other))),
        bytes(way for ways in lemmas.ways for way in ways),
        struct.pack(f"<{forms.CASES + 2}Q", *lexicon.open, lexicon.names, lexicon.nameable),
        struct.pack(f"<{len(masks)}Q", *masks),
        _slots(lexicon, {mask: number for number, mask in enumerate(masks)}),
        weights.tobytes(),
        nodes,
        rules,
        letters,
    ]
    header = MAGIC + struct.pack(f"<{len(sections) + 1}I", len(sections), *map(len, sections))
    return header + b"".join(sections)


def _slots(lexicon, classes) -> bytes:
    """The words by hash, with open addressing: at most seven slots of ten are taken."""
    if len(classes) >= CLASSES:
        raise ValueError(f"there are {len(classes)} classes of words, and at most {CLASSES - 1} fit")
    bits = (len(lexicon.masks) * 10 // 7).bit_length()
    slots = [0] * (1 << bits)
    for word in sorted(lexicon.masks):
        value = forms.hash_of(word)
        # The multiplication brings the hash's lower bits, which are the better mixed, into the place.
        place = value * 0x9E3779B97F4A7C15 % (1 << 64) >> 64 - bits
        while slots[place]:
            place = (place + 1) % len(slots)
        known = KNOWN if word in lexicon.frequent else 0
        slots[place] = (value & 0xFFFFF) << 12 | known | classes[lexicon.masks[word]] + 1
    return struct.pack(f"<{len(slots)}I", *slots)


def _tree(trees):
    """Nodes of eight bytes, the labels' roots first and a node's children side by side; rules; the letters they add."""
    nodes, queue, rules = [[0, tree] for tree in trees], list(range(len(trees))), {}
    rows = []
    for at in queue:
        byte, node = nodes[at]
        children = sorted(node.longer.items())
        rule = NO_RULE if node.rule is None else rules.setdefault(node.rule, len(rules))
        rows.append(struct.pack("<BBHI", byte, len(children), rule, len(nodes)))
        queue += range(len(nodes), len(nodes) + len(children))
        nodes += [[byte, child] for byte, child in children]
    letters, table = b"", b""
    for way, cut, add in rules:
        letters += add.encode()
        table += struct.pack("<BBH", way, cut, len(letters))
    return b"".join(rows), table, letters
