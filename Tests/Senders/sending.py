"""A desk for senders to send to, and the stories that they send: what Tests/Senders/run gives its rows."""
import contextlib, json, os, pathlib, pwd, shutil, signal, subprocess, time

# Whether a story is whole is told by its last line.
END = "This was the last line of the story."


class User:
    """A user that is made for the time of the test."""

    def __init__(self, name):
        self.name, self.password = name, "a-word-for-the-loopback"
        subprocess.run(["userdel", "--force", name], capture_output=True)
        subprocess.run(["useradd", "--no-create-home", "--home-dir", "/", "--shell", "/bin/bash", name], check=True)
        subprocess.run(["chpasswd"], input=f"{name}:{self.password}\n".encode(), check=True)
        entry = pwd.getpwnam(name)
        self.uid, self.gid = entry.pw_uid, entry.pw_gid

    def remove(self):
        subprocess.run(["pkill", "-KILL", "-u", str(self.uid)], capture_output=True)
        subprocess.run(["userdel", "--force", self.name], capture_output=True)


class Story:
    """A story of its own words, with a first and a last line."""

    made = 0

    def __init__(self, paragraphs=30):
        Story.made += 1
        self.number = Story.made
        body = "\n\n".join(
            f"Paragraph {at} of story {self.number} says that the ferry to Riverton sailed at {at % 12 + 1} o'clock and "
            f"carried {at * 7 + self.number} people." for at in range(1, paragraphs + 1))
        self.headline = f"Ferry report number {self.number} has come in"
        self.text = f"{self.headline}\n\nRIVERTON, June 10 (Example) - {body}\n\n{END}\n"


class Desk:
    """A desk with a daemon of one user, and an inbox that another may send to."""

    def __init__(self, folder, build, owner, settings=None):
        self.folder, self.build, self.owner = folder, build, owner
        self.inbox, self.state = folder / "inbox", folder / "state"
        for each in (self.folder, self.inbox, self.state):
            each.mkdir(exist_ok=True)
            os.chown(each, owner.uid, owner.gid)
        self.folder.chmod(0o755)
        self.inbox.chmod(0o777)
        # As the package has it (Deploy/wiredesk.tmpfiles.conf): what is made in the inbox is open to the desk.
        subprocess.run(["setfacl", "--default", "--modify", f"user:{owner.uid}:rwx,mask::rwx", self.inbox], check=True)
        self.settings = {"settle": "1s", "linger": "2s", "open_limit": "5m", "empty_limit": "1m"} | (settings or {})
        self.seen, self.daemon = 0, None

    def start(self):
        environment = {"PATH": os.environ["PATH"], "TZ": "UTC"}
        environment |= {f"WIREDESK_{key.upper()}": value for key, value in self.settings.items()}
        with open(self.folder / "daemon.log", "ab") as log:
            self.daemon = subprocess.Popen(
                [self.build / "wiredeskd", "--state-directory", self.state, "--inbox", self.inbox], env=environment,
                user=self.owner.uid, group=self.owner.gid, extra_groups=[], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.wait("its first listing", lambda status: status["state"] == "watching")

    def status(self):
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            return json.loads((self.state / "status.json").read_text())
        return None

    def wait(self, what, is_so, seconds=90):
        """Waits for the status to say so."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.daemon.poll() is not None:
                raise RuntimeError(f"the daemon ended with {self.daemon.returncode}: {self.folder / 'daemon.log'}")
            status = self.status()
            with contextlib.suppress(KeyError, TypeError):
                if is_so(status):
                    return True
            time.sleep(0.05)
        return False

    def records(self):
        """What has been archived since the last call."""
        lines = []
        for segment in sorted(self.state.glob("archive/date=*/articles-*.jsonl")):
            lines += segment.read_text().splitlines()
        new, self.seen = lines[self.seen:], len(lines)
        return [json.loads(line) for line in new]

    def waiting(self):
        """The files in the inbox."""
        return sorted(str(path.relative_to(self.inbox)) for path in self.inbox.rglob("*") if not path.is_dir())

    def answered(self):
        status = self.status()
        return sum(status["total"][key] for key in ("archived", "duplicates", "quarantined"))

    def clear(self):
        for entry in self.inbox.iterdir():
            # A Syncthing stops where the mark of its folder is gone.
            if (entry / ".stfolder").exists():
                continue
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()

    def verify(self):
        done = subprocess.run(
            [self.build / "wiredesk", "verify", "--state-directory", self.state], capture_output=True, text=True,
            env={"PATH": os.environ["PATH"], "TZ": "UTC"}, user=self.owner.uid, group=self.owner.gid, extra_groups=[])
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def stop(self):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.send_signal(signal.SIGTERM)
            self.daemon.wait()
