# Runs a program for as long as somebody holds this script's standard input open, then stops it and cleans up.
# When the test process dies, for whatever reason, the pipe closes: so nothing is left over, even after a kill -9.
#
# usage: sh keeper.sh STOP_SIGNAL SCRATCH_FOLDER PROGRAM ARGUMENT...
# A line on standard input is the name of a signal to send to the program. The exit code is the program's.
stop_signal=$1
scratch=$2
shift 2
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
(
    while read -r signal; do kill -s "$signal" "$program"; done
    kill -s "$stop_signal" "$program"
) <&3 3<&- 2>/dev/null &
reader=$!
exec 3<&-
wait "$program"
code=$?
kill "$reader" 2>/dev/null
rm -rf "$scratch"
exit "$code"
