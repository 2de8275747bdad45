"""Words that tell of speaking: the verbs of it, and the occasions and documents it comes with.

Word forms are matched, not lemmas: most sentences that date a speech stand in paragraphs without tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_REGULAR = """
accuse acknowledge add address admit affirm allege announce answer appeal appear argue ask assail assert assure
attack bemoan blame blast boast call caution challenge charge chide cite claim clarify comment complain concede conclude
condemn confess confirm contend criticize criticise debate decide declare decry defend demand denounce deny describe
detail dismiss discuss dispute echo email emphasize emphasise endorse estimate explain express fume grill hail
highlight hint imply indicate inform insist instruct issue joke label lament lash lecture list mention mock
note object offer order outline pledge post praise preach predict press proclaim promise propose publish question
quip rail raise recall recommend recount refuse reiterate reject release remark remind repeat reply report request
respond reveal rule scold share shout signal slam stress suggest taunt testify text thank threaten tout
tweet unveil urge voice vow warn welcome whisper wonder yell air broadcast launch unload agree interview
"""
_IRREGULAR = """
stated stating said says say saying told tells tell telling spoke speaks speak speaking spoken wrote writes write writing written
read reads reading swore heard chanted chanting quoted weighed adding announcing addressing testifying tweeting claiming warning arguing responding replying
"""
_OCCASIONS = """
address announcement appearance audience briefing broadcast caucus ceremony chat comment comments conference
convention conversation debate deposition dinner discussion episode event fast forum fundraiser gathering hearing
interview lecture luncheon cookout picnic barbecue party breakfast vigil march protest parade celebration meeting meetings panel podcast press presentation presser program programme q&a rally
rallies remarks reception roundtable segment session show showdown speech speeches sermon statement statements stop
summit talk talks telecast testimony visit
"""
_DOCUMENTS = """
ad advert article blog book column complaint decision document editorial email essay exchange filing letter memo
memorandum message motion papers brief lawsuit suit op-ed opinion order paper petition piece poll post press profile release report ruling
series story study survey text transcript tweet tweets tweetstorm verdict video website
"""


def _forms(verb: str) -> set[str]:
    """Forms of a regular verb: "deny" gives denies, denied. Not the bare one, which is a noun as often ("a
    report"), nor the participle, which tells what is talked about as often ("against recommending it")."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    if verb.endswith("e"):
        return {f"{verb}s", f"{verb}d"}
    plural = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return {plural, f"{verb}ed", f"{verb}{verb[-1]}ed"}


SPEECH_VERBS = frozenset(form for verb in _REGULAR.split() for form in _forms(verb)) | frozenset(
    _IRREGULAR.split()
)
def _with_plurals(nouns: Iterable[str]) -> frozenset[str]:
    singular = frozenset(nouns)
    return singular | {f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s" for noun in singular}


# Occasions where several people speak: their day is the day of whoever takes part.
JOINT_OCCASIONS = frozenset(
    ["caucus", "conference", "congress", "convention", "conversation", "debate", "debates", "deposition", "discussion", "forum", "hearing", "meeting", "meetings", "panel", "roundtable", "session", "summit", "talk", "talks", "trial", "gathering"]
)
OCCASIONS = _with_plurals(_OCCASIONS.split()) | _with_plurals(JOINT_OCCASIONS)
DOCUMENTS = _with_plurals(_DOCUMENTS.split())

WORD = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*(?:['’](?!s\b)[^\W_]+)?")
# Verbs that say nothing by themselves but carry an occasion or a document: "delivered a speech".
CARRYING_VERBS = frozenset(
    """
    delivered delivers delivering gave gives giving given made makes making held holds holding hosted hosting attended
    attending appeared appears appearing filed files filing issued sent posted
    """.split()
)

_MOSTLY_NOUNS = frozenset("answers attacks calls charges claims comments demands offers orders reports shares states".split())

SPEECH_VERBS = (
    frozenset(form for verb in _REGULAR.split() for form in _forms(verb)) | frozenset(_IRREGULAR.split())
) - (OCCASIONS | DOCUMENTS | _MOSTLY_NOUNS)
