# Runs a program for as long as somebody holds this script's standard input open, then stops it and cleans up.
# When the test process dies, for whatever reason, the pipe closes: so nothing is left over, even after a kill -9.
#
# usage: sh keeper.sh STOP_SIGNAL SCRATCH_FOLDER PROGRAM ARGUMENT..., as the leader of a process group of its own.
# The number of its process is in the file PID of the folder.
# A line on standard input is the name of a signal to send to the program. The exit code is the program's.
stop_signal=$1
scratch=$2
shift 2
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
echo "$program" >"$scratch/PID"
(
    while read -r signal; do kill -s "$signal" "$program"; done
    kill -s "$stop_signal" "$program"
    # Still there? It may have been at its preparations, where a shell ignores some signals.
    sleep 5
    kill -s KILL "$program"
) <&3 3<&- 2>/dev/null &
exec 3<&-
wait "$program"
code=$?
# What the program has started itself, such as the browsers of a driver, and the reader above.
trap '' TERM
kill -s TERM -- -$$ 2>/dev/null
for attempt in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf "$scratch" 2>/dev/null && break
    sleep 0.2
done
exit "$code"
