"""Little texts of many kinds, written for these tests, and what a careful reader takes from them.

`says` must be found (field and a part of the value, `who` after a slash for a relationship); `silent` must not: other people's facts,
what is only imagined, denied, asked or said by somebody else.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True)
class Story:
    """One text with claims that must and must not be found."""

    kind: str
    says: tuple[str, ...]
    silent: tuple[str, ...] = ()
    subject: str = ""

    @property
    def text(self) -> str:
        return (FOLDER / f"{self.kind}.txt").read_text("utf-8")


STORIES = (
    Story(
        "obituary",
        (
            "name: Margaret Ellen Doyle",
            "age: 84",
            "alias: Peggy",
            "background: born in Cork in 1939",
            "background: trained as a nurse in Dublin",
            "trait: strict",
            "trait: gentle",
            "habit: never raised her voice",
            "like: Gaelic football",
            "like: crosswords",
            "dislike: waste",
            "belief: Catholic",
            "relationship: husband/Declan",
            "relationship: daughter/Nuala",
            "relationship: daughter/Orla",
            "relationship: son/Brendan",
            "relationship: six grandchildren",
        ),
        ("occupation: architect", "fear: geese"),
    ),
    Story(
        "email",
        (
            "name: Henrik Solberg",
            "age: 27",
            "background: from Bergen",
            "trait: tidy",
            "habit: cook most evenings",
            "habit: play the double bass",
            "relationship: tortoise/Magnus",
            "relationship: girlfriend/Ingrid",
            "habit: does not smoke",
            "dislike: loud television",
            "fear: spiders",
            "language: Norwegian",
            "language: English",
            "goal: open my own recording studio",
        ),
        ("occupation: nurse", "residence: Utrecht", "trait: obsessive", "trait: quiet", "habit: smoke "),
    ),
    Story(
        "linkedin",
        (
            "name: Teresa Almeida",
            "occupation: product designer",
            "residence: Lisbon",
            "skill: accessibility",
            "like: inclusive design",
            "belief: good design is invisible",
            "education: Interaction Design",
            "language: Portuguese",
            "language: Swedish",
            "trait: calm",
            "habit: grow chillies",
        ),
        ("language: German",),
    ),
    Story(
        "toast",
        (
            "name: Colin",
            "gender: male",
            "occupation: quantity surveyor",
            "trait: organised",
            "trait: generous",
            "trait: stubborn",
            "dislike: coriander",
            "fear: heights",
        ),
        ("name: Frank", "occupation: vet", "like: dancing", "skill: wrestle a sheep"),
    ),
    Story(
        "reference",
        (
            "name: Aisha Rahman",
            "gender: female",
            "pronouns: she/her",
            "education: English Literature",
            "trait: punctual",
            "trait: patient",
            "language: Bengali",
            "knowledge: archival law",
            "skill: calming angry visitors",
            "dislike: paperwork",
            "habit: never misses a deadline",
            "goal: digitise the county's parish records",
        ),
        ("occupation: director", "name: Martin Oakes", "occupation: head librarian"),
    ),
    Story(
        "roleprompt",
        (
            "name: Brannock Tully",
            "age: 58",
            "occupation: smuggler",
            "register: short",
            "like: gambling",
            "like: cheap rum",
            "like: old sea songs",
            "dislike: harbour police",
            "trait: gruff",
            "trait: loyal",
            "trait: tender",
            "relationship: parrot/Duchess",
            "background: lost a ship in a card game",
            "fear: dying on land",
            "knowledge: tides",
            "goal: sail to Iceland",
        ),
        ("relationship: brother", "habit: change the subject"),
    ),
    Story(
        "sheet",
        (
            "name: Liora Venn",
            "age: 19",
            "pronouns: she/her",
            "occupation: apprentice clockmaker",
            "trait: curious",
            "trait: loyal",
            "like: ginger biscuits",
            "dislike: small talk",
            "fear: dark water",
            "goal: build a clock",
            "skill: lock picking",
            "appearance: copper hair",
            "background: raised by the tower keeper",
            "habit: sleeps badly",
            "fact: never left the city",
        ),
        ("occupation: tower keeper", "trait: nervous"),
    ),
    Story(
        "blog",
        (
            "name: Joy Adeyemi",
            "age: 41",
            "residence: Croydon",
            "relationship: husband/Tunde",
            "occupation: tax adviser",
            "like: linen",
            "like: bold prints",
            "like: pockets",
            "dislike: zips",
            "habit: start projects at midnight",
            "like: mustard",
            "fact: allergic to cats",
            "goal: winter coat",
            "goal: little shop by the sea",
            "fact: never bought a pattern",
        ),
        ("like: cats", "goal: hear from you"),
    ),
    Story(
        "profile",
        (
            "name: Tomasz Wilk",
            "age: 46",
            "occupation: violin maker",
            "background: grew up in a village near Lublin",
            "education: physics",
            "language: Polish",
            "language: Italian",
            "like: being slow",
            "relationship: wife/Agnieszka",
            "relationship: daughter/Zofia",
            "habit: collects wood",
            "habit: does not drink",
            "fear: fire",
            "goal: hear one of his instruments",
        ),
        ("occupation: dentist", "occupation: carpenter", "skill: cello", "trait: difficult"),
    ),
    Story(
        "school",
        (
            "name: Walter Finch",
            "age: 79",
            "residence: Whitby",
            "relationship: dog/Biscuit",
            "appearance: white hair",
            "appearance: blue jumper",
            "trait: funny",
            "like: toffee",
            "like: shipping forecast",
            "dislike: mobile phones",
            "dislike: loud music",
            "fear: dentist",
            "skill: whistle with two fingers",
            "habit: plays dominoes",
        ),
        ("occupation: teacher", "like: yoga", "goal: be a fisherman", "occupation: fisherman"),
    ),
    Story(
        "interview",
        (
            "relationship: wife/Dolores",
            "relationship: three children",
            "relationship: son/Ramón",
            "dislike: honey?",
            "like: jam",
            "like: noise of the hive",
            "like: working alone",
            "goal: have more land",
            "language: Spanish",
            "language: Galician",
            "belief: every school should keep bees",
        ),
        ("language: English", "fear: bees", "education: law", "name: Dolores"),
    ),
    Story(
        "letter",
        (
            "name: Clara",
            "like: garden",
            "habit: swimming in the sea",
            "background: joined the village choir",
            "fear: money",
            "trait: stubborn",
        ),
        ("like: teacher", "goal: be a diver", "dislike: noise"),
    ),
)
"""A claim ending in `?` may be found or not: the text leaves it to the question before it."""
