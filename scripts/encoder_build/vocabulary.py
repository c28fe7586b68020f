"""Choose the tokens: Chinese characters, words, whole English words and subword pieces; a lower-case Unigram."""

import logging
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import jieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN, SPACE = "<unk>", "▁"
HAN_WORDS, LATIN_WORDS, TOTAL = 10_500, 9_500, 30_000
LONGEST_WORD = 8
WORD_FLOOR, CHARACTER_FLOOR = -13.5, -15.0
GENERAL_SHARE = 0.1
HAN_RUN = r"[\u3400-\u4dbf\u4e00-\u9fff]+"
LATIN_WORD = r"[a-z][a-z0-9]*(?:[+#]+|(?:[.&'-][a-z0-9]+)*)"
USEFUL_PIECE = re.compile(r"▁?(?:[\u4e00-\u9fff]{1,4}|[a-z0-9+#.&'-]{1,14}|[^\w\s])")
SPLIT = r"[\u3400-\u4dbf\u4e00-\u9fff]+|[^\u3400-\u4dbf\u4e00-\u9fff\p{L}\p{N}\s+#.&'-]"

Scored = dict[str, float]


def gb2312_characters() -> list[str]:
    """The 6,763 Chinese characters of GB 2312-1980, in code order."""
    cells = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [c for pair in cells if (c := pair.decode("gb2312", "ignore"))]


def surface() -> normalizers.Sequence:
    """NFKC, lower case, and control characters to spaces."""
    return normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase(),
                                 normalizers.Replace(Regex(r"[\p{C}\s]+"), " ")])  # fmt: skip


def unigram(scored: Sequence[tuple[str, float]]) -> Tokenizer:
    """A tokenizer that keeps Chinese runs, other words and punctuation apart, each opened by a space mark."""
    tokenizer = Tokenizer(models.Unigram(list(scored), unk_id=0, byte_fallback=False))
    tokenizer.normalizer = surface()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(SPLIT), "isolated"), pre_tokenizers.Metaspace(SPACE, "always")]
    )
    return tokenizer


def han_words(texts: Iterable[str]) -> Counter[str]:
    """How often jieba finds each Chinese word of two characters or more."""
    jieba.setLogLevel(logging.WARNING)
    runs = (run for text in texts for run in re.findall(HAN_RUN, text))
    words = (word for run in runs for word in jieba.cut(run))
    return Counter(word for word in words if 2 <= len(word) <= LONGEST_WORD)


def general_han_words(shortest: int) -> Counter[str]:
    """jieba's own dictionary of general Chinese: word -> frequency."""
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split(" ") for line in lines)
    return Counter({word: int(n) for word, n, *_ in entries if re.fullmatch(HAN_RUN, word) and len(word) >= shortest})


def general_shares() -> Scored:
    """How common each word and character is in general Chinese, as a share of jieba's dictionary."""
    return shares(general_han_words(1))


def shares(counts: Counter[str]) -> Scored:
    """Counts as shares of their sum."""
    total = counts.total()
    return {word: count / total for word, count in counts.items()}


def mixed(ours: Scored, general: Scored) -> Scored:
    """Our shares with a part of general Chinese mixed in."""
    words = ours.keys() | general.keys()
    return {w: (1 - GENERAL_SHARE) * ours.get(w, 0) + GENERAL_SHARE * general.get(w, 0) for w in words}


def top(share: Scored, count: int) -> Scored:
    """The `count` largest, ties in word order."""
    return dict(islice(sorted(share.items(), key=lambda item: (-item[1], item[0])), count))


def word_scores(share: Scored) -> Scored:
    """Unigram scores: max(-13.5, ln share), so that a word beats its pieces.

    >>> word_scores({"护士": 0.5, "罕见": 1e-9})
    {'护士': -0.6931471805599453, '罕见': -13.5}
    """
    return {word: max(WORD_FLOOR, math.log(value)) for word, value in share.items()}


def lowered(pieces: Iterable[tuple[str, float]]) -> Scored:
    """Pieces in lower case, each with its best score, only those this product can use."""
    best: Scored = {}
    for piece, score in pieces:
        small = piece.lower()
        if USEFUL_PIECE.fullmatch(small):
            best[small] = max(score, best.get(small, -math.inf))
    return best


def most_used(texts: Sequence[str], spare: Scored, chosen: Scored, count: int) -> Scored:
    """The `count` spare pieces used most when all tokens compete; single ASCII characters come first."""
    tokenizer = unigram([(UNKNOWN, 0.0), (SPACE, -4.0), *chosen.items(), *spare.items()])
    seen = Counter(t for found in tokenizer.encode_batch(texts, add_special_tokens=False) for t in found.tokens)
    always = {p for p in spare if len(p.removeprefix(SPACE)) == 1 and p.removeprefix(SPACE).isascii()}
    rank = sorted(spare, key=lambda p: (p not in always, -seen[p], p))
    return {piece: spare[piece] for piece in rank[:count]}


def zero_rows(tokenizer: Tokenizer) -> list[int]:
    """Ids that say nothing: unknown, the bare space, and punctuation other than the + and # of C++ and C#."""
    tokens = map(tokenizer.id_to_token, range(1, tokenizer.get_vocab_size()))
    return [0, *(i for i, token in enumerate(tokens, 1) if not re.search(r"[\w+#]", token))]


def build(texts: Sequence[str], base: Iterable[tuple[str, float]]) -> Tokenizer:
    """The tokenizer of TOTAL tokens; id 0 is the unknown, id 1 the bare space."""
    plain = [surface().normalize_str(text) for text in texts]
    pieces = lowered(base)
    han = top(mixed(shares(han_words(plain)), shares(general_han_words(2))), HAN_WORDS)
    counted = Counter(SPACE + w for text in plain for w in re.findall(LATIN_WORD, text) if len(w) > 1)
    latin = top(shares(counted), LATIN_WORDS)
    characters = {c: max(pieces.get(c, CHARACTER_FLOOR), CHARACTER_FLOOR) for c in gb2312_characters()}
    chosen = characters | word_scores(han) | word_scores(latin)
    spare = {p: s for p, s in pieces.items() if p not in chosen and p != SPACE}
    chosen |= most_used(plain, spare, chosen, TOTAL - 2 - len(chosen))
    return unigram([(UNKNOWN, 0.0), (SPACE, -4.0), *((p, round(s, 3)) for p, s in chosen.items())])
