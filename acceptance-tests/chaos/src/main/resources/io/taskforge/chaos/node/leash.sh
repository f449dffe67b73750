# Ends what a world started, once whoever holds the other end of standard input lets go of it, in whatever way.
# $1: the world's folder, which the environment of each of its processes names.
folder=$1
trap '' INT HUP TERM QUIT
cat >/dev/null

# PostgreSQL's processes write over their environment, but each works in the folder.
ours() {
    case $(readlink "/proc/$1/cwd" 2>/dev/null) in "$folder" | "$folder"/*) return 0 ;; esac
    { tr '\0' '\n' <"/proc/$1/environ" | grep -qxF "CHAOS_WORLD=$folder"; } 2>/dev/null
}

# Again until none is left: one that was about to start another may have done so.
round=0
left=yes
while [ -n "$left" ] && [ "$round" -lt 50 ]; do
    left=
    for process in /proc/[0-9]*; do
        pid=${process#/proc/}
        if [ "$pid" != $$ ] && ours "$pid"; then
            left=yes
            kill -KILL "$pid" 2>/dev/null
        fi
    done
    round=$((round + 1))
    [ -z "$left" ] || sleep 0.1
done

while read -r _ place _; do
    case $place in "$folder"/*) umount -l "$place" ;; esac
done </proc/mounts
