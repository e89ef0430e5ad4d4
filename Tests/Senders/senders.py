"""Runs the table of senders against a desk, and prints it with verdicts. Started by Tests/Senders/run, which says how."""
import argparse, os, pathlib, shutil, subprocess, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import sending, servers, table


class Trial:
    """One user who sends to one desk, through servers of its own."""

    def __init__(self, folder, build, owner, sender, rows):
        self.folder, self.sender, self.rows = folder, sender, rows
        folder.mkdir()
        folder.chmod(0o755)
        self.desk = sending.Desk(folder / "desk", build, owner)
        self.servers = {}

    def verdict(self, row):
        """Sends what the row says, and tells what became of it."""
        staging = self.folder / "staging"
        shutil.rmtree(staging, ignore_errors=True)
        (staging / "folder").mkdir(parents=True)
        stories = {
            table.STORY: [sending.Story()], table.LONG: [sending.Story(1_150)],
            table.FOLDER: [sending.Story() for _ in range(3)]}
        (staging / "story.txt").write_text(stories[table.STORY][0].text)
        (staging / "long.txt").write_text(stories[table.LONG][0].text)
        for story in stories[table.FOLDER]:
            (staging / "folder" / f"{story.number}.txt").write_text(story.text)
        for path in [staging, *staging.rglob("*")]:
            os.chown(path, self.sender.uid, self.sender.gid)
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(staging), "LC_ALL": "C.UTF-8", "INBOX": str(self.desk.inbox),
            "NAME": f"row-{stories[table.STORY][0].number}", "USER": self.sender.name, "PASSWORD": self.sender.password,
            "STAGING": str(staging)}
        for name in row.servers:
            environment |= self.servers[name].variables(self.sender)
        try:
            sent = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", row.script], cwd=staging, env=environment, user=self.sender.uid,
                group=self.sender.gid, extra_groups=[], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
            error = sent.stderr.strip().splitlines()[-1:] or [f"status {sent.returncode}"] if sent.returncode else []
        except subprocess.TimeoutExpired:
            error = ["does not end"]
        wanted = stories[row.sends]
        self.desk.wait("the end of the work", self.is_done, 20)
        records = self.desk.records()
        left = self.desk.waiting()
        forbidden = self.desk.status()["inbox"].get("waiting_for_permission", 0)
        self.desk.clear()
        whole = {story.number: 0 for story in wanted}
        parts = 0
        for record in records:
            if record["body"][-1:] == [sending.END] and record["headline"] in {story.headline for story in wanted}:
                whole[next(story.number for story in wanted if story.headline == record["headline"])] += 1
            else:
                parts += 1
        verdicts = []
        if error:
            verdicts.append(f"an error at the sender: {error[0][:160]}")
        if parts:
            verdicts.append("part archived")
        if left:
            is_forbidden = forbidden == len(left)
            verdicts.append(table.FORBIDDEN if is_forbidden else "left in the inbox")
        if any(count > 1 for count in whole.values()):
            verdicts.append("archived twice")
        if any(count == 0 for count in whole.values()):
            verdicts.append("not archived")
        return "; ".join(verdicts) or "right"

    def is_done(self, status):
        """Whether nothing is left to do: the inbox is empty, or what is in it has its answer and may not be moved."""
        left = len(self.desk.waiting())
        inbox = status["inbox"]
        return inbox["waiting"] == left and inbox.get("waiting_for_permission", 0) == left

    def run(self, as_whom):
        faults = 0
        try:
            self.desk.start()
            for name in sorted({name for row in self.rows for name in row.servers}):
                self.servers[name] = getattr(servers, name)(self.folder, self.desk.inbox, [self.sender])
            for row in self.rows:
                verdict = self.verdict(row)
                expected = row.expected if as_whom == "same" else row.expected_of_other or row.expected
                is_right = verdict == expected
                faults += not is_right
                print(f"{'ok  ' if is_right else 'NOT '} {as_whom:5}  {row.program:12} {row.case:50} {verdict}", flush=True)
            findings = self.desk.verify()
            if findings:
                faults += 1
                print(f"NOT  {as_whom:5}  verify: {findings.strip()}", flush=True)
        finally:
            for server in self.servers.values():
                server.stop()
            self.desk.stop()
        return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--table", choices=["quick", "all"], required=True)
    parser.add_argument("--only", help="rows whose program or case has this in it")
    options = parser.parse_args()
    rows = table.QUICK + (table.FURTHER if options.table == "all" else [])
    if options.only:
        rows = [row for row in rows if options.only in row.program or options.only in row.case]
    place = pathlib.Path(tempfile.mkdtemp(prefix="senders-"))
    place.chmod(0o755)
    build = place / "build"
    build.mkdir()
    for program in ("wiredesk", "wiredeskd"):
        shutil.copy(options.build / program, build / program)
    owner, other = sending.User("wd-desk"), sending.User("wd-sender")
    faults = 0
    try:
        for as_whom, sender in (("same", owner), ("other", other)):
            faults += Trial(place / as_whom, build, owner, sender, rows).run(as_whom)
    finally:
        owner.remove()
        other.remove()
        shutil.rmtree(place, ignore_errors=True)
    rows_run = 2 * len(rows)
    print(f"{rows_run - min(faults, rows_run)} passed, {faults} failed", flush=True)
    return 1 if faults else 0


sys.exit(main())
