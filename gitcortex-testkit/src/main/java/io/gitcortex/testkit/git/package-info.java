/** Scratch repositories, and commit messages as agents write them, well and badly. */
@NullMarked
package io.gitcortex.testkit.git;

import org.jspecify.annotations.NullMarked;
