# Wants an exclamation mark.
set -eu
. "$(dirname "$0")/round.sh"
sleep "${AGENT_PAUSE:-0}"
if grep -q '!' "$1.txt"; then
    report review_pass --reviewed "$subject" -m "Good"
else
    report review_reject --reviewed "$subject" --issue "$1.txt:1:major:no exclamation mark" -m "Not good yet"
fi
