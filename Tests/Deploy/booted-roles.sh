# A part of Deploy/test-booted: who may do what. Leaves the desk with two records more: a withdrawal, and its undoing.

script 'useradd --create-home reader; usermod --append --groups wiredesk reader
    useradd --create-home editor; usermod --append --groups wiredesk,wiredesk-desk editor
    echo "Only one line" > /var/lib/outbox/first-role.txt; echo "Only another line" > /var/lib/outbox/second-role.txt
    chown sender: /var/lib/outbox/*-role.txt'
check "files that are no articles" inside runuser -u sender -- sh -c 'mv /var/lib/outbox/*-role.txt /var/lib/wiredesk/inbox/'
check "are set aside" within 30 script '[ "$(runuser -u reader -- wiredesk quarantine list --json | grep -c role.txt)" = 2 ]'
as_reader='for command in "list -n 1" "find ferry" "log -n 1" stats "show last" "quarantine list" "trace first-role.txt" verify; do
    runuser -u reader -- wiredesk $command >/dev/null || { echo "$command: $?"; exit 1; }; done'
check "a member of wiredesk has every listing while the daemon runs" script "$as_reader"
check "but may not throw a file away, and is told the group that may" script '
    status=0; said=$(runuser -u reader -- wiredesk quarantine discard first-role.txt --yes 2>&1) || status=$?
    echo "$said"; [ $status = 77 ]; echo "$said" | grep "a member of the group wiredesk-desk"'
check "a sender may not list, and is told the group that may" script '
    status=0; said=$(runuser -u sender -- wiredesk list 2>&1) || status=$?
    echo "$said"; [ $status = 77 ]; echo "$said" | grep "a member of the group wiredesk"'
check "a member of wiredesk-desk throws one away, without sudo" script \
    'runuser -u editor -- wiredesk quarantine discard first-role.txt --yes'
check "and puts the other back" script 'runuser -u editor -- wiredesk quarantine retry second-role.txt'
check "and the ledger says who it was" script '
    tail -n 5 -q /var/lib/wiredesk/deliveries/*/*.jsonl | jq --exit-status --slurp \
        "any(.[]; .outcome == \"discarded\" and .user == \"editor\" and .uid == $(id -u editor))"'
check "and withdraws a story, and restores it" script '
    number=$(wiredesk list -n 1 --json | jq .seq)
    runuser -u editor -- wiredesk withdraw "$number" --because test
    runuser -u editor -- wiredesk withdraw "$number" --undo --because test'
check "and imports a collection" script '
    mkdir -p /home/editor/collection/1998; printf "Only this line\n" > /home/editor/collection/1998/line.txt
    chown -R editor: /home/editor/collection; status=0
    runuser -u editor -- wiredesk import /home/editor/collection || status=$?; [ $status = 65 ]'
check "which leaves nothing in the inbox" within 30 script '! test -e /var/lib/wiredesk/inbox/collection/1998/line.txt'
check "all of which is sound" script 'runuser -u reader -- wiredesk verify'
inside systemctl stop wiredesk
check "a member of wiredesk has every listing after a stop" script "$as_reader"
check "and a member of wiredesk-desk is told that the daemon is not running" script '
    status=0; said=$(runuser -u editor -- wiredesk quarantine retry second-role.txt 2>&1) || status=$?
    echo "$said"; [ $status = 77 ]; echo "$said" | grep "the daemon is not running"'
inside systemctl start wiredesk
within 30 is_status '.verdict == "well" or .total.archived > 0' || true
script 'systemctl mask --runtime wiredesk; systemctl kill --signal=SIGKILL wiredesk; sleep 1' || true
check "a member of wiredesk has every listing after a kill" script "$as_reader"
script 'systemctl unmask --runtime wiredesk; systemctl reset-failed wiredesk; systemctl start wiredesk'
within 30 script 'systemctl is-active wiredesk' || true
