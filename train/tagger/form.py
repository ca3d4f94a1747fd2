"""What the tagger sees of a word's letters. `src/tag/form.rs` does the same: change both or neither."""

MASK = (1 << 64) - 1
# The classes of a word's case, by which an unknown word's tags and every lemma's case are chosen.
LOWER, CAPITAL, UPPER, MIXED, DIGIT, JOINED, OTHER = range(7)
CASES = 7


def hash_of(key: bytes) -> int:
    """FNV-1a in 64 bits."""
    value = 0xCBF29CE484222325
    for byte in key:
        value = (value ^ byte) * 0x100000001B3 & MASK
    return value


def normal(form: str) -> bytes:
    """Lower case, digits as 0, a curly apostrophe as a straight one unless it stands alone."""
    lower = form.lower()
    if len(lower) > 1:
        lower = lower.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return bytes(48 if 48 <= byte <= 57 else byte for byte in lower.encode())


def case(form: str) -> int:
    """The class of a form's letters."""
    letters = [letter for letter in form if letter.isalpha()]
    if any("0" <= letter <= "9" for letter in form):
        return DIGIT
    if not letters:
        return OTHER
    if any(letter in "-@./_" for letter in form[:-1]):
        return JOINED
    upper = sum(letter.isupper() for letter in letters)
    if upper == 0:
        return LOWER
    if upper == len(letters) and upper > 1:
        return UPPER
    return CAPITAL if upper == 1 and form[0].isupper() else MIXED
