# Ties a server to whoever holds the other end of standard input.
# $1: the server's log; the rest: its command. Prints the server's process id, and ends as the server ends.
# When standard input closes: fast shutdown (INT), after 15 s an immediate one (QUIT), after 5 s more KILL.
log=$1
shift
trap '' INT HUP QUIT
# Without setsid (macOS) a process group of its own keeps the terminal's Ctrl-C from the server.
command -v setsid >/dev/null 2>&1 || set -m
exec 3<&0 2>>"$log"
"$@" </dev/null >>"$log" 3<&- &
server=$!
echo "$server"
exec >&-
(
    while read -r _ <&3; do :; done
    for step in INT:15 QUIT:5 KILL:5; do
        kill -"${step%:*}" "$server" || exit 0
        left=${step#*:}
        while [ "$left" -gt 0 ] && kill -0 "$server"; do
            sleep 1
            left=$((left - 1))
        done
    done
) 2>/dev/null &
tether=$!
exec 3<&-
wait "$server"
code=$?
kill "$tether" 2>/dev/null
exit "$code"
