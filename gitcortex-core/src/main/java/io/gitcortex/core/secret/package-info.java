/** Encrypts the API keys that are stored, and finds the keys to do so. Any room may call it. */
@NullMarked
package io.gitcortex.core.secret;

import org.jspecify.annotations.NullMarked;
