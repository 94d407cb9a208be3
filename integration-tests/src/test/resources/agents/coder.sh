# Writes the task's file; when a review asks for something, exactly that.
set -eu
. "$(dirname "$0")/round.sh"
file=$1.txt
issue=$(sed -n "s/^1\. $file:1: [a-z]*: //p" "$instruction")
if [ -n "$issue" ]; then
    echo "hello from $1!" > "$file"
elif [ ! -f "$file" ]; then
    echo "hello from $1" > "$file"
fi
sleep "${AGENT_PAUSE:-0}"
report completed -m "Write $file" --notes "See $file"
