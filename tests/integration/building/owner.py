"""The owner of a built persona, who looks before each word."""

from persona_app.building.services.requesting import request_build
from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from persona_app.personas.claims import claims_at
from persona_app.personas.services.claiming import edit_claim, list_claim_words, remove_claim, set_score
from persona_app.personas.services.proposing import list_proposals, settle_proposal
from persona_app.personas.services.putting_back import put_back
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import find_latest_version


class Owner:
    """The owner of a built persona, as the tests speak for them."""

    def __init__(self, studio, run):
        self.studio, self.run, self.id, self.actor = studio, run, run.persona_id, studio.actor

    def _call(self, service, **asked):
        with unit_of_work() as session:
            if "lock_version" not in asked:
                asked["lock_version"] = get_persona(session, actor=self.actor, persona_id=self.id).lock_version
            return service(session, actor=asked.pop("actor", self.actor), persona_id=self.id, **asked)

    def say(self, field, value, *, of=None, **more):
        return self._call(edit_claim, field=field, claim_id=self.claim(field, of).id if of else None, value=value, **more)

    def take_out(self, field, value, **more):
        return self._call(remove_claim, field=field, claim_id=self.claim(field, value).id, **more)

    def score(self, factor, score):
        return self._call(set_score, factor=factor, score=score)

    def put_back(self, **more):
        """What was taken out last; or the word of this id."""
        word_id = more.pop("word_id", None) or next(each.id for each in self.words() if each.choice == "removed")
        return self._call(put_back, word_id=word_id, **more)

    def settle(self, proposal, choice, **more):
        return self._call(settle_proposal, proposal_id=proposal.id, choice=choice, **more)

    def newest(self):
        with unit_of_work() as session:
            return find_latest_version(session, actor=self.actor, persona_id=self.id)

    def claim(self, field, value):
        return next(each for each in claims_at(self.newest().profile, field) if each.value == value)

    def values(self, field):
        return [each.value for each in claims_at(self.newest().profile, field)]

    def proposals(self, state="open"):
        with unit_of_work() as session:
            return list_proposals(session, actor=self.actor, persona_id=self.id, state=state)

    def words(self):
        with unit_of_work() as session:
            return list_claim_words(session, actor=self.actor, persona_id=self.id)

    def events(self):
        with unit_of_work() as session:
            return [(each.kind, each.detail) for each in list_events(session, actor=self.actor, persona_id=self.id).items]

    async def add(self, text):
        return await self.studio.build(self.studio.add(self.run, text))

    async def build_again(self):
        with unit_of_work() as session:
            run = request_build(session, actor=self.actor, persona_id=self.id)
        return await self.studio.build(run)
