# A part of Deploy/test-booted: starts that fail, that are refused, and that have much to do.

# A cause that only a person can take away: a file where the archive's folder is to be.
script 'systemctl stop wiredesk; mv /var/lib/wiredesk/archive /var/lib/wiredesk/archive.kept; : > /var/lib/wiredesk/archive
    systemctl start --no-block wiredesk'
check "a daemon that fails at each start waits before the fifth" within 60 script \
    'systemctl status --no-pager wiredesk | grep "Status: \"Waiting 6 s before the next try"'
check "and longer before the sixth" within 60 script \
    'systemctl status --no-pager wiredesk | grep "Status: \"Waiting 12 s before the next try"'
check "and the journal has it, with its fields" script '
    journalctl --quiet --no-pager --output json --unit wiredesk | jq --exit-status "select(.WIREDESK_SECONDS == \"12\" and .WIREDESK_ENDS == \"5\")"'
script 'rm /var/lib/wiredesk/archive; mv /var/lib/wiredesk/archive.kept /var/lib/wiredesk/archive'
begun=$SECONDS
check "mended, it is back at once when it is restarted by hand" script 'systemctl restart wiredesk'
check "and no longer waits" test $((SECONDS - begun)) -lt 10
check "with all that it had" within 30 archived 7008

script 'systemctl stop wiredesk; rm -f /var/lib/wiredesk/catalogue.sqlite*; mkfifo /etc/wiredesk/fifo
    mkdir -p /run/systemd/system/wiredesk.service.d
    printf "[Service]\nExecStart=\nExecStart=/usr/bin/wiredeskd --config /etc/wiredesk/fifo\n" > /run/systemd/system/wiredesk.service.d/fifo.conf
    systemctl daemon-reload; systemctl reset-failed wiredesk; systemctl start wiredesk || true'
check "a configuration that is a FIFO is refused at once, with status 78" has_property ExecMainStatus 78
check "and the reason stands in the journal" script \
    'journalctl --quiet --no-pager --output cat --unit wiredesk | grep "/etc/wiredesk/fifo: is a FIFO"'
script 'rm -r /etc/wiredesk/fifo /run/systemd/system/wiredesk.service.d; systemctl daemon-reload; systemctl reset-failed wiredesk
    systemctl start wiredesk'
check "without its catalogue the desk rebuilds it" within 60 archived 7008
