"""What a person reads in an exported archive: a text that says what lies where, and a page that lists the personas."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from pydantic import BaseModel, ConfigDict

from persona_app.accounts.schemas import Actor
from persona_app.privacy.classification import TABLES

_WHERE = """\
index.html        the personas as a list, to click through in a browser
personas/         a folder for each persona:
  persona.json    its present state, complete; Persona Studio imports it again
  versions/       the content of each version
  data/           the texts that were submitted
  imported/       files that were imported, as they were given
  media/          pictures and files that came with them
  picture.webp    its profile picture
tables/           all that the database keeps of you, a file for each table, one JSON object a line:
"""
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:">
<title>{title}</title>
<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}}
li{{margin:.75rem 0}}small{{opacity:.75}}</style></head>
<body><h1>{title}</h1><p>{lead}</p><ul>
{personas}
</ul><p>What else there is says <a href="README.txt">README.txt</a>.</p></body></html>
"""


class Listed(BaseModel):
    """A persona in the list; `public` says since when it is public and that this was agreed to, or is empty."""

    model_config = ConfigDict(frozen=True)

    name: str
    folder: str
    data: int
    versions: int
    public: str


def read_me(actor: Actor, *, at: datetime) -> str:
    """Plain text, in lines that every editor shows."""
    told = "".join(f"  {name + '.jsonl':<30}{about.why}\n" for name, about in sorted(TABLES.items()) if about.is_exported)
    left_out = "".join(f"  {name:<30}{about.why}\n" for name, about in sorted(TABLES.items()) if not about.is_exported)
    return (
        f"Everything that Persona Studio keeps about {actor.email} (@{actor.handle}), as of {at:%-d %B %Y, %H:%M} UTC.\n\n"
        f"{_WHERE}{told}\nA table that holds nothing of you has no file. That you agreed to a publication, and when, stands in\n"
        "publication.jsonl (consented_at, consented_by).\n\n"
        "Left out: your password, the secrets of sessions, tokens and webhooks (only hashes of most are kept), and what is computed from\n"
        f"the above or belongs to nobody:\n{left_out}"
    )


def index_page(actor: Actor, personas: Sequence[Listed], *, at: datetime) -> str:
    """A page without a script; what somebody wrote is text in it."""
    items = "\n".join(
        f'<li><a href="{escape(each.folder)}/persona.json">{escape(each.name)}</a><br>'
        f'<small><a href="{escape(each.folder)}/">{each.versions} versions, {each.data} texts</a>'
        f"{' · public: ' + escape(each.public) if each.public else ''}</small></li>"
        for each in personas
    )
    lead = f"Exported on {at:%-d %B %Y, %H:%M} UTC. {len(personas)} personas."
    return _PAGE.format(title=escape(f"Persona Studio: @{actor.handle}"), lead=escape(lead), personas=items or "<li>None.</li>")
