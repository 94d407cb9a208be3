/** Makes worktrees, merges, keeps what would be lost. The only place that starts the git program. */
@NullMarked
package io.gitcortex.core.worktree;

import org.jspecify.annotations.NullMarked;
