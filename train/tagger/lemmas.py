"""How a form becomes its lemma: the longest known ending decides, and a whole word is the longest ending of all.

Ripple-down rules over endings after Juršič et al. (2010), "LemmaGen". A rule sets the letters' case, which is mostly as
usual for the label, cuts letters off and adds some. `src/tag/lemma.rs` does the same: change both or neither.
"""

from collections import Counter, defaultdict

from . import form as forms

USUAL, KEEP, LOWERED, TITLE = range(4)
# Cuts every letter.
WHOLE = 255
# The rule that changes nothing but the case.
NOTHING = (USUAL, 0, "")
# A list entry weighs as much as this many uses in text; a use in text beyond this many adds nothing.
LISTED, MOST = 2, 20
# An ending gets its own rule if that saves this many uses.
GAIN = 2


def cased(form: str, way: int) -> str:
    """The form with its letters' case changed."""
    if way == LOWERED:
        return form.lower()
    return form[:1].upper() + form[1:].lower() if way == TITLE else form


def script(base: str, lemma: str) -> tuple[int, str]:
    """How many letters to cut off and what to add, the shortest way; `WHOLE` if no letter stays."""
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return (len(base) - same if same else WHOLE), lemma[same:]


def rule(form: str, lemma: str, usual: int) -> tuple[int, int, str]:
    """The rule that makes `lemma` of `form`: the usual case if that leaves the first letter right."""
    ways = [(USUAL, usual), (TITLE, TITLE), (KEEP, KEEP), (LOWERED, LOWERED)]
    for name, way in ways:
        base = cased(form, way)
        if base[:1] == lemma[:1]:
            return name, *script(base, lemma)
    return USUAL, WHOLE, lemma


def applied(form: str, rule: tuple[int, int, str], usual: int) -> str:
    """The lemma that the rule makes."""
    way, cut, add = rule
    base = cased(form, way or usual)
    return (add if cut == WHOLE else base[: max(0, len(base) - cut)] + add) or base


class Node:
    """An ending: uses of each rule, longer endings by the byte before."""

    __slots__ = ("longer", "rule", "rules")

    def __init__(self):
        self.rules, self.longer, self.rule = Counter(), {}, None

    def prune(self, inherited):
        """Gives rules to the endings that need them and forgets those that do not."""
        best = max(self.rules, key=lambda rule: (self.rules[rule], rule == inherited, rule))
        if self.rules[best] - self.rules[inherited] >= GAIN:
            self.rule = inherited = best
        self.longer = {byte: node for byte, node in self.longer.items() if node.prune(inherited)}
        return self.rule is not None or bool(self.longer)


class Lemmas:
    """`ways[label][case]` and a tree of endings for each label."""

    def __init__(self, sentences, inflections, labels, allowed):
        self.labels = labels
        uses = self._uses(sentences)
        self.ways = self._ways(uses)
        self.trees = [Node() for _ in labels]
        for (label, form, lemma), count in sorted(uses.items()):
            self._add(label, form, lemma, min(count, MOST))
        for form, entries in sorted(inflections.items()):
            for pos, lemma in sorted(entries):
                for label in allowed(form, pos, lemma):
                    self._add(label, form, lemma, LISTED)
        for tree in self.trees:
            if tree.rules:
                tree.prune(NOTHING)

    def _uses(self, sentences):
        number = {label: n for n, label in enumerate(self.labels)}
        return Counter(
            (number[w.upos, w.xpos], w.form, w.lemma)
            for s in sentences
            for w in s
            if w.lemma and (w.upos, w.xpos) in number
        )

    def _ways(self, uses):
        """The usual change of case, by label and by the form's own case: what is right for most forms."""
        counts = defaultdict(Counter)
        for label, form, lemma in uses:
            for way in (KEEP, LOWERED, TITLE):
                counts[label, forms.case(form)][way] += cased(form, way)[:2] == lemma[:2]
        best = {key: max((LOWERED, KEEP, TITLE), key=lambda way: each[way]) for key, each in counts.items()}
        return [[best.get((label, case), LOWERED) for case in range(forms.CASES)] for label in range(len(self.labels))]

    def usual(self, label, form):
        """The usual change of case for a form with that label."""
        return self.ways[label][forms.case(form)]

    def _add(self, label, form, lemma, count):
        found = rule(form, lemma, self.usual(label, form))
        node = self.trees[label]
        node.rules[found] += count
        for byte in key(form):
            node = node.longer.setdefault(byte, Node())
            node.rules[found] += count

    def rule(self, label, form):
        """The rule of the longest ending known."""
        node = self.trees[label]
        found = node.rule or NOTHING
        for byte in key(form):
            node = node.longer.get(byte)
            if node is None:
                return found
            found = node.rule or found
        return found

    def lemma(self, label, form):
        """The lemma of a form with that label."""
        return applied(form, self.rule(label, form), self.usual(label, form))


def key(form: str) -> bytes:
    """The form's bytes from its end, then the mark of its beginning."""
    return forms.normal(form)[::-1] + b"\0"
