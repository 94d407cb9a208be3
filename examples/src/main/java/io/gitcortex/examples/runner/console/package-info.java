/** What a person sees: lines, colours, tables. */
@NullMarked
package io.gitcortex.examples.runner.console;

import org.jspecify.annotations.NullMarked;
