"""Work that other processes do ahead of this one."""

from quotes.cli.running.making_ready import worker_processes


def test_results_come_in_the_order_of_the_things():
    with worker_processes(2) as at_hand:
        assert list(at_hand.mapped(abs, range(-20, 0))) == list(range(20, 0, -1))


def test_a_single_thing_needs_no_other_process():
    with worker_processes(2) as at_hand:
        assert list(at_hand.mapped(lambda number: number + 1, [1])) == [2]  # a lambda cannot be sent


def test_nothing_is_made_of_nothing():
    with worker_processes(2) as at_hand:
        assert list(at_hand.mapped(abs, [])) == []
