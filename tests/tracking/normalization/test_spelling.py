"""British and American spelling in one."""

from __future__ import annotations

import pytest

from quotes.tracking.normalization.spelling import respelled

ONE_WORD = """
    apologise/apologize organisation/organization organisations/organizations recognising/recognizing
    civilised/civilized analyse/analyze paralysed/paralyzed catalysing/catalyzing colour/color
    colourful/colorful discoloured/discolored favourite/favorite honourable/honorable dishonour/dishonor
    labourers/laborers neighbourhoods/neighborhoods misbehaviour/misbehavior harbour/harbor centre/center
    centres/centers centred/centered epicentre/epicenter theatre/theater kilometres/kilometers litre/liter
    fibreglass/fiberglass meagre/meager defence/defense defenceless/defenseless offences/offenses
    licence/license practise/practice practising/practicing travelled/traveled travelling/traveling
    travellers/travelers
    cancelled/canceled labelling/labeling fuelled/fueled dialled/dialed councillor/councilor
    counsellors/counselors marvellous/marvelous jewellery/jewelry programme/program programmes/programs
    grey/gray greyer/grayer mum/mom mums/moms dialogue/dialog catalogues/catalogs cataloguing/cataloging
    towards/toward afterwards/afterward amongst/among whilst/while learnt/learned burnt/burned
    tyres/tires kerb/curb cheque/check storey/story ploughed/plowed mould/mold sceptical/skeptical
    aluminium/aluminum aeroplane/airplane moustache/mustache pyjamas/pajamas gaol/jail
    judgement/judgment acknowledgements/acknowledgments ageing/aging likeable/likable sizeable/sizable
    fulfil/fulfill fulfilment/fulfillment enrol/enroll skilful/skillful wilful/willful instalment/installment
    paediatric/pediatric anaemia/anemia oestrogen/estrogen foetus/fetus haemorrhage/hemorrhage
    leukaemia/leukemia encyclopaedia/encyclopedia manoeuvres/maneuvers manoeuvring/maneuvering
    worshipped/worshiped focussed/focused artefact/artifact adviser/advisor draught/draft
    neighbour's/neighbor's centre's/center's
""".split()  # noqa: SIM905 - a word list
TWO_WORDS = """
    four/for hour/or pour/por tour/tor filed/filled filing/filling refiled/refilled tiling/tilling
    prise/prize rise/rice council/counsel councillor/counsellor desert/dessert principal/principle
    affect/effect stationary/stationery compliment/complement exercise/exorcise advice/advise
    rewards/reward awards/award wards/ward acre/acer genre/gener metre/mitre
    sceptic/septic rogue/rog vogue/vog price/prize device/devise tonne/ton
    story/stories labour/labours mum/mam
""".split()  # noqa: SIM905 - a word list


@pytest.mark.parametrize("pair", ONE_WORD)
def test_one_word_has_one_spelling(pair: str) -> None:
    british, american = pair.split("/")
    assert respelled(british) == respelled(american)


@pytest.mark.parametrize("pair", TWO_WORDS)
def test_two_words_have_two(pair: str) -> None:
    one, other = pair.split("/")
    assert respelled(one) != respelled(other)
