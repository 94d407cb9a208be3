/** The file: who may read it, whether it is whole, which schema it has, and connections to it. */
@NullMarked
package io.gitcortex.sqlite.file;

import org.jspecify.annotations.NullMarked;
