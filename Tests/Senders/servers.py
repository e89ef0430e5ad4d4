"""The servers that senders talk to, on free ports of the loopback, each with a configuration of its own in a folder that
goes away. What they are given is what their documentation calls a plain set-up for uploads."""
import os, pathlib, shutil, socket, subprocess, time


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

    def run(self, *command, port=None):
        log = open(self.folder / "log", "ab")
        self.processes.append(subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True))
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
