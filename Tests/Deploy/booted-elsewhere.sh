# A part of Deploy/test-booted: a desk in another place.

# A desk elsewhere, by the drop-ins that the documentation gives (Sources/Operations/Operations.docc/Service.md).
script 'systemctl stop wiredesk wiredesk-leases
    install -d -m 751 -o wiredesk -g wiredesk /srv/news
    install -d -m 3730 -o wiredesk -g wiredesk-inbox /srv/news/inbox
    mkdir -p /run/systemd/system/wiredesk.service.d /run/systemd/system/wiredesk-leases.service.d
    printf "[Unit]\nRequiresMountsFor=/srv/news\n[Service]\nReadWritePaths=/srv/news\n" > /run/systemd/system/wiredesk.service.d/place.conf
    printf "[Service]\nExecStart=\nExecStart=/usr/lib/wiredesk/wiredesk-leases /srv/news/inbox\nBindPaths=/srv/news\n" \
        > /run/systemd/system/wiredesk-leases.service.d/place.conf
    printf "state_directory: /srv/news\n" > /etc/wiredesk/wiredesk.yaml
    systemctl daemon-reload; systemctl start wiredesk'
check "with a drop-in the desk has its place elsewhere" within 30 is_status '.total.archived == 0'
elsewhere() {
    script 'rm -f /var/lib/outbox/*; runuser -u sender -- sh -c "file=\$(mktemp --tmpdir=/var/lib/outbox)
        cat /var/lib/outbox-umask.txt > \$file; mv \$file /srv/news/inbox/private.txt"'
}
check "and a file of mode 0600 that is moved in there" elsewhere
check "is archived there, under a lease" within 30 is_status '.total.archived == 1 and .inbox.guard == "lease"'
script 'systemctl stop wiredesk wiredesk-leases; rm -r /run/systemd/system/wiredesk.service.d /run/systemd/system/wiredesk-leases.service.d
    : > /etc/wiredesk/wiredesk.yaml; systemctl daemon-reload; systemctl start wiredesk'
within 30 archived 7006 || true

# A status that not everybody may read.
script 'mkdir -p /run/systemd/system/wiredesk.service.d
    printf "[Service]\nRuntimeDirectoryMode=0750\n" > /run/systemd/system/wiredesk.service.d/closed.conf
    systemctl daemon-reload; systemctl restart wiredesk; usermod --append --groups wiredesk stranger'
check "with a drop-in the status is closed to others, who are told so, with status 77" script '
    status=0; said=$(runuser -u rival -- wiredesk status 2>&1) || status=$?
    echo "$said"; [ $status = 77 ]; echo "$said" | grep "as a member of the group wiredesk"'
check "and open to members of the desk's group" within 20 script \
    'runuser -u stranger -- wiredesk status --json | jq --exit-status ".verdict == \"well\""'
script 'rm -r /run/systemd/system/wiredesk.service.d; systemctl daemon-reload; systemctl restart wiredesk'
within 30 archived 7006 || true
