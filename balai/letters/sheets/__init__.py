"""The statutory sheets that Balai draws (Permendagri 109/2019), each with the closed list of what can be written and
ticked on it. `declaration` says what a sheet consists of; Typst only draws what is declared here.
"""

from collections.abc import Mapping

from balai.letters.sheets.declaration import SheetForm
from balai.letters.sheets.f101 import F_1_01
from balai.letters.sheets.f102 import F_1_02
from balai.letters.sheets.f103 import F_1_03
from balai.letters.sheets.f106 import F_1_06
from balai.letters.sheets.f201 import F_2_01

SHEETS: Mapping[str, SheetForm] = {
    form.code.lower(): form for form in (F_1_01, F_1_02, F_1_03, F_1_06, F_2_01)
}
