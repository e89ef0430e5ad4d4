"""The table of senders: what each program does, as a script of bash that runs as the sender in a folder with `story.txt`, a
`long.txt` of 120 KB, and `folder/` with three stories.

A row says which of them it sends. `expected` is the verdict with the settings of the documentation; what is not `right` is
a limit that the page for senders warns of.
"""
import dataclasses

STORY, LONG, FOLDER = "story", "long", "folder"
# What becomes of a folder of somebody else that the desk may read and not write to: its files are archived and stay.
FORBIDDEN = "waits for a permission"


@dataclasses.dataclass
class Row:
    program: str
    case: str
    sends: str
    script: str
    servers: tuple = ()
    expected: str = "right"
    # Where a sender of another user ends otherwise.
    expected_of_other: str = None


QUICK = [
    Row("cp", "a file", STORY, 'cp story.txt "$INBOX/$NAME.txt"'),
    Row("cp", "a folder, with owner and times", FOLDER, 'cp -a folder "$INBOX/$NAME"', expected_of_other=FORBIDDEN),
    Row("mv", "a file of the same file system", STORY, 'mv story.txt "$INBOX/$NAME.txt"'),
    Row("install", "a file of mode 0644", STORY, 'install -m 0644 story.txt "$INBOX/$NAME.txt"'),
    Row("mkdir, cp", "a folder of its own, and files", FOLDER, 'mkdir "$INBOX/$NAME"; cp folder/* "$INBOX/$NAME/"'),
    Row("ln", "a further name", STORY, 'ln story.txt "$INBOX/$NAME.txt"'),
    Row("mktemp, mv", "a file of mode 0644", STORY,
        'made=$(mktemp "$INBOX/.XXXXXX"); cat story.txt >"$made"; chmod 0644 "$made"; mv "$made" "$INBOX/$NAME.txt"'),
    Row("a script", "pauses with the file open", LONG,
        '{ head -c 60000 long.txt; sleep 3; tail -c +60001 long.txt; } >"$INBOX/$NAME.txt"'),
    Row("a script", "creates, waits, writes", STORY, '{ sleep 3; cat story.txt; } >"$INBOX/$NAME.txt"'),
    Row("tar", "unpacks a folder", FOLDER, 'tar cf - -C folder . | { mkdir "$INBOX/$NAME"; tar xf - -C "$INBOX/$NAME"; }', expected_of_other=FORBIDDEN),
    Row("dd", "small blocks, slowly", LONG,
        '{ for at in 0 1 2 3 4 5; do dd if=long.txt bs=20000 skip=$at count=1 status=none; sleep 0.5; done; tail -c +120001 '
        'long.txt; } | dd of="$INBOX/$NAME.txt" bs=512 status=none'),

    Row("scp", "a file", STORY, 'scp $SSH_OPTIONS -P $SSH_PORT story.txt "localhost:$INBOX/$NAME.txt"', ("SSH",)),
    Row("scp", "with its times (-p)", STORY, 'scp $SSH_OPTIONS -p -P $SSH_PORT story.txt "localhost:$INBOX/$NAME.txt"', ("SSH",)),
    Row("scp", "a folder", FOLDER, 'scp $SSH_OPTIONS -r -P $SSH_PORT folder "localhost:$INBOX/$NAME"', ("SSH",), expected_of_other=FORBIDDEN),
    Row("scp", "a slow line", LONG, 'scp $SSH_OPTIONS -l 300 -P $SSH_PORT long.txt "localhost:$INBOX/$NAME.txt"', ("SSH",)),
    Row("sftp", "put", STORY,
        'echo "put story.txt $INBOX/$NAME.txt" | sftp $SSH_OPTIONS -b - -P $SSH_PORT localhost', ("SSH",)),
    Row("sftp", "put under a temporary name, rename", STORY,
        'printf "put story.txt $INBOX/$NAME.txt.part\\nrename $INBOX/$NAME.txt.part $INBOX/$NAME.txt\\n" | '
        'sftp $SSH_OPTIONS -b - -P $SSH_PORT localhost', ("SSH",)),
    Row("sftp", "put -p", STORY, 'echo "put -p story.txt $INBOX/$NAME.txt" | sftp $SSH_OPTIONS -b - -P $SSH_PORT localhost', ("SSH",)),

    Row("curl", "FTP", STORY, 'curl -sS -T story.txt "ftp://$USER:$PASSWORD@127.0.0.1:$FTP_PORT/$NAME.txt"', ("FTP",)),
    Row("curl", "FTP, a slow line", LONG,
        'curl -sS --limit-rate 40k -T long.txt "ftp://$USER:$PASSWORD@127.0.0.1:$FTP_PORT/$NAME.txt"', ("FTP",)),
    Row("curl", "FTP, a temporary name, rename", STORY,
        'curl -sS -T story.txt -Q "-RNFR $NAME.part" -Q "-RNTO $NAME.txt" '
        '"ftp://$USER:$PASSWORD@127.0.0.1:$FTP_PORT/$NAME.part"', ("FTP",)),
    Row("curl", "FTP, broken off under a temporary name, resumed", LONG,
        'timeout 1 curl -sS --limit-rate 40k -T long.txt "ftp://$USER:$PASSWORD@127.0.0.1:$FTP_PORT/$NAME.part" || true; sleep 3; '
        'curl -sS -C - -T long.txt -Q "-RNFR $NAME.part" -Q "-RNTO $NAME.txt" '
        '"ftp://$USER:$PASSWORD@127.0.0.1:$FTP_PORT/$NAME.part"', ("FTP",)),

    Row("rsync", "-a, a folder", FOLDER, 'rsync -a folder/ "rsync://127.0.0.1:$RSYNC_PORT/$USER/$NAME/"', ("RSYNC",), expected_of_other=FORBIDDEN),
    Row("rsync", "-a --chmod=Dg+w, a folder", FOLDER,
        'rsync -a --chmod=Dg+w folder/ "rsync://127.0.0.1:$RSYNC_PORT/$USER/$NAME/"', ("RSYNC",)),
    Row("rsync", "-a, a local folder", FOLDER, 'rsync -a folder/ "$INBOX/$NAME/"', expected_of_other=FORBIDDEN),
    Row("rsync", "--inplace, a slow line", LONG,
        'rsync -a --inplace --bwlimit=40 --whole-file long.txt "rsync://127.0.0.1:$RSYNC_PORT/$USER/$NAME.txt"', ("RSYNC",)),
    Row("rsync", "--delay-updates", FOLDER,
        'rsync -a --delay-updates folder/ "rsync://127.0.0.1:$RSYNC_PORT/$USER/$NAME/"', ("RSYNC",), expected_of_other=FORBIDDEN),
    Row("rsync", "--partial, broken off, run again", LONG,
        'timeout 1 rsync -a --partial --bwlimit=40 long.txt "rsync://127.0.0.1:$RSYNC_PORT/$USER/$NAME.txt" || true; sleep 3; '
        'rsync -a --partial long.txt "rsync://127.0.0.1:$RSYNC_PORT/$USER/$NAME.txt"', ("RSYNC",)),
    Row("rsync", "--partial-dir, broken off, run again", LONG,
        'timeout 1 rsync -a --partial-dir=.rsync-partial --bwlimit=40 long.txt '
        '"rsync://127.0.0.1:$RSYNC_PORT/$USER/$NAME.txt" || true; sleep 3; '
        'rsync -a --partial-dir=.rsync-partial long.txt "rsync://127.0.0.1:$RSYNC_PORT/$USER/$NAME.txt"', ("RSYNC",)),

    Row("smbclient", "put", STORY,
        'smbclient -N -p $SMB_PORT "//127.0.0.1/$USER" -c "put story.txt $NAME.txt"', ("SMB",)),
    Row("smbclient", "a folder", FOLDER,
        'smbclient -N -p $SMB_PORT "//127.0.0.1/$USER" -c "mkdir $NAME; cd $NAME; lcd folder; prompt; mput *"', ("SMB",)),
    Row("smbclient", "a slow source", LONG,
        '{ head -c 60000 long.txt; sleep 3; tail -c +60001 long.txt; } | '
        'smbclient -N -p $SMB_PORT "//127.0.0.1/$USER" -c "put /dev/stdin $NAME.txt"', ("SMB",)),
]

# Has a Syncthing send the folder's stories, waits until the other has finished each, and until the desk has taken them and
# both have looked at their folders again.
SYNCTHING = '''
ask() {{ curl -sS --fail -H "X-API-Key: $1" "$2"; }}
id=$(printf %s "{kind}" | tr -d _ | tr A-Z a-z)
since=$(ask "$SYNC_TO_KEY" "$SYNC_TO/events?limit=1&timeout=0" | grep -o '"id": *[0-9]*' | tail -1 | grep -o '[0-9]*' || echo 0)
for file in folder/*; do cp "$file" "$SYNC_{kind}/$NAME-${{file##*/}}"; done
curl -sS --fail -H "X-API-Key: $SYNC_FROM_KEY" -X POST "$SYNC_FROM/db/scan?folder=$id"
finished=0
for _ in $(seq 60); do
    finished=$(ask "$SYNC_TO_KEY" "$SYNC_TO/events?since=$since&timeout=1" | grep -A12 '"type": "ItemFinished"' \
        | grep -c '"item": "'"$NAME-" || true)
    [ "$finished" -ge 3 ] && break
done
[ "$finished" -ge 3 ]
for _ in $(seq 60); do
    ls "$INBOX/from-$id"/"$NAME"-* >/dev/null 2>&1 || break
    sleep 0.5
done
curl -sS --fail -H "X-API-Key: $SYNC_TO_KEY" -X POST "$SYNC_TO/db/scan?folder=$id"
{then}
'''

FURTHER = [
    Row("wget", "-O into the inbox, a slow line", LONG,
        'wget -q --limit-rate=40k -O "$INBOX/$NAME.txt" "ftp://$USER:$PASSWORD@127.0.0.1:$FTP_PORT/$STAGING/long.txt"', ("FTP",)),
    Row("lftp", "put", STORY,
        'lftp -e "set net:max-retries 1; put story.txt -o $NAME.txt; bye" -u "$USER,$PASSWORD" ftp://127.0.0.1:$FTP_PORT', ("FTP",)),
    Row("lftp", "mirror -R", FOLDER,
        'lftp -e "mirror -R folder $NAME; bye" -u "$USER,$PASSWORD" ftp://127.0.0.1:$FTP_PORT', ("FTP",)),
    Row("lftp", "put, ProFTPD with hidden stores", LONG,
        'lftp -e "set net:limit-rate 0:40000; put long.txt -o $NAME.txt; bye" -u "$USER,$PASSWORD" '
        'ftp://127.0.0.1:$PROFTPD_PORT', ("PROFTPD",)),
    Row("rclone", "copy, a local folder", FOLDER, 'rclone copy folder "$INBOX/$NAME"'),
    Row("rclone", "copy, SFTP", FOLDER,
        'rclone copy folder ":sftp,host=127.0.0.1,port=$SSH_PORT,user=$USER,key_file=$SSH_KEY:$INBOX/$NAME"', ("SSH",)),
    Row("rclone", "copy, FTP", FOLDER,
        'rclone copy folder ":ftp,host=127.0.0.1,port=$FTP_PORT,user=$USER,pass=$(rclone obscure "$PASSWORD"):$NAME"', ("FTP",)),
    Row("rclone", "copy, WebDAV", FOLDER, 'rclone copy folder ":webdav,url=\'http://127.0.0.1:$DAV_PORT\':$NAME"', ("DAV",)),
    Row("curl", "WebDAV", STORY, 'curl -sS --fail -T story.txt "http://127.0.0.1:$DAV_PORT/$NAME.txt"', ("DAV",)),
    Row("curl", "WebDAV, a slow line", LONG,
        'curl -sS --fail --limit-rate 40k -T long.txt "http://127.0.0.1:$DAV_PORT/$NAME.txt"', ("DAV",)),
    Row("git", "clone beside the inbox, move in", FOLDER,
        'git init -q work; cp folder/* work/; git -C work add .; git -C work -c user.name=a -c user.email=a@example.org commit '
        '-qm add; git clone -q work clone; rm -rf clone/.git; mv clone "$INBOX/$NAME"', expected_of_other=FORBIDDEN),
    Row("vim", ":saveas", STORY, 'vim.tiny -u NONE -N -es -c "e story.txt" -c "saveas $INBOX/$NAME.txt" -c q </dev/null'),
    Row("maildrop", "a mail into a Maildir", STORY,
        '{ printf "From: desk@example.org\\nSubject: %s\\nDate: Wed, 10 Jun 2026 10:00:00 +0000\\n\\n" "$(head -1 story.txt)"; '
        'tail -n +3 story.txt; } >mail; mkdir "$INBOX/$NAME"; mkdir "$INBOX/$NAME/tmp" "$INBOX/$NAME/new" "$INBOX/$NAME/cur"; '
        'printf "to \\"$INBOX/$NAME\\"\\n" >filter; chmod 0600 filter; maildrop "$PWD/filter" <mail'),
    Row("cp", "into a mount of davfs2", STORY, 'cp story.txt "$DAVFS_MOUNT/$NAME.txt"; sync "$DAVFS_MOUNT/$NAME.txt"', ("DAVFS",)),
    Row("cp", "a long file into a mount of davfs2", LONG, 'cp long.txt "$DAVFS_MOUNT/$NAME.txt"; sync "$DAVFS_MOUNT/$NAME.txt"', ("DAVFS",)),
    Row("Syncthing", "an inbox that is receive-only keeps the source", FOLDER, SYNCTHING.format(
        kind="RECEIVE_ONLY", then='sleep 5; for file in folder/*; do [ -e "$SYNC_RECEIVE_ONLY/$NAME-${file##*/}" ]; done'),
        ("SYNCTHING",)),
    Row("Syncthing", "an inbox that sends, too, empties the source", FOLDER, SYNCTHING.format(
        kind="SEND_RECEIVE", then='for _ in $(seq 60); do ls "$SYNC_SEND_RECEIVE/$NAME"-* >/dev/null 2>&1 || exit 0; sleep 0.5; done; exit 1'),
        ("SYNCTHING",)),
]
