"""The page at `/v1/docs`: every endpoint and every code, from the OpenAPI document, without scripts and from nowhere else."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape
from typing import Any

from persona_app.api.catalogue import SECTIONS

STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem}
h1,h2,h3{line-height:1.25}h3{margin-top:2.5rem}code,pre{font-family:ui-monospace,monospace;font-size:.9em}
code{overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #8886}
.scope{font-size:.85rem;opacity:.75}nav ul{columns:20rem;padding-left:1.2rem}:target{outline:2px solid;outline-offset:.4rem}
"""
_STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
CONTENT_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Its own style and nothing else: no script, not even ours."""


def page_of(document: Mapping[str, Any]) -> str:
    """The whole page."""
    body = "".join((*_opening(document), *_endpoints(document), *_schemas(document), *_codes()))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Persona Studio: the interface for programs</title>'
        f"<style>{STYLE}</style></head><body><main>{body}</main></body></html>"
    )


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def _opening(document: Mapping[str, Any]) -> Iterator[str]:
    info = document["info"]
    yield f"<h1>{escape(info['title'])}: the interface for programs</h1>"
    for paragraph in info["description"].split("\n\n"):
        yield f"<p>{_prose(paragraph)}</p>"
    yield '<p>For machines: <a href="/v1/openapi.json">the OpenAPI document</a>.</p><nav aria-label="Endpoints"><ul>'
    for method, path, operation in _operations(document):
        yield f'<li><a href="#{operation["operationId"]}"><code>{method} {escape(path)}</code></a></li>'
    yield "</ul></nav><h2>Endpoints</h2>"


def _endpoints(document: Mapping[str, Any]) -> Iterator[str]:
    for method, path, operation in _operations(document):
        scope = operation["x-scope"]
        yield f'<section id="{operation["operationId"]}"><h3><code>{method} {escape(path)}</code></h3>'
        yield f"<p>{_prose(operation.get('description', ''))}</p>"
        yield f'<p class="scope">{"No token needed" if scope == "anyone" else f"Scope: {scope}"}</p>'
        yield from _parameters(operation)
        yield from _body(operation)
        yield from _answers(operation)
        yield "</section>"


def _parameters(operation: Mapping[str, Any]) -> Iterator[str]:
    if not operation.get("parameters"):
        return
    yield "<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>"
    for one in operation["parameters"]:
        must = " (needed)" if one.get("required") else ""
        yield (
            f"<tr><td><code>{escape(one['name'])}</code>{must}</td><td>{one['in']}</td><td>{_type(one['schema'])}</td>"
            f"<td>{_prose(one.get('description', ''))}</td></tr>"
        )
    yield "</tbody></table>"


def _body(operation: Mapping[str, Any]) -> Iterator[str]:
    contents = operation.get("requestBody", {}).get("content", {})
    if contents:
        shown = ", or ".join(f"<code>{escape(media)}</code> {_type(content['schema'])}" for media, content in contents.items())
        yield f"<p>Body: {shown}</p>"


def _answers(operation: Mapping[str, Any]) -> Iterator[str]:
    yield "<table><thead><tr><th>Answer</th><th>Body</th><th>When</th></tr></thead><tbody>"
    for status, response in sorted(operation["responses"].items()):
        body = ", ".join(_type(content.get("schema", {})) for content in response.get("content", {}).values())
        yield f"<tr><td>{status}</td><td>{body}</td><td>{_prose(response['description'])}</td></tr>"
    yield "</tbody></table>"


def _schemas(document: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>Objects</h2>"
    for name, schema in sorted(document["components"]["schemas"].items()):
        yield f'<section id="schema-{escape(name)}"><h3>{escape(name)}</h3><p>{_prose(schema.get("description", ""))}</p>'
        if "enum" in schema:
            yield f"<p>One of {', '.join(f'<code>{escape(str(value))}</code>' for value in schema['enum'])}.</p>"
        if schema.get("properties"):
            yield "<table><thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead><tbody>"
            for field, kind in schema["properties"].items():
                yield f"<tr><td><code>{escape(field)}</code></td><td>{_type(kind)}</td><td>{_prose(kind.get('description', ''))}</td></tr>"
            yield "</tbody></table>"
        yield "</section>"


def _codes() -> Iterator[str]:
    yield "<h2>Codes</h2><p>What each <code>code</code> of a problem means, and what to do.</p>"
    for title, entries in SECTIONS:
        yield f"<h3>{escape(title)}</h3><table><thead><tr><th>Code</th><th>Cause</th><th>Cure</th></tr></thead><tbody>"
        for code, entry in entries.items():
            yield f'<tr id="{code}"><td><code>{code}</code></td><td>{_prose(entry.cause)}</td><td>{_prose(entry.cure)}</td></tr>'
        yield "</tbody></table>"


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        return f'<a href="#schema-{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return escape(str(schema.get("format") or schema.get("const") or schema.get("type") or "anything"))


def _prose(text: str) -> str:
    """Escaped, with `code` between backticks."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if odd % 2 else part for odd, part in enumerate(parts))
