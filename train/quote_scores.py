"""Fits the scores of quotations: src/quote/scores.tsv.

    cargo run --release --example quote_candidates -- train.jsonl.gz > candidates.jsonl
    python3 train/quote_scores.py src/quote/scores.tsv train.jsonl.gz candidates.jsonl [MORE.jsonl.gz candidates.jsonl …]

A candidate is right if a gold quotation shares half of its content with it (Jaccard index over characters that are no
white space) and its source is right in the same sense or by its last word. The model is a logistic regression on the
pattern, the reporting word and the signs of a candidate, with Gaussian priors: a word seen seldom stays near 0, which
is the average of its pattern. Candidates compete for words, so the weights are fitted in rounds: in each, only those
count that win their competition under the weights so far. Standard library only; a minute.
"""

import argparse
import gzip
import json
import math
import random
from collections import Counter, defaultdict

# Widths of the priors: patterns are many and well counted, words are many and ill counted.
WIDTH = {"pattern": 3.0, "word": 1.0, "sign": 1.0}
ROUNDS, PASSES, RATE = 3, 40, 0.15
# Patterns too rare to have a weight of their own, and the one whose weight they share: the same frame after a verb that
# the lexicon lists.
SHARES_WEIGHT = {"any verb, that, content in marks": "cue, that, content"}


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def characters(text, spans):
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


def last_word(text, spans):
    start, end = spans[0]
    end = max((at for at in range(start, end) if text[at].isalnum()), default=start) + 1
    return end


def jaccard(one, other):
    return len(one & other) / len(one | other) if one or other else 0.0


def source_right(text, gold, found):
    if not gold["source"] or not found["source"]:
        return not gold["source"] and not found["source"]
    one, other = characters(text, gold["source"]), characters(text, found["source"])
    same_end = last_word(text, gold["source"]) == last_word(text, found["source"])
    return jaccard(one, other) >= 0.5 or (bool(one & other) and same_end)


def label(document, candidates):
    """Marks each candidate right or wrong, and gives how many gold quotations there are."""
    text = document["text"]
    gold = [(characters(text, quote["content"]), quote) for quote in document["quotes"]]
    owners = defaultdict(list)
    for number, (content, _) in enumerate(gold):
        for at in content:
            owners[at].append(number)
    for candidate in candidates:
        content = characters(text, candidate["content"])
        shared = Counter(number for at in content for number in owners.get(at, ()))
        candidate["right"] = False
        candidate["content_set"] = content
        pattern = SHARES_WEIGHT.get(candidate["pattern"], candidate["pattern"])
        candidate["features"] = ["pattern\t" + pattern] + ["sign\t" + sign for sign in candidate["signs"]]
        if candidate["word"]:
            candidate["features"].append("word\t" + candidate["word"])
        for number, both in shared.items():
            if both / len(gold[number][0] | content) >= 0.5 and source_right(text, gold[number][1], candidate):
                candidate["right"] = True


def odds(weights, candidate):
    return sum(weights.get(feature, 0.0) for feature in candidate["features"])


def probability(weights, candidate):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds(weights, candidate)))))


def winners(weights, candidates):
    """Those that do not share their cue or most of their content with better ones: what `join.rs` does."""
    taken, cues, kept = set(), set(), []
    for candidate in sorted(candidates, key=lambda one: -odds(weights, one)):
        cue = {at for start, end in candidate["cue"] for at in range(start, end)}
        content = candidate["content_set"]
        if cue & cues or len(content & taken) > 0.4 * max(1, len(content)):
            continue
        cues |= cue
        taken |= content
        kept.append(candidate)
    return kept


def fit(samples, seed=1):
    weights, total = defaultdict(float), defaultdict(lambda: 1e-6)
    order = list(samples)
    generator = random.Random(seed)
    uses = Counter(feature for sample in samples for feature in sample["features"])
    for _ in range(PASSES):
        generator.shuffle(order)
        for sample in order:
            error = probability(weights, sample) - sample["right"]
            for feature in sample["features"]:
                prior = weights[feature] / WIDTH[feature.split("\t")[0]] ** 2 / uses[feature]
                slope = error + prior
                total[feature] += slope * slope
                weights[feature] -= RATE * slope / math.sqrt(total[feature])
    return dict(weights)


def best_threshold(weights, documents, gold_count):
    chosen = [one for candidates in documents for one in winners(weights, candidates)]
    chosen.sort(key=lambda one: -odds(weights, one))
    best, right = (0.0, 0.0), 0
    for count, one in enumerate(chosen, 1):
        right += one["right"]
        best = max(best, (2 * right / (count + gold_count), probability(weights, one)))
    return best


def reliability(weights, documents):
    bins = defaultdict(lambda: [0, 0, 0.0])
    for candidates in documents:
        for one in winners(weights, candidates):
            p = probability(weights, one)
            bins[min(9, int(10 * p))][0] += one["right"]
            bins[min(9, int(10 * p))][1] += 1
            bins[min(9, int(10 * p))][2] += p
    return [(key / 10, right, of, mean / of) for key, (right, of, mean) in sorted(bins.items())]


def labelled(paths):
    """Candidates by document, marked right or wrong, from gold and candidate files in turn; and how many are gold."""
    documents, gold_count = [], 0
    for gold, candidates in zip(paths[::2], paths[1::2], strict=True):
        found = {document["id"]: document["quotes"] for document in read(candidates)}
        gold_documents = read(gold)
        # PolNeAR marks nothing that has no cue, so that it can't tell whether words in marks alone are a quotation.
        without_cue = sum(not quote["cue"] for document in gold_documents for quote in document["quotes"])
        for document in gold_documents:
            own = found[document["id"]] if without_cue > 9 else [one for one in found[document["id"]] if one["cue"]]
            label(document, own)
            documents.append(own)
            gold_count += len(document["quotes"])
    return documents, gold_count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("corpus", nargs="+", help="gold and candidates in turn")
    arguments = parser.parse_args()
    documents, gold_count = labelled(arguments.corpus)
    samples = [one for candidates in documents for one in candidates]
    print(f"{len(samples)} candidates, {sum(one['right'] for one in samples)} right; {gold_count} gold quotations")
    weights = fit(samples)
    for _ in range(ROUNDS - 1):
        weights = fit([one for candidates in documents for one in winners(weights, candidates)])
    f1, threshold = best_threshold(weights, documents, gold_count)
    print(f"best on these: F1 {100 * f1:.1f} at {threshold:.3f}")
    kept = [one for candidates in documents for one in winners(weights, candidates)]
    counts = defaultdict(lambda: [0, 0])
    for one in kept:
        for feature in ["pattern\t" + one["pattern"], *one["features"][1:]]:
            counts[feature][0] += one["right"]
            counts[feature][1] += 1
    for rare, common in SHARES_WEIGHT.items():
        weights["pattern\t" + rare] = weights["pattern\t" + common]
    for feature, (right, of) in sorted(counts.items(), key=lambda item: -item[1][1]):
        if not feature.startswith("word"):
            print(f"{right:6} of {of:6} {right / of:6.2f} {weights.get(feature, 0.0):7.2f}  {feature}")
    for low, right, of, mean in reliability(weights, documents):
        print(f"scored from {low:.1f}: {of} candidates, mean score {mean:.3f}, right {right / of:.3f}")
    with open(arguments.table, "w", encoding="utf-8") as table:
        table.write(
            "# Weights (log odds) of the scores of quotations; how many were right, of how many, in training.\n"
        )
        table.write("# Written by train/quote_scores.py; do not edit.\n")
        for feature in sorted(counts, key=lambda name: (["pattern", "sign", "word"].index(name.split("\t")[0]), name)):
            right, of = counts[feature]
            table.write(f"{feature}\t{weights.get(feature, 0.0):.3f}\t{right}\t{of}\n")


if __name__ == "__main__":
    main()
