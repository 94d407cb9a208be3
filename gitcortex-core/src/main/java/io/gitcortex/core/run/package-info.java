/**
 * One loop for each workflow: takes events in order, folds them, has decisions made, and hands instructions out. Everything
 * that writes a workflow's journal runs on its loop, one step at a time.
 */
@NullMarked
package io.gitcortex.core.run;

import org.jspecify.annotations.NullMarked;
