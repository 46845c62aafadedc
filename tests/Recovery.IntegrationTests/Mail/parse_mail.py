"""Reads mail files with Python's own parser and prints, one JSON line each, what it found."""

import json
import sys
from email import policy
from email.parser import BytesParser


def defects_of(message):
    found = [type(d).__name__ for part in message.walk() for d in part.defects]
    for part in message.walk():
        found += [f"{name}: {type(d).__name__}" for name, value in part.items() for d in value.defects]
    return found


def body_of(message, kind):
    part = message.get_body(preferencelist=(kind,))
    return None if part is None else part.get_content().replace("\r\n", "\n")


for path in sys.argv[1:]:
    with open(path, "rb") as file:
        raw = file.read()
    message = BytesParser(policy=policy.default).parsebytes(raw)
    print(json.dumps({
        "defects": defects_of(message),
        "headers": [name for name in message.keys()],
        "subject": message["Subject"],
        "from_name": message["From"].addresses[0].display_name,
        "from": message["From"].addresses[0].addr_spec,
        "to": [address.addr_spec for address in message["To"].addresses],
        "date": message["Date"].datetime.isoformat(),
        "id": message["Message-ID"],
        "journey": message["X-Journey"],
        "type": message.get_content_type(),
        "parts": [part.get_content_type() for part in message.walk()],
        "text": body_of(message, "plain"),
        "html": body_of(message, "html"),
        "longest": max(len(line) for line in raw.split(b"\r\n")),
        "bare_line_ends": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"),
        "leading_dots": sum(line.startswith(b".") for line in raw.split(b"\r\n")),
    }))
