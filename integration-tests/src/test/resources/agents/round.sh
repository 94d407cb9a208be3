# What a scripted agent needs of its instruction: the helper, and whom it reviews.
instruction=$GITCORTEX_INSTRUCTION_FILE
line=$(grep -m 1 -E 'gitcortex-report.? (completed|review_pass) ' "$instruction")
# The path may be quoted, since it may hold blanks: the shell takes it apart as it would for a person who pastes it.
report() {
    eval "$(printf '%s\n' "$line" | sed -n 's/^ *\(.*gitcortex-report.\{0,1\}\) [cr].*/helper=\1/p')"
    "$helper" "$@"
}
subject=$(printf '%s\n' "$line" | sed -n 's/.*--reviewed \([^ ]*\) .*/\1/p')
