"""The servers that senders talk to, on free ports of the loopback, each with a configuration of its own in a folder that
goes away. What they are given is what their documentation calls a plain set-up for uploads."""
import os, pathlib, re, shutil, socket, subprocess, time


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server:
    """A server program that listens on a port, until it is stopped."""

    def __init__(self, folder, inbox, users):
        self.folder = folder / type(self).__name__.lower()
        self.folder.mkdir()
        self.folder.chmod(0o755)
        self.inbox, self.users, self.port = inbox, users, free_port()
        self.processes = []
        self.prepare()

    def write(self, name, text, mode=0o644):
        path = self.folder / name
        path.write_text(text)
        path.chmod(mode)
        return path

    def run(self, *command, port=None, user=None):
        log = open(self.folder / "log", "ab")
        identity = {"user": user.uid, "group": user.gid, "extra_groups": [], "cwd": "/"} if user else {}
        self.processes.append(subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            **identity))
        log.close()
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port or self.port)) == 0:
                    return
            if self.processes[-1].poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"{command[0]} does not listen: {(self.folder / 'log').read_text()[-2000:]}")

    def variables(self, user):
        """What a row's script finds in its environment."""
        return {type(self).__name__.upper() + "_PORT": str(self.port)}

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class SSH(Server):
    """OpenSSH, with a key of its own."""

    def prepare(self):
        for name in ("host", "key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / name], check=True)
        self.write("keys", (self.folder / "key.pub").read_text())
        os.makedirs("/run/sshd", exist_ok=True)
        configuration = self.write("sshd_config", f"""
Port {self.port}
ListenAddress 127.0.0.1
HostKey {self.folder}/host
AuthorizedKeysFile {self.folder}/keys
PidFile {self.folder}/pid
StrictModes no
UsePAM no
Subsystem sftp internal-sftp
""")
        for user in self.users:
            shutil.copy(self.folder / "key", self.folder / f"key-{user.name}")
            os.chown(self.folder / f"key-{user.name}", user.uid, user.gid)
        self.run("/usr/sbin/sshd", "-D", "-e", "-f", configuration)

    def variables(self, user):
        options = f"-q -i {self.folder}/key-{user.name} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
        return {"SSH_PORT": str(self.port), "SSH_OPTIONS": options, "SSH_KEY": f"{self.folder}/key-{user.name}"}


class FTP(Server):
    """vsftpd."""

    def prepare(self):
        (self.folder / "empty").mkdir()
        configuration = self.write("vsftpd.conf", f"""
listen=YES
listen_address=127.0.0.1
listen_port={self.port}
background=NO
local_enable=YES
write_enable=YES
local_umask=022
local_root={self.inbox}
secure_chroot_dir={self.folder}/empty
pam_service_name=vsftpd
seccomp_sandbox=NO
""")
        self.run("vsftpd", configuration)


class RSYNC(Server):
    """The daemon of rsync, with a module for each user."""

    def prepare(self):
        modules = "".join(
            f"[{user.name}]\npath = {self.inbox}\nuid = {user.name}\ngid = {user.name}\nread only = no\n" for user in self.users)
        configuration = self.write("rsyncd.conf", f"pid file = {self.folder}/pid\nuse chroot = no\n{modules}")
        self.run("rsync", "--daemon", "--no-detach", "--address=127.0.0.1", f"--port={self.port}", f"--config={configuration}")


class SMB(Server):
    """Samba, with a share for each user."""

    def prepare(self):
        for name in ("private", "lock", "state", "cache", "run", "ncalrpc"):
            (self.folder / name).mkdir()
        shares = "".join(
            f"[{user.name}]\npath = {self.inbox}\nguest ok = yes\nread only = no\nforce user = {user.name}\n"
            "force directory mode = 0770\n"
            for user in self.users)
        configuration = self.write("smb.conf", f"""[global]
interfaces = lo
bind interfaces only = yes
smb ports = {self.port}
map to guest = Bad User
disable spoolss = yes
load printers = no
log file = {self.folder}/smb.log
private dir = {self.folder}/private
lock directory = {self.folder}/lock
state directory = {self.folder}/state
cache directory = {self.folder}/cache
pid directory = {self.folder}/run
ncalrpc dir = {self.folder}/ncalrpc
{shares}""")
        self.run("smbd", "--foreground", "--no-process-group", f"--configfile={configuration}")


class PROFTPD(Server):
    """ProFTPD with hidden stores. Debian has one FTP server at a time, so its package is unpacked beside the other."""

    def prepare(self):
        subprocess.run(["apt-get", "download", "proftpd-core"], cwd=self.folder, check=True, capture_output=True)
        subprocess.run(["dpkg-deb", "-x", next(self.folder.glob("*.deb")), self.folder / "root"], check=True)
        configuration = self.write("proftpd.conf", f"""
ServerType standalone
DefaultAddress 127.0.0.1
Port {self.port}
UseIPv6 off
AuthOrder mod_auth_unix.c
WtmpLog off
UseReverseDNS off
PidFile {self.folder}/pid
ScoreboardFile {self.folder}/scoreboard
DefaultChdir {self.inbox}
AllowStoreRestart on
HiddenStores on
AllowOverwrite on
""")
        self.run(self.folder / "root/usr/sbin/proftpd", "--nodaemon", "--config", configuration)


class DAV(Server):
    """Apache's mod_dav, a server for each user."""

    def prepare(self):
        self.ports = {}
        modules = "/usr/lib/apache2/modules"
        for user in self.users:
            self.ports[user.name] = port = free_port()
            place = self.folder / user.name
            place.mkdir()
            os.chown(place, user.uid, user.gid)
            configuration = self.write(f"{user.name}.conf", f"""
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {place}/pid
ErrorLog {place}/log
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dav_module {modules}/mod_dav.so
LoadModule dav_fs_module {modules}/mod_dav_fs.so
User {user.name}
Group {user.name}
DavLockDB {place}/locks
DocumentRoot {self.inbox}
<Directory {self.inbox}>
    Dav On
    Require all granted
</Directory>
""")
            self.run("apache2", "-DFOREGROUND", "-f", configuration, port=port)

    def variables(self, user):
        return {"DAV_PORT": str(self.ports[user.name])}


class DAVFS(DAV):
    """A WebDAV server that is mounted by davfs2, which sends a file when it is closed."""

    def prepare(self):
        super().prepare()
        self.mounts = {}
        for user in self.users:
            mount = self.mounts[user.name] = self.folder / f"mount-{user.name}"
            mount.mkdir()
            secrets = self.write(f"secrets-{user.name}", f"{mount} none none\n", mode=0o600)
            configuration = self.write(f"davfs2-{user.name}.conf", f"delay_upload 0\nuse_locks 0\nsecrets {secrets}\n")
            subprocess.run(
                ["mount.davfs", f"http://127.0.0.1:{self.ports[user.name]}/", mount,
                 "-o", f"conf={configuration},uid={user.uid},gid={user.gid}"], check=True, stdin=subprocess.DEVNULL)

    def variables(self, user):
        return {"DAVFS_MOUNT": str(self.mounts[user.name])}

    def stop(self):
        # Its own way to unmount waits for uploads that no server takes any more.
        for mount in self.mounts.values():
            subprocess.run(["umount", "--internal-only", "--lazy", mount])
            subprocess.run(["pkill", "-KILL", "-f", f"mount.davfs .* {mount} "])
        super().stop()


class SYNCTHING(Server):
    """Two Syncthings of each user that know each other and nobody else: one has a folder to send from, the other the inbox,
    once as `receiveonly` and once as `sendreceive`."""

    def prepare(self):
        self.sides = {}
        for user in self.users:
            homes = [self.folder / f"{user.name}-{side}" for side in ("from", "to")]
            names, keys, ports = [], [], []
            for home in homes:
                subprocess.run(
                    ["syncthing", "generate", f"--home={home}", "--no-default-folder", "--skip-port-probing"],
                    check=True, capture_output=True, env={"PATH": os.environ["PATH"], "HOME": str(self.folder)})
                text = (home / "config.xml").read_text()
                names.append(re.search(r'<device id="([^"]+)"', text)[1])
                keys.append(re.search(r"<apikey>([^<]+)</apikey>", text)[1])
                ports.append((free_port(), free_port()))
            sources = {kind: self.folder / f"{user.name}-{kind}" for kind in ("receiveonly", "sendreceive")}
            for source in sources.values():
                (source / ".stfolder").mkdir(parents=True)
            for at, home in enumerate(homes):
                folders = "".join(
                    f'<folder id="{kind}" path="{source if at == 0 else self.inbox / ("from-" + kind)}" '
                    f'type="{"sendreceive" if at == 0 else kind}" rescanIntervalS="3600" fsWatcherEnabled="true" fsWatcherDelayS="1">'
                    + "".join(f'<device id="{name}"/>' for name in names) + "</folder>"
                    for kind, source in sources.items())
                devices = "".join(
                    f'<device id="{name}"><address>tcp://127.0.0.1:{ports[number][0]}</address></device>'
                    for number, name in enumerate(names))
                (home / "config.xml").write_text(f"""<configuration version="35">{folders}{devices}
<gui enabled="true" tls="false"><address>127.0.0.1:{ports[at][1]}</address><apikey>{keys[at]}</apikey></gui>
<options><listenAddress>tcp://127.0.0.1:{ports[at][0]}</listenAddress><globalAnnounceEnabled>false</globalAnnounceEnabled>
<localAnnounceEnabled>false</localAnnounceEnabled><relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled>
<urAccepted>-1</urAccepted><crashReportingEnabled>false</crashReportingEnabled><autoUpgradeIntervalH>0</autoUpgradeIntervalH>
<startBrowser>false</startBrowser></options></configuration>
""")
            for kind in sources:
                (self.inbox / f"from-{kind}" / ".stfolder").mkdir(parents=True)
            for path in [*homes, *sources.values(), *(self.inbox / f"from-{kind}" for kind in sources)]:
                for each in [path, *path.rglob("*")]:
                    os.chown(each, user.uid, user.gid)
            for home, (_, port) in zip(homes, ports):
                self.run("syncthing", "serve", f"--home={home}", "--no-browser", "--no-upgrade", "--no-restart", port=port, user=user)
            self.sides[user.name] = (sources, keys, ports)

    def variables(self, user):
        sources, keys, ports = self.sides[user.name]
        return {
            "SYNC_RECEIVE_ONLY": str(sources["receiveonly"]), "SYNC_SEND_RECEIVE": str(sources["sendreceive"]),
            "SYNC_FROM": f"http://127.0.0.1:{ports[0][1]}/rest", "SYNC_FROM_KEY": keys[0],
            "SYNC_TO": f"http://127.0.0.1:{ports[1][1]}/rest", "SYNC_TO_KEY": keys[1]}
