#!/bin/sh
# A reviewer of the demo. It looks at the file that the task is about, in the state that it finds it in, and knows
# one rule: a greeting ends with an exclamation mark. It reports with a commit.
set -eu

say() {
    printf 'reviewer: %s\n' "$*"
    sleep 0.6 2>/dev/null || sleep 1 # So that a person can watch.
}

instruction=$GITCORTEX_INSTRUCTION_FILE
helper=$GITCORTEX_REPORT
reviewed=$(sed -n '/ review_pass --reviewed /{s/.* --reviewed \([^ ]*\) .*/\1/p;q;}' "$instruction")
file=$(sed -n '/^File: /{s///p;q;}' "$instruction")
say "I am $GITCORTEX_TERMINAL_ID; I look at $file, the work of $reviewed"

set --
if [ -f "$file" ]; then
    # The first line names the language; the others greet.
    for line in $(awk 'NR > 1 && !/!$/ { print NR }' "$file"); do
        say "Line $line lacks its exclamation mark"
        set -- "$@" --issue "$file:$line:major:A greeting ends with an exclamation mark"
    done
    [ "$(wc -l <"$file")" -gt 1 ] || set -- --issue "$file:0:major:There is no greeting in this file"
else
    set -- --issue "$file:0:critical:This file is missing"
fi

if [ $# -gt 0 ]; then
    say "It cannot stay so; I report"
    "$helper" review_reject --reviewed "$reviewed" "$@" -m "Reject $file"
else
    say "It is right; I report"
    "$helper" review_pass --reviewed "$reviewed" -m "Pass $file"
fi
