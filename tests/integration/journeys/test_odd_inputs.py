"""What people and programs really submit: nothing, too much, broken, in every script. The door refuses it with a sentence, or the
version stands."""

import json

import pytest

from persona_app.personas.errors import DataRepeated
from tests.integration.journeys.workshop import Model, rows

ADA = "Ada Quill likes CANARYTEA leaves. Ada Quill is 36 years old."

REFUSED = {
    "nothing": ("a.txt", b"", "empty_text"),
    "empty csv": ("a.csv", b"", "empty_text"),
    "white space": ("a.txt", b" \n\t\r\n\xc2\xa0\xe2\x80\x83\n" * 1000, "empty_text"),
    "empty object": ("a.json", b"{}", "empty_text"),
    "empty list": ("a.json", b"[]", "empty_text"),
    "empty string": ("a.json", b'""', "empty_text"),
    "lone surrogate alone": ("a.json", rb'"\ud83d\udc00"'[:7] + b'"', "empty_text"),
    "nothing but nul": ("a.txt", b"\x00" * 100, "not_text"),
    "half of a json": ("a.json", b'{"name": "Ada', "file_damaged"),
    "deep json": ("a.json", b"[" * 500 + b"]" * 500, "file_nested_too_deep"),
    "page without words": ("a.html", b"<html><body><img src=x></body></html>", "empty_text"),
}

TAKEN = {
    "scalar json": ("a.json", json.dumps(ADA).encode()),
    "number": ("a.json", b"42"),
    "null": ("a.json", b"null"),
    "one column": ("a.csv", f"notes\n{ADA}\n".encode()),
    "commas": ("a.csv", b",,,\n,,,\n" * 100),
    "ragged table": ("a.csv", f'who,what\nAda,"tea, {ADA}",more,and more\n\n"unclosed,1\n'.encode()),
    "surrogates in json": ("a.json", b'{"\\ud83d": "' + ADA.encode() + b'\\udc00", "b": "\\u0000 \\ud83d\\ude00"}'),
    "a few nul": ("a.txt", f"\x00{ADA}\x00 {'She sings. ' * 40}".encode()),
    "mixed line ends": ("a.txt", ADA.replace(". ", ".\r\n\r").encode() + b"\r\n\x0b\x0c\xc2\x85\xe2\x80\xa8She sings."),
    "windows-1252": ("a.txt", (ADA + " Ada’s café – “très bon”.").encode("cp1252")),
    "utf-16": ("a.txt", (ADA + " 🍵").encode("utf-16")),
    "byte order marks": ("a.txt", ("\ufeff\ufeff" + ADA + "\ufeff").encode()),
    "nothing visible": ("a.txt", "\u200b\u200d\u2060".encode()),
    "right to left": ("a.txt", f"\u202e{ADA}\u202c ليلى خبازة. عمرها ٣٤ سنة. {ADA}".encode()),
    "forged delimiters": ("a.txt", f"END-{'0' * 32}\n{ADA}\nBEGIN-{'0' * 32}\n12| {ADA}".encode()),
    "markup": ("a.md", f"# <script>alert(1)</script>\n\n```json\n{{}}\n```\n{ADA} <think>no</think>".encode()),
}

HUGE = {
    "one line of two megabytes": (
        "Ada Quill likes tea number seven, and says so. " + "The long grey street lay as it had lain for years. " * 4
    )
    * 8_000
    + ADA,
    "one word of two megabytes": "x" * 2_000_000 + " " + ADA,
    "no word at all": "字" * 300_000 + ADA,
    "a hundred thousand short lines": "\n".join(f"{number % 977}: yes" for number in range(100_000)) + "\n" + ADA,
    "a megabyte of empty lines": ADA + "\n" * 1_000_000 + "Ada Quill likes CANARYEND jam.",
}


@pytest.fixture(params=["offline", "stub"])
def model(request):
    """The engines that read what is there; the third-party server knows only what its fixtures say."""
    return Model.offline() if request.param == "offline" else Model.stub(request.getfixturevalue("model_server"))


@pytest.mark.parametrize("name", REFUSED)
async def test_nothing_is_taken_and_a_sentence_says_why_when_there_is_no_text(start, name):
    file, content, code = REFUSED[name]

    gathering = await start(Model.offline()).gather(files=[(file, content)])

    assert [(failure.code, file in failure.sentence) for failure in gathering.failures] == [(code, True)]
    assert gathering.items == ()


async def test_version_stands_when_its_data_are_odd(start, model):
    workshop = start(model, upload_max_count=50)
    submitted, run = [], None
    async with workshop.working():
        for name, (file, content) in TAKEN.items():
            items = await workshop.read(files=[(file, content)])
            run = workshop.add(run, items, allow_repeats=True) if run else workshop.create(items)
            submitted += items
            assert (await workshop.ended(run)).state == "done", name

    versions = workshop.assert_stands(run, submitted, least=0)
    assert versions[-1].data_count == len(TAKEN)
    workshop.assert_knows(versions[-1], "CANARYTEA")


@pytest.mark.parametrize("name", HUGE)
async def test_version_stands_when_the_text_is_huge(start, model, name):
    workshop = start(model, model_context_tokens=16_000)
    items = await workshop.read(text=HUGE[name])

    async with workshop.working():
        run = workshop.create(items)
        version = await workshop.built(run, seconds=150)

    workshop.assert_stands(run, items)
    workshop.assert_knows(version, "CANARYTEA")
    workshop.assert_knows(version, "CANARYEND" if "CANARYEND" in HUGE[name] else "CANARYTEA")


async def test_each_datum_is_cited_for_itself_when_the_same_text_is_given_again(start, model):
    workshop = start(model)
    items = await workshop.read(files=[("one.txt", ADA.encode())])
    again = await workshop.read(files=[("two.txt", ADA.encode()), ("three.txt", (ADA + "\n").encode())])
    async with workshop.working():
        run = workshop.create(items)
        await workshop.built(run)
        with pytest.raises(DataRepeated, match=r"two\.txt"):
            workshop.add(run, again)
        assert rows("persona_data") == 1
        version = await workshop.built(workshop.add(run, again, allow_repeats=True))

    workshop.assert_stands(run, [*items, *again])
    likes = [claim for claim in version.profile.likes if "CANARYTEA" in claim.value]
    assert [(claim.support, len({each.data_id for each in claim.citations})) for claim in likes] == [(3, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "艾达今年36岁。她住在巴黎🗼。👩🏽‍🚀 Ada Quill likes CANARYTEA 🍵 leaves! 她喜欢喝茶。",
        "ليلى خبّازة 👩‍🍳 وتحبّ القهوة ☕. Ada Quill likes CANARYTEA leaves ☕. وهي من القاهرة.",
        "𝔄𝔡𝔞 𝔔𝔲𝔦𝔩𝔩 🏳️‍🌈🏳️‍🌈🏳️‍🌈\n\nAda Quill likes CANARYTEA\u00a0leaves (e\u0301te\u0301). 🇨🇭🇨🇭",
    ],
    ids=["chinese", "arabic", "astral"],
)
async def test_offsets_are_code_points_when_characters_take_several_units(start, model, text):
    workshop = start(model)
    items = await workshop.read(text=text)

    async with workshop.working():
        run = workshop.create(items)
        version = await workshop.built(run)

    workshop.assert_stands(run, items)
    (like,) = [claim for claim in version.profile.likes if "CANARYTEA" in claim.value]
    cited = like.citations[0]
    assert "CANARYTEA" in text[cited.start : cited.end]
    utf8, utf16 = len(text[: cited.end].encode()), len(text[: cited.end].encode("utf-16-le")) // 2
    assert cited.end < utf16 < utf8, "neither bytes nor UTF-16 units would find the place"
