"""What must hold of a kind as a whole once its parts have been read: placeholders, signatures, its size on paper."""

from collections.abc import Iterator, Mapping, Sequence

from balai.core.questions import Question, QuestionType
from balai.core.strict_tables import DefinitionProblem, Place
from balai.letters.block_reading import block_place
from balai.letters.blocks import (
    Attachment,
    Block,
    Columns,
    Identity,
    Members,
    Paragraph,
    Piece,
    Sheet,
    Signature,
    Statements,
    wordings_of,
)
from balai.letters.definitions import KindDefinition, labels
from balai.letters.enums import DistrictRole, SignerKind
from balai.letters.particulars import PERSON
from balai.letters.sheets import SHEETS
from balai.letters.sheets.declaration import CellKind
from balai.letters.wording import Placeholder

MOST_BLOCKS_IN_ALL = 120
MOST_TEXT_IN_ALL = 40_000


def check_definition(definition: KindDefinition) -> None:
    """Raise `DefinitionProblem` for the first thing that does not hold."""
    _check_placeholders(definition)
    _check_signatures(definition)
    _check_forms(definition)
    _check_length(definition)


def _check_placeholders(definition: KindDefinition) -> None:
    known = set(labels(definition))
    of_members = {f"member.{name}" for name in PERSON}
    for place, path, tells_of_members in _paths(definition):
        if path not in known and not (tells_of_members and path in of_members):
            raise DefinitionProblem(f"isian '{{{path}}}' tidak dikenal.", place)
    parties = {party.name for party in definition.parties}
    for place, block in placed_blocks(definition):
        if isinstance(block, Signature):
            for signer in block.signers:
                if signer.kind is SignerKind.PARTY and signer.party not in parties:
                    raise DefinitionProblem(f"pihak '{signer.party}' tidak ada.", place)
        if isinstance(block, Members) and block.of not in _who_can_be_listed(definition):
            raise DefinitionProblem(f"tabel menunjuk '{block.of}' yang tidak ada.", place)
        if isinstance(block, Sheet):
            _check_sheet(definition, block, place)


def _check_sheet(definition: KindDefinition, block: Sheet, place: Place) -> None:
    """Days and choices of a statutory sheet take one placeholder, and an answer must be one of the sheet's options."""
    questions = {f"answers.{question.name}": question for question in definition.questions}
    for name, pieces in block.cells.items():
        cell = SHEETS[block.form].cells[name]
        parts = [part for piece in pieces for part in piece.wording.parts]
        if cell.kind in _OF_ONE_VALUE and [type(part) for part in parts] != [Placeholder]:
            raise DefinitionProblem(f"kotak '{name}' diisi tepat satu isian.", place)
        strange = [each for each in _possible_answers(pieces, questions) if not cell.chosen(each)]
        if cell.options and strange:
            raise DefinitionProblem(f"kotak '{name}' tidak punya pilihan '{strange[0]}'.", place)
    known = _who_can_be_listed(definition) | {party.name for party in definition.parties}
    for name, listings in block.lists.items():
        if strange := [each.of for each in listings if each.of not in known]:
            raise DefinitionProblem(f"daftar '{name}' menunjuk '{strange[0]}' yang tidak ada.", place)


def _possible_answers(pieces: Sequence[Piece], questions: Mapping[str, Question]) -> Iterator[str]:
    """The options of the choices that are written; a piece with a condition on its choice lets only some pass."""
    for piece in pieces:
        for each in piece.wording.placeholders:
            only = piece.when.any_of if piece.when and piece.when.path == each.path else ()
            options = questions[each.path].options if each.path in questions else ()
            yield from (option.label for option in options if not only or option.label in only)


def _who_can_be_listed(definition: KindDefinition) -> set[str]:
    """The family, and whoever was picked of it in a question."""
    members = (each for each in definition.questions if each.type is QuestionType.MEMBERS)
    return {"", *(f"answers.{question.name}" for question in members)}


_OF_ONE_VALUE = (CellKind.DATE, CellKind.CODE, CellKind.CHOICE)


def _paths(definition: KindDefinition) -> Iterator[tuple[Place, str, bool]]:
    """Every placeholder path used, where it is used, and whether members of the family may be told of there."""
    yield Place("Pemegang surat", ("holder",)), definition.holder, False
    subject = Place("Perihal", ("subject",))
    yield from ((subject, each.path, False) for each in definition.subject.placeholders)
    asked = (*(each for party in definition.parties for each in party.asks), *definition.questions)
    for question in asked:
        if question.default:
            yield Place(f"Isian '{question.label}'", ("fields",)), question.default, False
    for number, form in enumerate(definition.forms, 1):
        if form.when:
            yield Place(f"Formulir ke-{number}", ("forms", number - 1)), form.when.path, False
    for place, block in placed_blocks(definition):
        if block.when:
            yield place, block.when.path, False
        members = isinstance(block, Members | Sheet)
        for wording, when in wordings_of(block):
            if when:
                yield place, when.path, False
            yield from ((place, each.path, members) for each in wording.placeholders)


def placed_blocks(definition: KindDefinition) -> Iterator[tuple[Place, Block]]:
    """Every block with its place, those of attachments and forms included."""
    yield from _placed(definition.body, Place("", ("body",)))
    for number, form in enumerate(definition.forms, 1):
        yield from _placed(form.body, Place(f"Formulir ke-{number}", ("forms", number - 1, "body")))


def _placed(blocks: Sequence[Block], where: Place) -> Iterator[tuple[Place, Block]]:
    for number, block in enumerate(blocks, 1):
        place = block_place(where, number, _KIND_OF[type(block)])
        yield place, block
        if isinstance(block, Attachment):
            yield from _placed(block.blocks, Place(place.words, (*place.path, "blocks")))


_KIND_OF: dict[type, str] = {
    Paragraph: "paragraph",
    Identity: "identity",
    Columns: "columns",
    Statements: "statements",
    Members: "members",
    Signature: "signature",
    Attachment: "attachment",
    Sheet: "sheet",
}


def _check_signatures(definition: KindDefinition) -> None:
    signing = [(place, block) for place, block in placed_blocks(definition) if isinstance(block, Signature)]
    by_village = [place for place, block in signing if block.by_village]
    if not definition.is_letter:
        if by_village:
            raise DefinitionProblem(
                "formulir ini ditandatangani orang lain, bukan pejabat di sini.", by_village[0]
            )
        if definition.district is DistrictRole.COSIGN:
            raise DefinitionProblem("Formulir untuk orang lain tidak bisa diteruskan ke camat.")
        return
    own = [block for block in definition.body if isinstance(block, Signature) and block.by_village]
    if not own:
        raise DefinitionProblem("Surat belum punya bagian tanda tangan pejabat.")
    if len(by_village) > 1:
        raise DefinitionProblem("tanda tangan pejabat hanya boleh satu.", by_village[-1])
    if own[0].when or any(signer.when for signer in own[0].signers if signer.kind is SignerKind.VILLAGE):
        raise DefinitionProblem("tanda tangan pejabat tidak boleh bersyarat.", by_village[0])
    district = [signer for signer in own[0].signers if signer.kind is SignerKind.DISTRICT]
    if definition.district is DistrictRole.COSIGN and [bool(each.when) for each in district] != [False]:
        raise DefinitionProblem(
            "surat yang ikut ditandatangani camat perlu satu tempat untuk camat.", by_village[0]
        )


def _check_forms(definition: KindDefinition) -> None:
    if definition.forms and not definition.is_letter:
        raise DefinitionProblem("Formulir tambahan hanya ada pada surat yang ditandatangani di sini.")
    if definition.is_letter and any(isinstance(block, Sheet) for block in definition.body):
        raise DefinitionProblem("Formulir baku tidak diberi nomor. Taruh pada formulir tambahan.")


def _check_length(definition: KindDefinition) -> None:
    if len(definition.blocks) > MOST_BLOCKS_IN_ALL:
        raise DefinitionProblem(
            f"Surat dengan lampiran dan formulirnya paling banyak {MOST_BLOCKS_IN_ALL} bagian."
        )
    letters = sum(len(str(wording)) for block in definition.blocks for wording, _ in wordings_of(block))
    if letters > MOST_TEXT_IN_ALL:
        raise DefinitionProblem(f"Seluruh teks paling panjang {MOST_TEXT_IN_ALL} huruf.")
