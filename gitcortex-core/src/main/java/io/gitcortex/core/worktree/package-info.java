/** Makes worktrees, merges, moves refs, keeps what would be lost. The only place that starts the git program. */
@NullMarked
package io.gitcortex.core.worktree;

import org.jspecify.annotations.NullMarked;
