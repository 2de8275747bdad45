"""Normal forms of words: one form for each number, spelling and contraction, however it is written.

"1,200", "one thousand two hundred" and "1.2k" have one normal form, and so have "colour" and "color", "won't"
and "will not". Both sides of a comparison are normalized, so an interpretation that is wrong on both does no
harm. The original words are kept with the form.
"""

from quotes.tracking.normalization.normal import (
    Dress,
    Form,
    Wording,
    in_light_of,
    normal_words,
    placed_normal_words,
    wording_of,
)

__all__ = ["Dress", "Form", "Wording", "in_light_of", "normal_words", "placed_normal_words", "wording_of"]
