# Waits until it is let through, and then does the coder's work.
set -eu
while [ ! -e "$2" ]; do
    sleep 0.1
done
exec sh "$(dirname "$0")/coder.sh" "$1"
