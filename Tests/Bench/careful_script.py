"""What a person would write who needs the articles of a folder in one file, and takes some care.

It lists the inbox and then watches it; reads each file, takes the first line for the headline and the rest for
paragraphs, recognises a content by its SHA-256, appends one JSON line an article, syncs once a batch, and moves the
files away. It parses no datelines, tells no languages, keeps no outcomes, and does not recover.

Usage: careful_script.py STATE_DIRECTORY [--until-empty]
"""

import hashlib
import json
import os
import sys
import time

import watchfiles

state = sys.argv[1]
inbox = os.path.join(state, "inbox")
processed = os.path.join(state, "processed", "day")
duplicates = os.path.join(state, "duplicates", "day")
for folder in (processed, duplicates):
    os.makedirs(folder, exist_ok=True)
archive = open(os.path.join(state, "floor.jsonl"), "ab")
known = set()


def commit(names):
    moves = []
    lines = []
    for name in names:
        path = os.path.join(inbox, name)
        try:
            with open(path, "rb") as file:
                raw = file.read()
                status = os.fstat(file.fileno())
        except FileNotFoundError:
            continue
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("windows-1252", "replace")
        headline, _, rest = text.strip().partition("\n")
        body = [" ".join(part.split()) for part in rest.split("\n\n") if part.strip()]
        content = hashlib.sha256("\n\n".join([headline] + body).encode()).hexdigest()
        if content in known:
            moves.append((path, os.path.join(duplicates, name)))
            continue
        known.add(content)
        record = {
            "id": content,
            "ingested_at": time.time(),
            "headline": headline,
            "body": body,
            "path": name,
            "bytes": status.st_size,
            "modified_at": status.st_mtime_ns,
            "sha256": hashlib.sha256(raw).hexdigest(),
        }
        lines.append(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        moves.append((path, os.path.join(processed, name)))
    archive.write(b"".join(lines))
    archive.flush()
    os.fsync(archive.fileno())
    for source, target in moves:
        os.rename(source, target)


names = os.listdir(inbox)
for start in range(0, len(names), 500):
    commit(names[start:start + 500])
if "--until-empty" not in sys.argv:
    for changes in watchfiles.watch(inbox):
        commit(sorted({os.path.basename(path) for change, path in changes if change != watchfiles.Change.deleted}))
