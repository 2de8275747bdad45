"""One extractor for several callers, and what it holds on to: nothing of what it has read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from quotes.extraction import Reading, ReadingFailed
from quotes.extraction.topics.quote_topics import with_topics

FRIDAY = date(2024, 5, 3)


def readings(label: str, count: int) -> list[Reading]:
    return [
        Reading(f"“We will rebuild {label}{number},” said Laura Mendes of {label}{number}ville.", FRIDAY)
        for number in range(count)
    ]


def texts(answers) -> list[str]:
    return [quote.text for quotes in answers for quote in quotes]


def wanted(label: str, count: int) -> list[str]:
    return [f"We will rebuild {label}{number}," for number in range(count)]


def test_two_callers_may_take_turns(extractor):
    one = extractor.extract_many(iter(readings("Alba", 70)))
    other = extractor.extract_many(iter(readings("Borda", 70)))
    taken = [(next(one), next(other)) for _ in range(70)]
    assert texts(first for first, _ in taken) == wanted("Alba", 70)
    assert texts(second for _, second in taken) == wanted("Borda", 70)


def test_a_caller_may_extract_while_its_articles_are_asked_for(extractor):
    def asking():
        for reading in readings("Corva", 3):
            assert texts([extractor.extract(reading.text, FRIDAY)])
            yield reading

    assert texts(extractor.extract_many(asking())) == wanted("Corva", 3)


def test_a_caller_who_leaves_early_is_in_nobodys_way(extractor):
    left = extractor.extract_many(iter(readings("Dorna", 5)))
    assert texts([next(left)]) == ["We will rebuild Dorna0,"]
    left.close()
    assert texts(extractor.extract_many(readings("Elba", 2))) == wanted("Elba", 2)


def test_threads_may_share_an_extractor(extractor):
    labels = ["Fara", "Gonda", "Hesta", "Ilba"]
    with ThreadPoolExecutor(len(labels)) as threads:
        answers = list(threads.map(lambda label: list(extractor.extract_many(readings(label, 20))), labels))
    assert [texts(answer) for answer in answers] == [wanted(label, 20) for label in labels]


def test_a_failing_source_of_articles_does_no_lasting_harm(extractor):
    def failing():
        yield from readings("Jana", 1)
        raise OSError("the feed broke off")

    with pytest.raises(OSError, match="broke off"):
        list(extractor.extract_many(failing()))
    assert texts(extractor.extract_many(readings("Kolda", 1))) == wanted("Kolda", 1)


def test_an_article_that_extraction_fails_on_keeps_out_no_other(extractor, monkeypatch):
    def failing(doc):
        if "Lorna" in doc.text:
            raise KeyError("no such\nword")
        return with_topics(doc)

    monkeypatch.setattr("quotes.extraction.pipeline.with_topics", failing)
    many = [*readings("Kolda", 2), *readings("Lorna", 1), *readings("Marla", 2)]
    *found, failure, fourth, fifth = extractor.extract_many(iter(many))
    assert texts(found) == wanted("Kolda", 2)
    assert texts([fourth, fifth]) == wanted("Marla", 2)
    assert isinstance(failure, ReadingFailed)
    assert str(failure).startswith("Extraction has failed: KeyError 'no such\\nword' (test_sharing.py, line ")
    with pytest.raises(ReadingFailed, match="KeyError"):
        extractor.extract(many[2].text)
    assert texts(extractor.extract_many(many[:2])) == wanted("Kolda", 2)


def test_no_word_of_an_article_is_kept(extractor):
    found = list(extractor.extract_many(readings("Zyxw", 30)))
    explained = extractor.explain("“We will rebuild Zyxwvut,” said Laura Mendes of Zyxwvutville.", FRIDAY)
    assert not [word for word in extractor._nlp.vocab.strings if "zyxw" in word.casefold()]
    assert texts(found) == wanted("Zyxw", 30)
    assert [explanation.quote.text for explanation in explained] == ["We will rebuild Zyxwvut,"]
