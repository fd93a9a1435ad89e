"""What can stand behind `You`."""

import pytest

from persona_app.llm.offline.addressing import Subject
from persona_app.llm.offline.predicating import said_of_you


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("plays the oud", "play the oud"),
        ("always wears a blue jumper", "always wear a blue jumper"),
        ("does not drink", "do not drink"),
        ("doesn't drive", "do not drive"),
        ("cannot swim", "cannot swim"),
        ("has no patience", "have no patience"),
        ("is often late", "are often late"),
        ("never drink coffee", "never drink coffee"),
        ("play handball, badly", "play handball, badly"),
        ("still get lost in the basement", "still get lost in the basement"),
        ("paints her nails and writes poems", "paint your nails and write poems"),
        ("winds the tavern clock at dawn", "wind the tavern clock at dawn"),
        ("left-handed", "are left-handed"),
        ("allergic to nuts", "are allergic to nuts"),
        ("known for bright red spectacles", "are known for bright red spectacles"),
        ("married", "are married"),
        ("from Cork", "come from Cork"),
        ("an only child", "are an only child"),
        ("the youngest of five sisters", "are the youngest of five sisters"),
        ("set up our mentoring scheme", "set up our mentoring scheme"),
    ],
)
def test_phrase_follows_you_when_it_tells_of_now(value: str, said: str) -> None:
    found = said_of_you(value, Subject("Ada", "f"))
    assert found is not None
    assert (found.text, found.is_past) == (said, False)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("born in Cork", "were born in Cork"),
        ("Born into a family of acrobats", "were born into a family of acrobats"),
        ("born 3 March 1958", "were born on 3 March 1958"),
        ("born March 3, 1958", "were born on March 3, 1958"),
        ("born 1958", "were born in 1958"),
        ("raised by monks", "were raised by monks"),
        ("raised three children", "raised three children"),
        ("sent at eleven to a boarding school", "were sent at eleven to a boarding school"),
        ("sent a letter to the king", "sent a letter to the king"),
        ("appointed MBE in 1988", "were appointed MBE in 1988"),
        ("bitten by a dog", "were bitten by a dog"),
        ("married the pianist in 1979", "married the pianist in 1979"),
        ("divorced in 1990", "divorced in 1990"),
        ("became an astronaut", "became an astronaut"),
        ("used to smoke twenty a day", "used to smoke twenty a day"),
        ("taken a bunch of courses", "have taken a bunch of courses"),
        ("lived with Lieve since 2011", "have lived with Lieve since 2011"),
        ("since completed a diploma", "have since completed a diploma"),
        ("never owned a television", "never owned a television"),
        ("never thrown a party", "have never thrown a party"),
    ],
)
def test_phrase_follows_you_when_it_tells_of_the_past(value: str, said: str) -> None:
    found = said_of_you(value, Subject("Ada", "f"))
    assert found is not None
    assert (found.text, found.is_past) == (said, True)


@pytest.mark.parametrize(
    "value", ["fire safety", "Sous-chef, Restaurant Havn", "tea", "bright red spectacles", "keeping bees", "someone", "xyzzy"]
)
def test_nothing_is_made_up_when_a_phrase_is_no_predicate(value: str) -> None:
    assert said_of_you(value) is None
