"""Speech within speech: the words are theirs who said them, and the relayer is kept."""

from collections.abc import Callable

import pytest

from tests.extraction.coreference.conftest import MarkedArticle

Article = Callable[..., MarkedArticle]


@pytest.mark.parametrize(
    ("text", "speaker", "relayer"),
    [
        ("<[P Cole Brandt]> quoted [P Ada Moor] as saying “it is gone”.", "Ada Moor", "Cole Brandt"),
        ("“It is gone,” <[P Cole Brandt]> quoted [P Ada Moor] as telling them.", "Ada Moor", "Cole Brandt"),
        ("“It is gone,” said <[P Cole Brandt]>, quoting the mayor, [P Ada Moor].", "Ada Moor", "Cole Brandt"),
        ("“It is gone,” <[P Ada Moor]> was quoted as saying by the [O Post].", "Ada Moor", "Post"),
        ("“It is gone,” <[P Ada Moor]> was quoted by the [O Post] as saying.", "Ada Moor", "Post"),
        (
            "[P Ada Moor] left. <[P Cole Brandt]> recalled her saying: “It is gone.”",
            "Ada Moor",
            "Cole Brandt",
        ),
        ("“It is gone,” <[P Ada Moor]> told them, according to [P Cole Brandt].", "Ada Moor", "Cole Brandt"),
        ("According to [P Cole Brandt], <[P Ada Moor]> told them: “It is gone.”", "Ada Moor", "Cole Brandt"),
        ("“It is gone,” [P Ada Moor] said, according to <[P Cole Brandt]>.", "Ada Moor", "Cole Brandt"),
        ("“Gone,” <[P Ada Moor]> said in a note read out by [P Cole Brandt].", "Ada Moor", "Cole Brandt"),
        ("“It is gone,” <[P Ada Moor]> said through her lawyer.", "Ada Moor", "her lawyer"),
    ],
)
def test_words_handed_on_have_a_speaker_and_a_relayer(
    article: Article, text: str, speaker: str, relayer: str
) -> None:
    resolution = article(text).resolutions()[0]
    assert resolution is not None
    assert (resolution.name, resolution.relayer) == (speaker, relayer)


@pytest.mark.parametrize(
    "text",
    [
        "“It is gone,” <[P Ada Moor]> told the [O Brune Post].",
        "“It is gone,” <[P Ada Moor]> recalled, saying that it had rained.",
        "<[P Ada Moor]> can be heard saying “it is gone”.",
        "“It is gone,” <[P Ada Moor]> said. Prices rose fast, according to [P Cole Brandt].",
        "“It is gone,” <[P Ada Moor]> said, according to a transcript of the call.",
        "“It is gone,” <[P Ada Moor]> said as she walked through the town.",
        "“It is gone,” according to <[P Ada Moor]>.",
        "<[P Ada Moor]>, quoted as saying “it is gone”, left the town.",
        "[P Ada Moor] left. “It is gone,” <the mayor, [P Ada Moor]>, said, quoting a verse.",
    ],
)
def test_words_at_first_hand_have_no_relayer(article: Article, text: str) -> None:
    resolution = article(text).resolutions()[0]
    assert resolution is not None
    assert (resolution.name, resolution.relayer) == ("Ada Moor", None)


def test_nobody_relays_their_own_words(article: Article) -> None:
    text = (
        "[P Cole Brandt] met [P Ray Ames], and [P Ames] spoke to him. "
        "<[P Brandt]> recalled him saying: “It is gone.”"
    )
    resolution = article(text).resolutions()[0]
    assert resolution is not None
    assert (resolution.name, resolution.relayer) == ("Ray Ames", "Cole Brandt")


def test_the_mention_of_words_handed_on_is_their_speaker(extractor) -> None:
    quote = extractor.extract(
        "The harbour has no money left. “It is all gone,” Cole Brandt quoted Ada Moor as saying on Friday."
    )[0]
    assert quote.mention is not None
    assert (quote.mention.text, quote.speaker, quote.relayer) == ("Ada Moor", "Ada Moor", "Cole Brandt")
