"""Texts that name nobody, added to a persona whose name other texts told: the built-in rules read them as being about that person."""

from persona_app.llm.offline.engine import OfflineEngine

ADA = "Ada Lovelace was born in London in 1815. She loved horses."


def said(claims):
    return {claim.value: {citation.quote for citation in claim.citations} for claim in claims}


async def built(studio, run):
    return studio.version(await studio.build(run, engine=OfflineEngine()))


async def test_a_text_that_names_nobody_is_about_whom_the_one_before_it_names(studio):
    run = studio.create(ADA)
    await built(studio, run)

    version = await built(studio, studio.add(run, "She also plays the violin. She hates waste."))

    assert said(version.profile.likes) == {"horses": {"She loved horses."}}
    assert said(version.profile.dislikes) == {"waste": {"She hates waste."}}
    assert version.profile.dislikes[0].citations[0].data_id == version.data_ids[1]


async def test_texts_that_name_nobody_are_read_in_order_when_all_are_new(studio):
    texts = ["She hates waste.", ADA, *(f"She likes flower{number}." for number in range(12)), "Grace Hopper likes ships."]

    version = await built(studio, studio.create(*texts))

    likes = [value for value in said(version.profile.likes) if value.startswith("flower")]
    assert sorted(likes) == sorted(f"flower{number}" for number in range(12))
    assert version.profile.dislikes == (), "nobody is named before it"


async def test_nothing_is_made_of_a_text_about_nobody_when_no_name_is_known(studio):
    run = studio.create("She hates waste.")

    version = await built(studio, studio.add(run, "She likes chess."))

    assert (version.profile.dislikes, version.profile.likes) == ((), ())


async def test_a_text_of_the_persons_own_words_is_read_as_before(studio):
    run = studio.create(ADA)
    await built(studio, run)

    version = await built(studio, studio.add(run, "I met my sister in Bath. She is a baker and she hates rain. I like chess."))

    assert "chess" in said(version.profile.likes)
    assert "rain" not in said(version.profile.dislikes)
    assert version.profile.occupation == ()


async def test_somebody_whose_letters_have_marks_is_named_and_followed_as_anybody(studio):
    run = studio.create("Łucja Ørsted is a nurse. She lives in Gdańsk. She loves crème brûlée.")
    first = await built(studio, run)

    version = await built(studio, studio.add(run, "She hates waste."))

    assert first.profile.identity.name.value == "Łucja Ørsted"
    assert said(version.profile.likes) == {"crème brûlée": {"She loves crème brûlée."}}
    assert said(version.profile.dislikes) == {"waste": {"She hates waste."}}
