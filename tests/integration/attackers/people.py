"""Who sends requests in the matrix, and what the owner among them has that the others want."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from tests.factories import bulk
from tests.factories.accounts import PASSWORD
from tests.factories.pictures import make_picture

PRIVATE = ("Odalind", "Vesper", "glassblower", "thunderclaps")
"""Words of the owner's texts, which nobody else's answer may hold."""
TEXTS = (
    "Odalind Vesper is a glassblower. Odalind Vesper is 31 years old. Odalind Vesper is afraid of thunderclaps.",
    "Odalind Vesper is 44 years old. Odalind Vesper likes quiet mornings.",
)

NO_RECEIVER = "http://127.0.0.1:9/"
"""Where nobody listens; the site's setting lets it be written down."""
NO_ID = "00000000-0000-7000-8000-000000000000"


def client_of(url: str, headers: Mapping[str, str]) -> httpx.Client:
    """A client without certificates, whose loading would take longer than the requests."""
    return httpx.Client(base_url=url, headers=headers, timeout=60, verify=False)  # noqa: S501 - plain HTTP


@dataclass
class Somebody:
    """An account in a browser and its programs; without a handle nobody is logged in, and there is no token."""

    url: str
    handle: str = ""
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.browser = client_of(self.url, {"Origin": self.url, "Sec-Fetch-Site": "same-origin"})
        if self.handle:
            answer = self.browser.post("/auth/register", data={"email": self.email, "handle": self.handle, "password": PASSWORD})
            assert answer.headers.get("location") == "/studio", answer.headers
            self.tokens = {" ".join(scopes): self._token(*scopes) for scopes in (("read", "write"), ("read",), ("write",))}

    @property
    def email(self) -> str:
        """Where the account is known by."""
        return f"{self.handle}@example.org"

    @property
    def cookie(self) -> str:
        """The Cookie header of this browser."""
        return "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items())

    def log_in(self) -> None:
        """Again, after the session was ended."""
        if self.handle:
            assert self.browser.post("/auth/login", data={"email": self.email, "password": PASSWORD}).headers["location"] == "/studio"

    def program(self, scopes: str = "read write", **headers: str) -> httpx.Client:
        """A program with a token of these scopes."""
        token = {"Authorization": f"Bearer {self.tokens[scopes]}"} if self.tokens else {}
        return client_of(self.url, {**token, **headers})

    def _token(self, *scopes: str) -> str:
        answer = self.browser.post("/ui/tokens", data={"name": "test", "days": "7", **dict.fromkeys(scopes, "on")})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["token"])


@dataclass(frozen=True)
class Belongings:
    """Ids of one persona of the owner, and of what is below it."""

    persona_id: str
    data_id: str
    run_id: str
    contradiction_id: str
    claim_id: str
    thought_id: str
    unread_character: str
    sha256: str
    webhook_id: str
    delivery_id: str
    import_id: str
    parent_id: str
    template_id: str
    proposal_id: str
    word_id: str
    field: str = "name"
    factor: str = "openness"
    size: str = "small"
    token_id: str = NO_ID
    number: int = 1
    version: str = "1"
    label: str = "stable"

    @property
    def named(self) -> dict[str, str]:
        """Them, as the parts of addresses and the arguments of handlers are called."""
        return {name: str(getattr(self, name)) for name in self.__dataclass_fields__}


def build_persona(owner: Somebody, *texts: str, is_kept: bool = False) -> Belongings:
    """A persona from these texts, built by the worker."""
    with owner.program(Prefer="wait=60") as program:
        persona_id = program.post("/v1/person", json={"raw_text": texts[0], "build": False}).json()["id"]
        for text in texts[1:]:
            program.post(f"/v1/person/{persona_id}/data", json={"raw_text": text}).raise_for_status()
        built = program.post(f"/v1/person/{persona_id}/regenerate")
        assert built.status_code == 200, built.text
        profile = built.json()["profile"]
        read, unread = (program.get("/v1/characters", params={"q": name}).json()["items"][0]["id"] for name in ("Mrs Tuck", "Hobbs"))
        _contradict_oneself(program, persona_id)
        enriched = program.post(f"/v1/person/{persona_id}/characters", json={"characters": [read]})
        assert enriched.status_code == 200, enriched.text
        program.put(f"/v1/person/{persona_id}/labels/stable", json={"number": 1, "lock_version": 0}).raise_for_status()
        webhook_id, delivery_id = _add_webhook(program, is_kept=is_kept)
        picture = program.put(f"/v1/person/{persona_id}/picture", content=make_picture(), headers={"Content-Type": "image/png"})
        return Belongings(
            persona_id=persona_id,
            data_id=program.get(f"/v1/person/{persona_id}/data").json()["items"][0]["id"],
            run_id=program.get(f"/v1/person/{persona_id}/runs").json()["items"][0]["id"],
            contradiction_id=profile["contradictions"][0]["id"],
            claim_id=profile["identity"]["name"]["id"],
            thought_id=program.get(f"/v1/person/{persona_id}/thoughts").json()["items"][0]["id"],
            unread_character=unread,
            sha256=picture.json()["sha256"],
            webhook_id=webhook_id,
            delivery_id=delivery_id,
            import_id=_import_many(program),
            parent_id=_follow(program, persona_id),
            word_id=_leave_open(program, persona_id),
            proposal_id=program.get(f"/v1/person/{persona_id}/proposals").json()[0]["id"],
            template_id=program.post("/v1/templates", json={"name": f"{PRIVATE[0]}, again", "content": "# You are somebody."}).json()["id"],
        )


def _contradict_oneself(program: httpx.Client, persona_id: str) -> None:
    """A word about a claim, and a text that says otherwise: the next build proposes it."""
    said = program.post(f"/v1/person/{persona_id}/claims", json={"field": "residence", "value": "Ulm"}, headers={"If-Match": "*"})
    assert said.status_code == 200, said.text
    program.post(f"/v1/person/{persona_id}/data", json={"raw_text": f"{PRIVATE[0]} {PRIVATE[1]} lives in Bremen."}).raise_for_status()


def _leave_open(program: httpx.Client, persona_id: str) -> str:
    """A score that the owner left open, and could put back."""
    left = program.put(f"/v1/person/{persona_id}/scores/extraversion", json={"score": None}, headers={"If-Match": "*"})
    assert left.status_code == 200, left.text
    return str(next(one["id"] for one in program.get(f"/v1/person/{persona_id}/claims").json() if one["choice"] == "removed"))


def _follow(program: httpx.Client, persona_id: str) -> str:
    """A parent for it, made from a template: it says nothing of anybody."""
    values = {"subject": "chess", "learner": "a child", "interest": "bread"}
    parent_id = program.post("/v1/templates/teacher/use", json={"values": values}).json()["id"]
    chosen = program.put(f"/v1/person/{persona_id}/parent", json={"parent_id": parent_id}, headers={"If-Match": "*"})
    assert chosen.status_code == 200, chosen.text
    return str(parent_id)


def _import_many(program: httpx.Client) -> str:
    """An import of two files, of which the worker makes what it can."""
    files = bulk.archive({f"{PRIVATE[0]}.json": b"{", f"{PRIVATE[1]}.png": b"x"})
    sent = program.post("/v1/imports", content=files, headers={"Content-Type": "application/zip"}, params={"file_name": "Odalind.zip"})
    assert sent.status_code == 202, sent.text
    return str(sent.json()["id"])


def _add_webhook(program: httpx.Client, *, is_kept: bool) -> tuple[str, str]:
    """A webhook whose receiver is away, and a test for it. An account has few, so those of tests that are over go."""
    for one in program.get("/v1/webhooks").json()["items"]:
        if one["description"] != "kept":
            program.delete(f"/v1/webhooks/{one['id']}")
    wanted = {"url": NO_RECEIVER, "kinds": ["report_dismissed"], "description": "kept" if is_kept else ""}
    made = program.post("/v1/webhooks", json=wanted)
    assert made.status_code == 201, made.text
    webhook_id = made.json()["webhook"]["id"]
    return webhook_id, program.post(f"/v1/webhooks/{webhook_id}/test").json()["id"]


def seen_by_owner(owner: Somebody, persona_id: str) -> dict[str, object]:
    """Everything of a persona that changes when somebody does something to it."""
    with owner.program() as program:
        parts = ("", "/data", "/versions", "/runs", "/events", "/thoughts", "/enrichments", "/labels", "/parent")
        imports = [one["id"] for one in program.get("/v1/imports").json()["items"]]
        webhooks = {one["id"]: (one["url"], one["kinds"], one["state"]) for one in program.get("/v1/webhooks").json()["items"]}
        return {part: program.get(f"/v1/person/{persona_id}{part}").json() for part in parts} | {"webhooks": webhooks, "imports": imports}
