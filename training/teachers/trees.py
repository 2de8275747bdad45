"""Find the best dependency tree given a sentence's scores."""

import numpy as np
from numpy.typing import NDArray


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """Heads of a sentence's words, one of which is its own head, the root.

    `scores[word, head]` is the score of that head for that word; `scores[word, word]` that of being the root.
    """
    size = len(scores)
    heads = scores.argmax(axis=1)
    roots = np.flatnonzero(heads == np.arange(size))
    if len(roots) == 1 and not _cycle(heads.tolist(), int(roots[0])):
        return [int(head) for head in heads]
    # A root above the words, so expensive that the best tree attaches only one word to it.
    above = np.full((size + 1, size + 1), -np.inf)
    above[:size, :size] = scores
    above[:size, size] = np.diagonal(above)[:size] - 1e6
    np.fill_diagonal(above, -np.inf)
    found = _arborescence(above, size)
    return [word if head == size else head for word, head in enumerate(found[:size])]


def _cycle(heads: list[int], root: int) -> list[int]:
    """The words of a cycle that does not pass through `root`, or none."""
    state = [0] * len(heads)
    state[root] = 2
    for start in range(len(heads)):
        path = []
        word = start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if state[word] == 1:
            return path[path.index(word) :]
        for passed in path:
            state[passed] = 2
    return []


def _arborescence(scores: NDArray[np.float64], root: int) -> list[int]:
    """Chu-Liu and Edmonds: the best tree under `root`; `scores` have -inf on the diagonal."""
    size = len(scores)
    heads = scores.argmax(axis=1).tolist()
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [word for word in range(size) if word not in inside]
    place = {word: new for new, word in enumerate(outside)}
    joint = len(outside)
    smaller = np.full((joint + 1, joint + 1), -np.inf)
    smaller[:joint, :joint] = scores[np.ix_(outside, outside)]
    # The score of entering the cycle at each word: what is gained by breaking it there.
    gains = scores[np.ix_(cycle, outside)] - scores[cycle, [heads[word] for word in cycle]][:, None]
    smaller[joint, :joint] = gains.max(axis=0)
    smaller[:joint, joint] = scores[np.ix_(outside, cycle)].max(axis=1)
    found = _arborescence(smaller, place[root])
    result = heads.copy()
    for word in outside:
        head = found[place[word]]
        if head < joint:
            result[word] = outside[head]
        else:
            result[word] = cycle[int(scores[word, cycle].argmax())]
    result[root] = root
    entry = found[joint]
    broken = cycle[int(gains[:, entry].argmax())]
    result[broken] = outside[entry]
    return result
