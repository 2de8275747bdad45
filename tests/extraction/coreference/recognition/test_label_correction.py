from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["of Brune", "minister of Brune"])
def test_a_name_that_begins_with_of_stays_what_it_is(article, name: str) -> None:
    found = article(f"The board [O {name}] met. “No,” <[P Ada Moor]> said.")
    assert found.names() == ["Ada Moor"]
