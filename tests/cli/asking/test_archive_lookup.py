from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from quotes.archive import extraction, shards
from quotes.archive.reading import Options, outcomes
from quotes.cli import main

BRIDGE = "We will rebuild the bridge before the winter comes."


@pytest.fixture
def archive(tmp_path, reader):
    class Pieces:
        version = reader.version

        def read(self, pieces, options):
            return iter(outcomes(list(pieces), options, reader))

    file = tmp_path / "news.jsonl"
    record = {"publisher": "Old Tide", "published": "2019-04-02", "text": f'Mira Okonjo says "{BRIDGE}"\n'}
    file.write_text(json.dumps(record) + "\n")
    folder = str(tmp_path / "archive")
    for shard in shards.plan([str(file)]):
        extraction.extract_shard(shard.paths, folder, Options(), reader=Pieces())
    return folder


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return lambda *words, **env: CliRunner(env=env).invoke(main, ["archive", *words])


def test_an_archive_is_indexed_and_asked(run, archive):
    indexed = run("index", archive)
    assert indexed.output == "1 quote of 1 shard can be looked up.\n"
    found = run("lookup", BRIDGE, "--to", archive, "--speaker", "Okonjo")
    assert found.output.splitlines()[0] == "Yes, in these very words."
    assert "Mira Okonjo, reported by Old Tide, 2019-04-02" in found.output
    assert "Searched 1 article of 1 outlet, published from 2019-04-02 to 2019-04-02." in found.output
    assert "Of Mira Okonjo: 1 quote in 1 article of 1 outlet" in found.output


def test_the_archive_may_be_told_by_the_environment(run, archive):
    run("index", archive)
    found = run("lookup", "rebuild the bridge before the winter", "--json", QUOTES_ARCHIVE=archive)
    assert json.loads(found.output)["verdict"] == "trimmed"


def test_shards_that_are_not_indexed_are_told(run, archive, tmp_path):
    run("index", archive)
    for kind in ("quotes", "articles"):
        (old,) = (tmp_path / "archive" / kind).iterdir()
        old.with_name("another.parquet").write_bytes(old.read_bytes())
    found = run("lookup", BRIDGE, "--to", archive)
    assert "lacks shards (1 new)" in found.stderr
    assert found.exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["lookup", BRIDGE], "Name the archive to search"),
        (["lookup", BRIDGE, "--to", "nowhere"], "nowhere is not an archive"),
        (["index", "nowhere"], "nowhere is not an archive"),
    ],
)
def test_what_is_amiss_is_a_sentence(run, words, message):
    found = run(*words)
    assert found.exit_code == 2 if "Name the archive" in message else 1
    assert message in found.output


def test_words_must_hold_a_letter(run, archive):
    run("index", archive)
    assert "must contain a letter or a digit" in run("lookup", "…", "--to", archive).output


def test_lookup_asks_the_archive_beside_the_database(archive, run, tmp_path):
    run("index", archive)
    env = {"QUOTES_ARCHIVE": archive, "QUOTES_DATABASE": str(tmp_path / "beside.db")}
    CliRunner(env=env).invoke(main, ["migrate"])
    found = CliRunner(env=env).invoke(main, ["lookup", BRIDGE])
    assert found.output.startswith("Yes, in these very words.")
    assert "from an archive" in found.output
    assert "In the archive: Searched 1 article" in found.output
