# Ends what a world started, once whoever holds the other end of standard input lets go of it, in whatever way.
# $1: the world's folder, which the environment of each of its processes names.
folder=$1
trap '' INT HUP TERM QUIT
cat >/dev/null

# The ids of what is ours. PostgreSQL's processes write over their environment, but each works in the folder; the embedded broker is
# started by others and told the folder. (From standard input, or grep would find its own command line.)
ours() {
    {
        grep -lzxF -e "CHAOS_WORLD=$folder" /proc/[0-9]*/environ
        echo "-Dqpid.work_dir=$folder/" | grep -lzF -f - /proc/[0-9]*/cmdline
        find /proc -mindepth 2 -maxdepth 2 -name cwd \( -lname "$folder" -o -lname "$folder/*" \)
    } 2>/dev/null | sed -n 's,^/proc/\([0-9][0-9]*\)/.*,\1,p'
}

# Again until none is left: one that was about to start another may have done so.
round=0
left=$(ours)
while [ -n "$left" ] && [ "$round" -lt 50 ]; do
    for pid in $left; do kill -KILL "$pid" 2>/dev/null; done
    round=$((round + 1))
    sleep 0.1
    left=$(ours)
done

while read -r _ place _; do
    case $place in "$folder"/*) umount -l "$place" ;; esac
done </proc/mounts
