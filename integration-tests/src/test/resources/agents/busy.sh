# Commits at every step, and then does the coder's work. A closed terminal does not stop it: it goes on until it is ended.
set -eu
trap '' HUP
exec </dev/null >/dev/null 2>&1
. "$(dirname "$0")/round.sh"
# Whoever was ended in the middle of it goes on where it was.
touch "$1.log"
step=$(($(wc -l <"$1.log") % $2))
while [ "$step" -lt "$2" ]; do
    step=$((step + 1))
    # Named after the task: commits alike in everything are one commit to git, whoever makes them.
    git commit -q --allow-empty -m "Think about step $step of $1"
    echo "$step" >>"$1.log"
    report checkpoint -m "Take step $step"
done
. "$(dirname "$0")/coder.sh" "$1"
