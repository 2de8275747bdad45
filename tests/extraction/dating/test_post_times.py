from __future__ import annotations

from datetime import date

from quotes.extraction.dating.post_times import day_at, posts_of

BLOG = (
    "Ferry live\n\n5 August 2024, 21:00\n\n“We go,” she said.\n\n4 August 2024, 09:05\n\n“We stay,” he said."
)


def test_a_post_is_of_the_day_in_the_line_above_it():
    posts = posts_of(BLOG)
    before = date(2024, 8, 1)
    assert day_at(posts, 0, before) == before
    assert day_at(posts, BLOG.index("We go"), before) == date(2024, 8, 5)
    assert day_at(posts, BLOG.index("We stay"), before) == date(2024, 8, 4)


def test_one_such_line_makes_no_live_blog_and_neither_do_days_that_do_not_exist():
    assert posts_of("5 August 2024, 21:00\n\n“We go,” she said.") == []
    assert posts_of("31 June 2024, 21:00\n\nA\n\n32 May 2024, 21:00\n\n5 Ada 2024, 21:00") == []


def test_a_list_of_very_many_days_is_no_live_blog():
    assert posts_of("\n\n".join(f"5 August {year}, 21:00" for year in range(1900, 2000))) == []
