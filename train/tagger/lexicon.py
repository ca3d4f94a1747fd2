"""Which labels a word may have: from what was seen, from the list of inflected forms, or from its case."""

from collections import Counter, defaultdict

from . import form as forms

# A label is a part of speech with a Penn tag. Sixty-four fit one word of bits and one line of cache.
LABELS = 64
# Words seen this often keep to the labels seen; rarer ones may also have what the list of forms says.
SETTLED = 12
# Words seen less often are not known: they teach what unknown words are like.
KNOWN = 2
# What a rarer word may also be.
KIN = {
    ("VERB", "VB"): [("VERB", "VBP")],
    ("VERB", "VBP"): [("VERB", "VB")],
    ("VERB", "VBD"): [("VERB", "VBN")],
    ("VERB", "VBN"): [("VERB", "VBD")],
}


def labels_of(sentences):
    """The commonest pair of each Penn tag with a part of speech, then the commonest of the others; sorted."""
    counts = Counter((w.upos, w.xpos) for sentence in sentences for w in sentence if w.xpos)
    ranked = [label for label, count in counts.most_common() if count > 1]
    first = {xpos: upos for upos, xpos in reversed(ranked)}
    chosen = {(upos, xpos) for xpos, upos in first.items()}
    rest = [label for label in ranked if label not in chosen]
    return sorted(chosen | set(rest[: LABELS - len(chosen)]))


def inflected(form: str, entries, labels) -> int:
    """The bits of the labels that entries of the list of forms allow."""
    found = set()
    for pos, lemma in entries:
        if pos == "noun":
            found.add(("NOUN", "NN" if form == lemma else "NNS"))
        elif pos == "verb" and form == lemma:
            found |= {("VERB", "VB"), ("VERB", "VBP")}
        elif pos == "verb":
            found |= _verb(form)
        elif pos == "adj":
            found.add(("ADJ", "JJ" if form == lemma else "JJS" if form.endswith("st") else "JJR"))
        elif pos == "adv":
            found.add(("ADV", "RB" if form == lemma else "RBS" if form.endswith("st") else "RBR"))
    return bits(found, labels)


def _verb(form: str):
    if form.endswith("ing"):
        return {("VERB", "VBG")}
    if form.endswith("s"):
        return {("VERB", "VBZ")}
    return {("VERB", "VBD"), ("VERB", "VBN")}


def bits(found, labels) -> int:
    """A set of labels as bits."""
    return sum(1 << number for number, label in enumerate(labels) if label in found)


class Lexicon:
    """`masks`: bits of the labels of a normal form; `open`: bits of the labels of an unknown word of each case."""

    def __init__(self, sentences, inflections, labels):
        self.labels, self.masks, self.frequent = labels, {}, set()
        seen, cases = defaultdict(Counter), defaultdict(Counter)
        number = {label: n for n, label in enumerate(labels)}
        for sentence in sentences:
            for word in sentence:
                if (word.upos, word.xpos) in number:
                    seen[forms.normal(word.form)][number[word.upos, word.xpos]] += 1
                    cases[word.form][number[word.upos, word.xpos]] += 1
        for form, entries in inflections.items():
            self.masks[forms.normal(form)] = inflected(form, entries, labels)
        self.masks = {form: mask | self._kin(mask) for form, mask in self.masks.items() if mask}
        for form, counts in seen.items():
            self._learn(form, counts)
        self.open = self._open(cases, seen)

    def listed(self, form: str, pos: str, lemma: str) -> list[int]:
        """The numbers of the labels that an entry of the list of forms allows."""
        mask = inflected(form, [(pos, lemma)], self.labels)
        return [number for number in range(len(self.labels)) if mask >> number & 1]

    def _learn(self, form, counts):
        total = sum(counts.values())
        if total < KNOWN:
            return
        # A label seen once in a hundred times or less is more often a slip than a use.
        mask = sum(1 << n for n, count in counts.items() if count * 150 >= total)
        if total < SETTLED:
            mask |= self.masks.get(form, 0)
            mask |= self._kin(mask)
        self.masks[form] = mask
        self.frequent.add(form)

    def _kin(self, mask):
        """Labels that a word has by having others: what may be "VB" may be "VBP"."""
        here = {label for n, label in enumerate(self.labels) if mask >> n & 1}
        return bits({kin for label in here for kin in KIN.get(label, ())}, self.labels)

    def _open(self, cases, seen):
        """Labels of rare words, by case: those with more than one in three hundred of them."""
        counts = [Counter() for _ in range(forms.CASES)]
        for form, labels in cases.items():
            if sum(seen[forms.normal(form)].values()) < 3:
                counts[forms.case(form)].update(labels)
        return [sum(1 << n for n, c in each.items() if c * 400 >= each.total()) for each in counts]

    def candidates(self, form: str) -> int:
        """The bits of the labels `form` may have. `src/tag/lexicon.rs` does the same."""
        case = forms.case(form)
        mask = self.masks.get(forms.normal(form))
        if mask is None:
            return self.open[case]
        return mask | self.named(mask, case)

    def named(self, mask: int, case: int) -> int:
        """A word in capitals that is no function word may be a name even if never seen as one."""
        if case in (forms.LOWER, forms.DIGIT, forms.OTHER) or not mask & self.nameable:
            return 0
        return self.names

    @property
    def names(self) -> int:
        return bits({("PROPN", "NNP"), ("PROPN", "NNPS"), ("ADJ", "NNP")}, self.labels)

    @property
    def nameable(self) -> int:
        return bits(
            {("NOUN", "NN"), ("NOUN", "NNS"), ("ADJ", "JJ"), ("VERB", "VBG"), ("VERB", "VBN"), ("PROPN", "NNP")},
            self.labels,
        )
