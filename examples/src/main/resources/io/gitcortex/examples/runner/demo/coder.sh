#!/bin/sh
# A coder of the demo. It knows nothing but what its instruction says, and two crafts: to write a file line by
# line, and to mend the lines that a review has named. It reports with a commit.
# It may be started again for the same work: writing a file whole, or a mark that is there already, does no harm.
set -eu

say() {
    printf 'coder: %s\n' "$*"
    sleep 0.6 2>/dev/null || sleep 1 # So that a person can watch.
}

# The words after "$1: " on the first line of the instruction that begins so.
value() {
    sed -n "/^$1: /{s///p;q;}" "$instruction"
}

give_up() {
    say "I cannot do it: $*"
    "$helper" failed -m "$*"
    exit 0
}

write_file() {
    file=$(value File)
    [ -n "$file" ] || give_up "The instruction names no file"
    say "I am to write $file"
    mkdir -p "$(dirname "$file")"
    sed -n 's/^Line [0-9]*: //p' "$instruction" >"$scratch"
    mv "$scratch" "$file"
    say "It has $(wc -l <"$file" | tr -d ' ') lines now; I report"
    "$helper" completed -m "Write $file" --notes "Written line by line, as it was asked for."
}

# One issue, as the instruction gives it: path:line: severity: message
mend() {
    path=${1%%:*}
    rest=${1#*:}
    line=${rest%%:*}
    message=${rest#*: *: }
    say "Line $line of $path: $message"
    case $message in
        *"exclamation mark"*) sed "$line{/!\$/!s/\$/!/;}" "$path" >"$scratch" ;;
        *) give_up "I do not know how to mend this: $message" ;;
    esac
    mv "$scratch" "$path"
    mended="$mended, $path line $line"
}

mend_all() {
    sed -n '/^## What the review found/,/^Mend exactly/s/^[0-9][0-9]*\. //p' "$instruction" >"$issues"
    say "A review has found $(wc -l <"$issues" | tr -d ' ') issue(s)"
    mended=''
    while IFS= read -r issue; do
        mend "$issue"
    done <"$issues"
    [ -n "$mended" ] || give_up "The instruction names no issue"
    say "Mended; I report"
    "$helper" completed -m "Mend ${mended#, }" --notes "Nothing but what the review named was changed."
}

instruction=$GITCORTEX_INSTRUCTION_FILE
# Without the helper nothing can be reported, not even a failure.
helper=$GITCORTEX_REPORT
own=$(git rev-parse --absolute-git-dir) # Outside the files that are committed.
scratch=$own/demo-scratch
issues=$own/demo-issues
say "I am $GITCORTEX_TERMINAL_ID; I have read my instruction, \"$(sed -n '1s/^# //p' "$instruction")\""
if grep -q '^## What the review found' "$instruction"; then
    mend_all
else
    write_file
fi
