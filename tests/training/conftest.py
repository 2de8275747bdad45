"""The training scripts are run one by one from `training`, which holds their packages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

TREE = """\
# newdoc id = invented-1
# newpar
# sent_id = 1
# text = "Bakers can't sleep," Mira Oduya said.
1\t"\t"\tPUNCT\t``\t_\t5\tpunct\t_\tSpaceAfter=No
2\tBakers\tbaker\tNOUN\tNNS\tNumber=Plur\t5\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf2-1-coref)
3-4\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
3\tca\tcan\tAUX\tMD\tVerbForm=Fin\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\tPolarity=Neg\t5\tadvmod\t_\t_
5\tsleep\tsleep\tVERB\tVB\tVerbForm=Inf\t10\tccomp\t_\tSpaceAfter=No
6\t,\t,\tPUNCT\t,\t_\t5\tpunct\t_\tSpaceAfter=No
7\t"\t"\tPUNCT\t''\t_\t5\tpunct\t_\t_
8\tMira\tMira\tPROPN\tNNP\tNumber=Sing\t10\tnsubj\t_\tEntity=(2-person-new-nnnnn-cf1-1,2-coref-Mira_Oduya
9\tOduya\tOduya\tPROPN\tNNP\tNumber=Sing\t8\tflat\t_\tEntity=2)
10\tsaid\tsay\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
11\t.\t.\tPUNCT\t.\t_\t10\tpunct\t_\t_

# sent_id = 2
# text = The Flour Board met in Belmora.
1\tThe\tthe\tDET\tDT\tDefinite=Def\t3\tdet\t_\tEntity=(3-organization-new-nnnnn-cf1-3-sgl-Flour_Board
2\tFlour\tFlour\tPROPN\tNNP\tNumber=Sing\t3\tcompound\t_\t_
3\tBoard\tBoard\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tEntity=3)
4\tmet\tmeet\tVERB\tVBD\tTense=Past\t0\troot\t_\t_
4.1\tempty\tempty\tVERB\tVBD\t_\t_\t_\t_\t_
5\tin\tin\tADP\tIN\t_\t6\tcase\t_\t_
6\tBelmora\tBelmora\tPROPN\tNNP\tNumber=Sing\t4\tobl\t_\tEntity=(4-place-new-nnnnn-cf2-1-sgl-Belmora)|SpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# sent_id = 3
# text = Rolls rose.
1\tRolls\troll\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\trose\trise\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newdoc id = invented-2
# sent_id = 4
# text = Ovens cool slowly in winter.
1\tOvens\toven\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tcool\tcool\tVERB\tVBP\tTense=Pres\t0\troot\t_\t_
3\tslowly\tslowly\tADV\tRB\t_\t2\tadvmod\t_\t_
4\tin\tin\tADP\tIN\t_\t5\tcase\t_\t_
5\twinter\twinter\tNOUN\tNN\tNumber=Sing\t2\tobl\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""

WIRE = """\
# article invented_1.txt
Mira\tB-Person
Oduya\tI-Person
of\tO
the\tO
Flour\tB-Organization
Board\tI-Organization
said\tO
:\tO
"\tO
It\tO
's\tO
over\tO
.\tO
"\tO

U\tB-Location
.\tI-Location
S\tI-Location
.\tI-Location
rye\tO
cost\tO
US\tB-Money\tB-Location
$\tI-Money
4\tI-Money
on\tO
Monday\tI-Date
.\tO
# article invented_2.txt
no O
one\tO
"""


@pytest.fixture
def treebank_file(tmp_path: Path) -> Path:
    path = tmp_path / "invented.conllu"
    path.write_text(TREE, encoding="utf8")
    return path


@pytest.fixture
def newswire_file(tmp_path: Path) -> Path:
    path = tmp_path / "invented.tsv"
    path.write_text(WIRE, encoding="utf8")
    return path
