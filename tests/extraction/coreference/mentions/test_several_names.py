"""Several people or bodies as one source, and one of many without a name."""

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "“The pumps are old,” harbour experts Ada Moor and Cole Ames of the Brune Board wrote in May.",
            "Ada Moor and Cole Ames",
        ),
        ("“Stop it,” wrote Ada Moor, Cole Ames and Nils Orr.", "Ada Moor, Cole Ames and Nils Orr"),
        ("Ada Moor and harbour chief Cole Ames said the pumps “must go”.", "Ada Moor and Cole Ames"),
        (
            "Ada Moor and the Interior Ministry said they “will not give in”.",
            "Ada Moor and Interior Ministry",
        ),
    ],
)
def test_all_names_of_one_subject_are_the_source(extractor, text, speaker):
    (quote,) = extractor.extract(text)
    assert (quote.speaker, quote.speaker_kind) == (speaker, "group")


@pytest.mark.parametrize(
    "text",
    [
        "“The pumps are old,” said Ada Moor, and Cole Ames nodded.",
        "“The pumps are old,” Ada Moor told Cole Ames and Nils Orr.",
        "Cole Ames and Nils Orr left. “The pumps are old,” said Ada Moor.",
    ],
)
def test_a_name_that_shares_no_verb_with_the_source_is_none(extractor, text):
    (quote,) = extractor.extract(text)
    assert quote.speaker == "Ada Moor"


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("Cole Ames left. “Wet,” said one <[P Ames]> confidant.", "one Ames confidant", "anonymous"),
        ("“Wet,” said one <[O Brune Democrat]>.", "one Brune Democrat", "anonymous"),
        ("“Wet,” said one <[N Republican]> at the pump.", "one Republican", "anonymous"),
        (
            "“Wet,” said <one operative inside [O Brune Tower]>.",
            "one operative inside Brune Tower",
            "anonymous",
        ),
        ("[P Ada Moor] left. “Wet,” <[P Moor]> supporters shouted.", "Moor supporters", "group"),
    ],
)
def test_one_or_some_of_many_have_no_name(article, text, speaker, kind):
    read = article(text)
    assert (read.names(), read.kinds()) == ([speaker], [kind])
