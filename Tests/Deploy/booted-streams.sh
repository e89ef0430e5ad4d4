# A part of Deploy/test-booted: the package of streams beside that of the desk, with the nats-server of Debian. A second desk
# (london, in /srv/london) is published, and the desk of the package is its hub, which has 203 articles more afterwards.

server() {
    script 'apt-get install --yes --quiet --no-install-recommends nats-server rsyslog >/dev/null || {
        apt-get update --quiet; apt-get install --yes --quiet --no-install-recommends nats-server rsyslog; }
        install --directory --owner=nats --group=nats /var/lib/nats
        printf "jetstream { store_dir: \"/var/lib/nats\" }\n" >> /etc/nats-server.conf
        systemctl restart nats-server'
}
install_streams() {
    cp "$streams" "$root/root/streams.deb"
    script 'DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends /root/streams.deb'
}
unit_property() { inside systemctl show --property "$2" --value "wiredesk-$1"; }
# What a publisher tells: a condition of jq.
is_published() { inside cat /run/wiredesk-publish/publish.json | jq --exit-status "$1"; }
# Stories with numbers from $1 to $2, into the inbox of the other desk.
deliver_to_london() {
    local number
    for ((number = $1; number <= $2; number++)); do story "$number" >"$root/srv/outbox/story-$number.txt"; done
    script 'chown wiredesk: /srv/outbox/*; mv /srv/outbox/*.txt /srv/london/inbox/'
}
in_london() { inside jq --exit-status ".total.archived >= $1 and .inbox.waiting == 0" /srv/london/status.json; }
# Whether the hub has so many records more than before.
had=$(script 'cat /var/lib/wiredesk/archive/*/*.jsonl | wc -l')
hub_has() { script '[ "$(cat /var/lib/wiredesk/archive/*/*.jsonl | wc -l)" = '$((had + $1))' ]'; }
# Sets `messages` to how many the stream has.
messages='messages=$(timeout 10 bash -c "exec 3<>/dev/tcp/127.0.0.1/4222
    printf \"CONNECT {\\\"verbose\\\":false}\\r\\nSUB answer 1\\r\\nPUB \\\$JS.API.STREAM.INFO.WIREDESK answer 0\\r\\n\\r\\n\" >&3
    grep --max-count 1 --only-matching \"\\\"messages\\\":[0-9]*\" <&3" | cut --delimiter : --fields 2)'
# What both units have said.
said() { script 'journalctl --quiet --no-pager --output cat --unit wiredesk-publish --unit wiredesk-collect'; }

check "the nats-server of Debian starts with JetStream, by the lines of the documentation" server
check "the package of the streams can be installed" install_streams
check "neither service starts before it is configured" script \
    '[ "$(systemctl is-active wiredesk-publish)" = inactive ] && [ "$(systemctl is-active wiredesk-collect)" = inactive ]'
check "both are enabled" script 'systemctl is-enabled wiredesk-publish && systemctl is-enabled wiredesk-collect'
verify_streams() {
    local said
    said=$(script 'systemd-analyze verify --man=no wiredesk-publish.service wiredesk-collect.service 2>&1')
    [[ -z $said ]] || { echo "$said"; return 1; }
}
check "systemd-analyze verify has nothing to say against them" verify_streams
for unit in publish collect; do
    exposed=$(script "systemd-analyze security --no-pager wiredesk-$unit.service 2>/dev/null" |
        sed -n "s/.*exposure level for wiredesk-$unit.service: \([0-9.]*\).*/\1/p")
    check "systemd-analyze security says ${exposed:-nothing} of wiredesk-$unit, which has the network: 1.5 or lower" \
        awk "BEGIN { exit !(${exposed:-9} <= 1.5) }"
done

script 'mkdir -p /srv/outbox; install -d -m 751 -o wiredesk -g wiredesk /srv/london; install -d -o wiredesk -g wiredesk /srv/london/inbox
    systemd-run --quiet --unit london --property User=wiredesk --property Group=wiredesk wiredeskd --state-directory /srv/london'
deliver_to_london 1001 1100
check "another desk archives a hundred stories that the hub has already" within 60 in_london 100
script 'printf "PUBLISH_OPTIONS=\"--desk london --state-directory /srv/london --create-stream\"\n" > /etc/wiredesk/publish.conf
    printf "COLLECT_OPTIONS=\"--consumer hub\"\n" > /etc/wiredesk/collect.conf
    systemctl start wiredesk-publish wiredesk-collect'
check "configured, the publisher starts and has published them" within 60 is_published '.seq == 100 and .problem == null'
check "the collector has put them into the hub's inbox, where each is a duplicate" within 60 script \
    'cat /var/lib/wiredesk/deliveries/*/*.jsonl | jq --exit-status --slurp \
        "any(.[]; (.delivery.path | startswith(\"stream/\")) and .outcome == \"duplicate\")"'
script 'systemctl stop nats-server'
deliver_to_london 20001 20200
check "with the server stopped the other desk archives two hundred more" within 60 in_london 300
check "of which the publisher tells that they wait, and why" within 60 is_published \
    '.seq == 100 and .last == 300 and (.problem | startswith("the NATS server: "))'
check "so does systemctl status" within 10 script 'systemctl status --no-pager wiredesk-publish | grep "Status: \"200 records behind: the NATS server: "'
check "and the journal, in a few lines" script '
    lines=$(journalctl --quiet --no-pager --output cat --unit wiredesk-publish | grep --count "it is retried automatically")
    [ "$lines" -ge 1 ] && [ "$lines" -le 4 ]'
check "both run on" script 'systemctl is-active wiredesk-publish && systemctl is-active wiredesk-collect'
script 'systemctl start nats-server'
check "with the server back all of it is published" within 90 is_published '.seq == 300 and .problem == null'
check "and the hub has each new story once" within 90 hub_has 200
check "as the other desk has it, with its origin" script '
    ids() { jq --raw-output "$1" | sort; }
    cat /srv/london/archive/*/*.jsonl | ids "select(.seq > 100) | .id" > /srv/sent
    cat /var/lib/wiredesk/archive/*/*.jsonl | ids "select(.origin.desk == \"london\") | .id" > /srv/taken
    [ "$(sort --unique /srv/sent | wc -l)" = 200 ] && cmp /srv/sent /srv/taken'
killed() {
    local unit restarts
    for unit in publish collect; do
        restarts=$(unit_property "$unit" NRestarts)
        script "systemctl kill --signal KILL wiredesk-$unit"
        within 30 script "[ \$(systemctl show --property NRestarts --value wiredesk-$unit) -gt $restarts ] && systemctl is-active wiredesk-$unit" ||
            return 1
    done
}
check "after SIGKILL the service manager restarts both" killed
deliver_to_london 20201 20201
check "and what comes then arrives" within 90 hub_has 201
# The hub takes a repeat for a duplicate: how many messages there are is asked of the server.
check "while nothing was published twice, and all is sound" script "wiredesk verify && $messages && "'[ "$messages" = 301 ]'
check "the publisher may read the archive and not write to it; the collector runs, and may not read it" script '
    # With the groups that the units give them.
    as() { local user=$1 group=$2; shift 2; runuser -u "$user" -g "$user" -G "$group" -- "$@"; }
    london=$(ls /srv/london/archive/*/*.jsonl | head -n 1) && hub=$(ls /var/lib/wiredesk/archive/*/*.jsonl | head -n 1) &&
    as wiredesk-publish wiredesk test -r "$london" && as wiredesk-collect wiredesk-inbox true &&
    ! as wiredesk-publish wiredesk sh -c "echo x >> \"\$1\"" sh "$london" 2>/dev/null &&
    ! as wiredesk-collect wiredesk-inbox cat "$hub" >/dev/null 2>&1'
check "no sender may write where the collector does" script '! runuser -u sender -- sh -c "echo x > /var/lib/wiredesk/inbox/stream/x.jsonl" 2>/dev/null'
# Threads of the Swift runtime say where the system does not give them the priority that they ask for.
check "the units have said nothing but what is documented" bash -c '! grep --invert-match --extended-regexp \
    "it is retried automatically|^Failed to set thread priority for worker thread|^(Starting|Started|Stopping|Stopped|Deactivated|Scheduled|Condition) |^wiredesk-(publish|collect)\.service[: ]" <<<"$1"' sh "$(said)"

# Whatever tails files reads the archive as it is; here rsyslog, from Debian.
script 'printf "%s\n" "global(maxMessageSize=\"64m\" workDirectory=\"/var/spool/rsyslog\")" "module(load=\"imfile\")" \
        "input(type=\"imfile\" file=\"/srv/london/archive/date=*/*.jsonl\" tag=\"wiredesk\" ruleset=\"wiredesk\")" \
        "template(name=\"line\" type=\"string\" string=\"%msg%\\n\")" \
        "ruleset(name=\"wiredesk\") { action(type=\"omfile\" file=\"/srv/tailed\" template=\"line\") }" > /etc/rsyslog.conf
    systemctl restart rsyslog'
check "rsyslog tails the archive as it is, byte for byte" within 30 script 'cat /srv/london/archive/*/*.jsonl | cmp - /srv/tailed'
deliver_to_london 20202 20203
check "and what is appended, once" within 60 script '[ "$(wc -l < /srv/tailed)" = 303 ] && cat /srv/london/archive/*/*.jsonl | cmp - /srv/tailed'
check "which the hub has too" within 90 hub_has 203

check "the manual pages of both are there" script 'zcat /usr/share/man/man8/wiredesk-publish.8.gz /usr/share/man/man8/wiredesk-collect.8.gz | grep --count "^.TH" | grep --line-regexp 2'
check "removing the package stops both" script 'DEBIAN_FRONTEND=noninteractive apt-get remove --yes --quiet wiredesk-streams
    ! pgrep --exact wiredesk-publis && ! pgrep --exact wiredesk-collec'
check "and purging it leaves nothing but what the hub has archived" script '
    DEBIAN_FRONTEND=noninteractive apt-get purge --yes --quiet wiredesk-streams </dev/null
    left=$(ls -d /usr/bin/wiredesk-publish /usr/bin/wiredesk-collect /lib/systemd/system/wiredesk-publish.service \
        /lib/systemd/system/wiredesk-collect.service /etc/wiredesk/publish.conf /etc/wiredesk/collect.conf /run/wiredesk-publish \
        /var/lib/wiredesk-publish /var/lib/wiredesk/inbox/stream /etc/systemd/system/*.wants/wiredesk-publish.service \
        /etc/systemd/system/*.wants/wiredesk-collect.service /usr/share/doc/wiredesk-streams 2>/dev/null || true)
    echo "$left"; [ -z "$left" ]'
check "the desk goes on" within 30 is_status '.inbox.waiting == 0'
script 'systemctl stop london nats-server rsyslog; rm -rf /srv/london'
