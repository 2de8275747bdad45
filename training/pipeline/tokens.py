"""Tokenize as the treebanks do: spaCy's English tokenizer with other rules where the two differ.

The differences were counted on the train parts of EWT and GUM. Rules that corrected fewer words than they
broke, or that are about single words of these treebanks, are not included.
"""

import json
import re
from pathlib import Path

from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, HYPHENS
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

DATA = json.loads((Path(__file__).parents[1] / "tokens.json").read_text(encoding="utf8"))
RUNS = (r"[!?]{2,}", r"<{2,}", r">{2,}", r"\*{2,}", r"={2,}", r"_{2,}", r"#{2,}", r"\${2,}", r"-{2,}")
"""Marks that form one token when they are repeated."""
PREFIXES = (rf"-(?=[{ALPHA}0-9])", r"#(?=[0-9])", r"@(?=[0-9])")
SUFFIXES = (r"(?<=[0-9])(?:[AaPp][Mm]|[kK])", rf"(?<=[{ALPHA_UPPER}])\++")
INFIXES = (
    rf"(?<=[{ALPHA}])-(?=[0-9])",
    rf"(?<=\.)-(?=[{ALPHA}])",
    r"(?<=[0-9])–(?=[0-9])",
    rf"(?<=[{ALPHA_LOWER}0-9])[!?]+(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}0-9])[(\[](?=[{ALPHA}0-9])",
    rf"(?<=[{ALPHA}0-9])[)\]](?=[{ALPHA}0-9.,(])",
    rf'(?<=[{ALPHA}])["”](?=[{ALPHA}-])',
    rf"(?<=[{ALPHA}]);(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}])[,:](?=[0-9])",
    r"(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))",
    r"(?<=[0-9])'(?=[0-9])",
    r"-{2,}",
)
TELEPHONE = re.compile(r"(?:[0-9]{3}-)?[0-9]{3}-[0-9]{4}")


def _hyphen() -> str:
    """Replaces spaCy's rule for hyphens between words: no split after a prefix that is not a word."""
    whole = "".join(rf"(?<!\b{prefix})" for prefix in DATA["prefixes"])
    return rf"(?<=[{ALPHA}0-9])(?:(?i:{whole}){HYPHENS})(?=[{ALPHA}])"


def tokenizer(nlp: Language) -> Tokenizer:
    """A tokenizer for an English pipeline, using its vocabulary."""
    defaults = English.Defaults
    rules = {word: cut for word, cut in defaults.tokenizer_exceptions.items() if word not in DATA["ordinary"]}
    rules |= {word: [{ORTH: word}] for word in DATA["abbreviations"]}
    rules |= {"".join(parts): [{ORTH: part} for part in parts] for parts in DATA["contractions"]}
    prefixes = [rule for rule in defaults.prefixes if rule != "#"]
    infixes = [rule for rule in defaults.infixes if f"(?:{HYPHENS})" not in rule]
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex([*RUNS, *PREFIXES, *prefixes]).search,
        suffix_search=compile_suffix_regex([*RUNS, *SUFFIXES, *defaults.suffixes]).search,
        infix_finditer=compile_infix_regex([*infixes, _hyphen(), *INFIXES]).finditer,
        token_match=TELEPHONE.fullmatch,
        url_match=defaults.url_match,
    )
