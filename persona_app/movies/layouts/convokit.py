"""ConvoKit's layout: utterances.jsonl, speakers.json, conversations.json, corpus.json (https://convokit.cornell.edu, "Data Format").

Read as its version of the movie corpus has them (films as `movie_idx` and `movie_id`); any other corpus of conversations is one film.
"""

import json
from collections.abc import Iterator
from typing import Any

from persona_app.movies.errors import LayoutUnknown, SourceUnreadable
from persona_app.movies.films import Film, FilmStream, Speaker, Talk, Trouble, Utterance
from persona_app.movies.layouts.layout import Layout
from persona_app.movies.layouts.reading import Reading, gender_in, in_order, list_in, number_in, rating_in, year_in
from persona_app.movies.sources import Source
from persona_app.movies.spooling import FilmSpool

UTTERANCES, CONVERSATIONS = "utterances.jsonl", "conversations.json"
SPEAKERS = ("speakers.json", "users.json")
PARTS = (UTTERANCES, CONVERSATIONS, *SPEAKERS)
LARGEST = 200_000_000
"""Bytes of each file but the utterances, which alone are read row by row."""
_FILM = ("movie_id", "movie_idx")
_TELL_EVERY = 20_000


class ConvoKit(Layout):
    """A corpus that ConvoKit has written."""

    name = "convokit"
    terms = "As its authors state them: see the corpus' page in ConvoKit's documentation."

    def fits(self, source: Source) -> bool:
        """Are its utterances there, or what stands beside them?"""
        return UTTERANCES in source or (CONVERSATIONS in source and any(name in source for name in SPEAKERS))

    def films(self, source: Source, reading: Reading) -> FilmStream:
        """The films in the order of their first utterance.

        Raises:
            LayoutUnknown: one of the files is missing.
            SourceUnreadable: one is damaged.
        """
        speakers_file = next((name for name in SPEAKERS if name in source), SPEAKERS[0])
        if missing := [name for name in (UTTERANCES, speakers_file) if name not in source]:
            raise LayoutUnknown(source.name, what=f"{', '.join(missing)} is missing. Put the corpus' files together, or give its ZIP.")
        speakers = _metas(source, speakers_file)
        talks = _metas(source, CONVERSATIONS) if CONVERSATIONS in source else {}
        known = {key: _about_film(meta) for key, meta in talks.items()}
        films = {film.id: film for film in known.values() if film is not None}
        film_of = {talk: film.id for talk, film in known.items() if film is not None}
        del talks, known
        spool = reading.kept.enter_context(FilmSpool())
        _spool(source, reading, spool, speakers, film_of)
        keys = spool.films()
        return FilmStream(len(keys), (_film(films, key, spool.take(key), speakers, reading, source.name) for key in keys))


def _metas(source: Source, name: str) -> dict[str, dict[str, Any]]:
    """What is said about speakers or conversations, by their ids; older files have it without `meta` around."""
    try:
        found = json.loads(source.read(name, most=LARGEST))
    except (ValueError, RecursionError) as error:
        raise SourceUnreadable(source.members[name].name, what="it is not valid JSON. Get the corpus again.") from error
    if not isinstance(found, dict):
        raise SourceUnreadable(source.members[name].name, what="it is no list of ids with what is known about each.")
    return {key: meta if isinstance(meta := one.get("meta", one), dict) else {} for key, one in found.items() if isinstance(one, dict)}


def _text(meta: dict[str, Any], *names: str) -> str:
    return next((str(meta[name]) for name in names if meta.get(name) not in (None, "")), "")


def _about_film(meta: dict[str, Any]) -> Film | None:
    """The film that a conversation is from, as far as the conversation says."""
    key = _text(meta, *_FILM)
    if not key:
        return None
    genres = meta.get("genre", meta.get("genres", ""))
    listed = ",".join(map(str, genres)) if isinstance(genres, list) else str(genres)
    return Film(
        key,
        _text(meta, "movie_name", "title") or key,
        year_in(_text(meta, "release_year", "year")),
        rating_in(_text(meta, "rating")),
        number_in(_text(meta, "votes").partition(".")[0]),
        list_in(listed),
        file=UTTERANCES,
    )


def _spool(source: Source, reading: Reading, spool: FilmSpool, speakers: dict[str, dict[str, Any]], film_of: dict[str, str]) -> None:
    """Put the utterances together by film, without all that analyses wrote into them."""
    encoding, rows = reading.rows(source, UTTERANCES)
    for number, row in enumerate(rows, start=1):
        if not row.strip():
            continue
        try:
            given = json.loads(row.decode(encoding, "replace"))
            kept = _kept(given, number)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            reading.troubles.add(Trouble.BROKEN_ROW, file=UTTERANCES, row=number)
            continue
        meta = given.get("meta")
        own = _text(meta, *_FILM) if isinstance(meta, dict) else ""
        film = own or film_of.get(kept[1], "") or _text(speakers.get(kept[2], {}), *_FILM)
        spool.add(film.encode("utf-8", "replace"), json.dumps(kept).encode())
        if not number % _TELL_EVERY:
            reading.told(0)


def _kept(given: dict[str, Any], number: int) -> tuple[str, str, str, str, str, int]:
    """Id, conversation, speaker, what it replies to, text, row."""
    talk = given.get("conversation_id") or given.get("root") or ""
    speaker = given.get("speaker") or given.get("user") or ""
    speaker_id = speaker.get("id", "") if isinstance(speaker, dict) else speaker
    reply = given.get("reply-to") or given.get("reply_to") or ""
    if not isinstance(given["text"], str):
        raise TypeError("no text")
    return str(given["id"]), str(talk), str(speaker_id), str(reply), given["text"], number


def _film(
    films: dict[str, Film], key: bytes, rows: Iterator[bytes], speakers: dict[str, dict[str, Any]], reading: Reading, title: str
) -> Film:
    name = key.decode()
    film = films.get(name) or Film(name or "corpus", reading.title or title, file=UTTERANCES)
    said = [json.loads(row) for row in rows]
    for line, _talk, speaker, _reply, text, number in said:
        if not speaker:
            reading.troubles.add(Trouble.NO_SPEAKER, file=UTTERANCES, row=number)
            continue
        if speaker not in film.speakers:
            film.speakers[speaker] = _speaker(speaker, speakers.get(speaker), film, reading, number)
        film.utterances.append(Utterance(line, speaker, text, number))
    film.utterances = in_order(film.utterances)
    film.talks = _talks(film, {line: (talk, reply) for line, talk, _speaker_id, reply, _text_, _number in said})
    return film


def _speaker(key: str, meta: dict[str, Any] | None, film: Film, reading: Reading, number: int) -> Speaker:
    if meta is None:
        reading.troubles.add(Trouble.NO_SUCH_CHARACTER, file=UTTERANCES, row=number)
        return Speaker(key, key)
    if film.title == film.id and (title := _text(meta, "movie_name")):
        film.title = title
    name = _text(meta, "character_name", "name") if "character_name" in meta or "name" in meta else key
    return Speaker(key, name, gender_in(_text(meta, "gender")), number_in(_text(meta, "credit_pos", "credit_position"), most=30_000))


def _talks(film: Film, told: dict[str, tuple[str, str]]) -> list[Talk]:
    """Conversations in the film's order. Where a line replies to another than the one before, that one stands before it."""
    talks: dict[str, Talk] = {}
    for one in film.utterances:
        key, reply = told[one.id]
        talk = talks.setdefault(key or one.id, Talk(key or one.id, []))
        if reply and (not talk.lines or talk.lines[-1] != reply):
            talk.lines.append(reply)
        talk.lines.append(one.id)
    return list(talks.values())
