"""A page that tells what the service answers, made from its OpenAPI description; it loads and runs nothing."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

__all__ = ["describe"]

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "pre{overflow-x:auto;padding:.75rem;border:1px solid #8886;border-radius:.3rem}code{font-size:.9em}"
    "h2 code{font-size:1em}"
)


def describe(openapi: Mapping[str, Any]) -> str:
    """Return the page of an OpenAPI description."""
    parts = [f"<h1>{escape(openapi['info']['title'])}</h1>", f"<p>{escape(openapi['info']['description'])}</p>"]
    parts.append('<p>The same for programs: <a href="openapi.json">openapi.json</a></p>')
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            parts += _operation(path, method.upper(), operation, openapi)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(openapi['info']['title'])}</title><style>{_STYLE}</style></head><body><main>"
        f"{''.join(parts)}</main></body></html>"
    )


def _operation(path: str, method: str, operation: Mapping[str, Any], openapi: Mapping[str, Any]) -> list[str]:
    parts = [f"<h2><code>{method} {escape(path)}</code></h2>", f"<p>{escape(operation.get('description', ''))}</p>"]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if content:
        name = content["schema"]["$ref"].rsplit("/", 1)[1]
        schema = openapi["components"]["schemas"][name]
        parts.append("<dl>")
        for field, entry in schema["properties"].items():
            needed = " (needed)" if field in schema.get("required", ()) else ""
            parts.append(
                f"<dt><code>{escape(field)}</code>{needed}</dt><dd>{escape(entry.get('description', ''))}</dd>"
            )
        parts.append("</dl>")
    for found in content.get("schema", {}).get("examples", ()):
        example = json.dumps(found, ensure_ascii=False)
        command = f"curl -s http://127.0.0.1:8765{path} -H 'content-type: application/json' -d '{example}'"
        parts.append(f"<pre>{escape(command)}</pre>")
    return parts
