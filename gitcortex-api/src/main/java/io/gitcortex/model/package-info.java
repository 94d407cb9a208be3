/** What every part speaks of: identifiers, commit metadata, secrets. */
@NullMarked
package io.gitcortex.model;

import org.jspecify.annotations.NullMarked;
