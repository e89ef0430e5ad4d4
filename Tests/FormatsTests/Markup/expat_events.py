#!/usr/bin/env python3
"""Prints the events that expat reports for files of XML, in the form that ExpatTests compares.

usage: expat_events.py FILE...
"""
import sys
import xml.parsers.expat


def hexadecimal(text):
    return text.encode("utf-8", "surrogatepass").hex()


def events(data):
    lines, text = [], []
    parser = xml.parsers.expat.ParserCreate()
    parser.ordered_attributes = True

    def flush():
        if text:
            lines.append("T " + hexadecimal("".join(text)))
            text.clear()

    def add(line):
        flush()
        lines.append(line)

    def start(name, attributes):
        pairs = zip(attributes[::2], attributes[1::2])
        add("S " + name + "".join(f" {key}={hexadecimal(value)}" for key, value in pairs))

    # The comments and instructions of a document type are no part of the document.
    in_document_type = [False]

    def set_document_type(state):
        in_document_type[0] = state

    def add_outside(line):
        if not in_document_type[0]:
            add(line)

    parser.StartDoctypeDeclHandler = lambda *_: set_document_type(True)
    parser.EndDoctypeDeclHandler = lambda: set_document_type(False)
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: add("E " + name)
    parser.CharacterDataHandler = text.append
    parser.CommentHandler = lambda content: add_outside("C " + hexadecimal(content))
    parser.ProcessingInstructionHandler = lambda target, content: add_outside(f"P {target} {hexadecimal(content)}")
    try:
        parser.Parse(data, True)
    except (xml.parsers.expat.ExpatError, LookupError, ValueError):
        # Not well-formed, or in an encoding that Python does not have.
        return ["not well-formed"]
    return lines


sys.stdout.reconfigure(encoding="utf-8")
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        data = file.read()
    print("FILE " + path)
    print("\n".join(events(data)))
