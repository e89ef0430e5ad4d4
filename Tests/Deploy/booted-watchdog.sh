# A part of Deploy/test-booted: a daemon that hangs.

# The watchdog's minute is made five seconds, so that nobody has to wait for it.
script 'mkdir -p /run/systemd/system/wiredesk.service.d
    printf "[Service]\nWatchdogSec=5\n" > /run/systemd/system/wiredesk.service.d/watchdog.conf
    systemctl daemon-reload; systemctl restart wiredesk; systemctl reset-failed wiredesk'
check "the unit's own watchdog is a minute" script 'grep "^WatchdogSec=60" /lib/systemd/system/wiredesk.service'
within 30 has_property ActiveState active || true
before=$(pid)
restarts=$(property NRestarts)
script "kill -STOP $before"
check "after SIGSTOP the watchdog restarts it" within 60 script \
    "[ \$(systemctl show --property NRestarts --value wiredesk) -gt $restarts ] && systemctl is-active wiredesk && [ \$(systemctl show --property MainPID --value wiredesk) != $before ]"
check "the journal says that it was the watchdog" within 10 script 'journalctl --quiet --no-pager --unit wiredesk | grep -i "watchdog timeout"'
script 'rm -r /run/systemd/system/wiredesk.service.d; systemctl daemon-reload; systemctl restart wiredesk; systemctl reset-failed wiredesk'
within 30 has_property ActiveState active || true
