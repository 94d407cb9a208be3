/** Workflows: what a host asks for, what has happened, what is to be done, and how it ended. */
@NullMarked
package io.gitcortex.workflow;

import org.jspecify.annotations.NullMarked;
