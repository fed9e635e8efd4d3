"""Splits Swift source into code, comments and strings: what .ci/house and .ci/english read."""

import re

CODE, COMMENT, STRING = "code", "comment", "string"
_INTERESTING = re.compile(r'//|/\*|#*"|[()]')


def split(text):
    """Returns (kind, start, end) of every part of a file, in order. Interpolated expressions count as code."""
    parts = []
    _code(text, 0, parts, inside_string=False)
    return parts


def _code(text, start, parts, inside_string):
    """Reads code from `start`. Inside an interpolation it ends behind the closing parenthesis."""
    place, depth = start, 1
    while True:
        found = _INTERESTING.search(text, place)
        if not found:
            parts.append((CODE, start, len(text)))
            return len(text)
        token, at = found.group(), found.start()
        if token in "()":
            place = found.end()
            depth += 1 if token == "(" else -1
            if inside_string and depth == 0:
                parts.append((CODE, start, at))
                return place
            continue
        parts.append((CODE, start, at))
        if token == "//":
            end = text.find("\n", at)
            place = len(text) if end < 0 else end
            parts.append((COMMENT, at, place))
        elif token == "/*":
            place = _block_comment(text, at)
            parts.append((COMMENT, at, place))
        else:
            place = _string(text, at, len(token) - 1, parts)
        start = place


def _block_comment(text, start):
    depth = 0
    for found in re.compile(r"/\*|\*/").finditer(text, start):
        depth += 1 if found.group() == "/*" else -1
        if depth == 0:
            return found.end()
    return len(text)


def _string(text, start, hashes, parts):
    """Reads a string whose opening quote lies behind `hashes` number signs; returns the place behind it."""
    place = start + hashes
    many = text.startswith('"""', place)
    quote = ('"""' if many else '"') + "#" * hashes
    escape = "\\" + "#" * hashes
    place += 3 if many else 1
    begin = place
    while place < len(text):
        if text.startswith(quote, place):
            parts.append((STRING, begin, place))
            return place + len(quote)
        if text.startswith(escape + "(", place):
            parts.append((STRING, begin, place))
            place = begin = _code(text, place + len(escape) + 1, parts, inside_string=True)
        elif text.startswith(escape, place):
            place += len(escape) + 1
        elif text[place] == "\n" and not many:
            break
        else:
            place += 1
    parts.append((STRING, begin, place))
    return place


def only(text, kind):
    """The file with all parts of other kinds replaced by spaces; lines keep their numbers."""
    result = []
    last = 0
    blank = lambda part: re.sub(r"[^\n]", " ", part)
    for found, start, end in split(text):
        result.append(blank(text[last:start]))
        result.append(text[start:end] if found == kind else blank(text[start:end]))
        last = end
    return "".join(result) + blank(text[last:])
