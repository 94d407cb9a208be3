/**
 * GitCortex's values to and from JSON text: what the journal holds, what hosts store and show, what models answer.
 *
 * <p>Every value is written in one form. What may be missing is written as {@code null}, and read as {@code null} or left
 * out. Unknown keys are ignored, so that an older reader understands what a newer one wrote. The same key given twice is
 * refused.
 */
@NullMarked
package io.gitcortex.core.json;

import org.jspecify.annotations.NullMarked;
