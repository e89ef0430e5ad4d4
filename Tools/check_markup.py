#!/usr/bin/env python3
"""Compares the events of MarkupReader with those of expat on the XML files of a folder.

usage: check_markup.py FOLDER --tool .build/release/PageLab

Left out are files that are not well-formed, declare types of attributes, or declare another encoding than UTF-8: there
expat does what the reader is made not to do. Prints how many were compared and each that differs.
"""
import argparse
import importlib.util
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCRIPT = HERE.parent / "Tests/FormatsTests/Markup/expat_events.py"


def expat_events():
    spec = importlib.util.spec_from_file_location("expat_events", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.argv = [str(SCRIPT)]
    spec.loader.exec_module(module)
    return module.events


def is_compared(content):
    head = content[:2048]
    encoding = re.search(rb"""<\?xml[^>]*encoding=["']([^"']+)""", head)
    is_utf8 = b"\0" not in head[:4] and (encoding is None or encoding[1].lower() == b"utf-8")
    return is_utf8 and b"<!ATTLIST" not in head


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--tool", required=True)
    options = arguments.parse_args()
    events = expat_events()
    expected = {}
    for path in sorted(options.folder.rglob("*")):
        if path.suffix.lower() == ".xml" and path.is_file() and is_compared(content := path.read_bytes()):
            found = events(content)
            if found != ["not well-formed"]:
                expected[str(path)] = found
    run = subprocess.run([options.tool, "markup"], input="\n".join(expected), capture_output=True, text=True, check=True)
    read = {}
    for line in run.stdout.split("\n"):
        if line.startswith("FILE "):
            read[line[5:]] = current = []
        elif line:
            current.append(line)
    differing = [path for path in expected if read.get(path) != expected[path]]
    print(f"{len(expected)} files compared, {len(differing)} differ")
    for path in differing:
        pairs = zip(expected[path], read.get(path, []))
        first = next((number for number, (one, other) in enumerate(pairs) if one != other), None)
        print(f"{path}: event {first}")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
