package io.gitcortex.core.worktree;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a child process writes, up to a number of bytes: the first of them, or the last.
 *
 * <p>Thread-safe.
 */
final class CapturedOutput {
    private final int limit;
    private final boolean keepsEnd;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean clipped;

    private CapturedOutput(int limit, boolean keepsEnd) {
        this.limit = limit;
        this.keepsEnd = keepsEnd;
    }

    static CapturedOutput start(int limit) {
        return new CapturedOutput(limit, false);
    }

    static CapturedOutput end(int limit) {
        return new CapturedOutput(limit, true);
    }

    synchronized void add(byte[] buffer, int length) {
        if (keepsEnd) {
            bytes.write(buffer, 0, length);
            if (bytes.size() > 2 * limit) {
                trim();
            }
            return;
        }
        int room = Math.min(length, limit - bytes.size());
        bytes.write(buffer, 0, room);
        clipped |= room < length;
    }

    private void trim() {
        byte[] all = bytes.toByteArray();
        if (all.length > limit) {
            bytes = new ByteArrayOutputStream();
            bytes.writeBytes(Arrays.copyOfRange(all, all.length - limit, all.length));
            clipped = true;
        }
    }

    synchronized boolean isClipped() {
        return clipped;
    }

    /** One character for each byte: names of files need not be text in any encoding. */
    synchronized String raw() {
        trim();
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
