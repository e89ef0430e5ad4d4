#!/usr/bin/env python3
"""What Tests/Streams/examples runs: the programs that the page of streams prints, taken from there."""

import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import time

import duckdb

PAGE = pathlib.Path("Sources/Streams/Streams.docc/Streams.md").read_text()
# The address and the folder that the page has, and that nobody is to have for this.
ADDRESS, FOLDER = "127.0.0.1:4222", "/srv/"


def printed(language, word):
    """The block of a language in which a word stands."""
    for found, text in re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        if found == language and word in text:
            return text
    sys.exit(f"the page has no block of {language or 'no language'} with {word}")


def wait(what, condition):
    deadline = time.monotonic() + 120
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"no {what} within two minutes")
        time.sleep(0.05)


@contextlib.contextmanager
def running(command, **options):
    process = subprocess.Popen(command, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def server(work, name, configuration=""):
    """A nats-server; what it yields is where it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    file = work / f"{name}.conf"
    file.write_text(f'listen: "{address}"\njetstream {{ store_dir: "{work}/{name}" }}\n{configuration}')
    with running(["nats-server", "-c", file], stderr=subprocess.DEVNULL):
        host, port = address.split(":")

        def answers():
            with contextlib.suppress(OSError), socket.create_connection((host, int(port)), 1) as link:
                return link.recv(4)

        wait("nats-server", answers)
        yield address


def lines(state):
    return [line for file in sorted(state.glob("archive/date=*/*.jsonl")) for line in file.read_text().splitlines()]


def records(state):
    return [json.loads(line) for line in lines(state)]


@contextlib.contextmanager
def desk(build, state):
    (state / "inbox").mkdir(parents=True)
    with running([build / "wiredeskd", "--state-directory", state], stderr=subprocess.DEVNULL):
        yield


def expect(name, found, expected):
    if found != expected:
        sys.exit(f"FAILED  {name}: {found} and not {expected}")
    print(f"ok      {name}")


def shell(script, build, address, folder, **options):
    """Runs lines of the page with the programs of the build and a server elsewhere."""
    script = script.replace(" --no-wait", "").replace(FOLDER, f"{folder}/")
    script = re.sub(r"^(wiredesk-\w+)", rf"'{build}'/\1 --server nats://{address} --no-wait", script, flags=re.MULTILINE)
    return subprocess.run(["bash", "-euc", script], check=True, capture_output=True, text=True, **options).stdout


def main():
    count, build, work = int(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    state = work / "london"
    with desk(build, state):
        for number in range(count):
            aside = work / "aside.txt"
            aside.write_text(
                f"Ferry {number} returns\n\nRIVERTON, June 10 (Example) - Ferry {number} came back on Monday.\n")
            aside.rename(state / "inbox" / f"{number}.txt")
        wait("archive", lambda: len(lines(state)) == count)
    there = [(record["seq"], record["headline"]) for record in records(state)]
    publish = [
        build / "wiredesk-publish", "--desk", "london", "--cursor", work / "cursor", "--no-wait", "--create-stream",
        "--state-directory", state]

    with server(work, "one") as address:
        subprocess.run([*publish, "--server", f"nats://{address}"], check=True)
        consumer = work / "consumer.py"
        consumer.write_text(printed("python", "nats.connect").replace(ADDRESS, address))
        told = work / "told"
        with told.open("w") as output, running([sys.executable, "-u", consumer], stdout=output):
            wait("end of the stream", lambda: told.read_text().count("\n") >= count)
        found = [line.split(" ", 2) for line in told.read_text().splitlines()]
        expect("the consumer in Python has each record once", len(found), count)
        expect("each as it stands in the archive", [(int(seq), headline) for _, seq, headline in found] == there, True)
        expect("each from the desk that its message names", {name for name, _, _ in found}, {"london"})

        folder = work / "look"
        folder.mkdir()
        found = shell(printed("", "jq -r"), build, address, work, cwd=folder).splitlines()
        expect("jq has each record", sorted(line.split("\t")[1] for line in found), sorted(str(seq) for seq, _ in there))

    (work / "cursor").unlink()
    with server(work, "two", printed("", "mappings {")) as address:
        publishing, *collecting = printed("", "--subjects 'hub.>'").splitlines()
        # The desk and the place that this one has.
        shell(f"{publishing} --state-directory '{state}'", build, address, work, cwd=work)
        hubs = [work / "hub0", work / "hub1"]
        with desk(build, hubs[0]), desk(build, hubs[1]):
            shell("\n".join(collecting), build, address, work)
            wait("stories in two hubs", lambda: sum(len(lines(hub)) for hub in hubs) >= count)
        expect("two hubs have each story once", sorted(r["id"] for hub in hubs for r in records(hub)),
               sorted(r["id"] for r in records(state)))
        rows = duckdb.sql(printed("sql", "read_json").replace(FOLDER, f"{work}/").rstrip().rstrip(";")).fetchall()
        expect("DuckDB counts them by hub and desk", rows, [
            (hub.name, "london", len(lines(hub))) for hub in hubs])


main()
