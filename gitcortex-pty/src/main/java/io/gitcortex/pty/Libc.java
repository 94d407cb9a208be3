package io.gitcortex.pty;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;

/**
 * The few calls of the C library that pty4j does not give out: it throws away how much of a text a terminal has taken, and
 * waits in the call if the terminal is full.
 */
interface Libc extends Library {
    /** fcntl(2): the flags are read. */
    int F_GETFL = 3;

    /** fcntl(2): the flags are set. */
    int F_SETFL = 4;

    /** errno(3): a call was interrupted before it had done anything. */
    int EINTR = 4;

    int fcntl(int descriptor, int command, Object... argument);

    NativeLong read(int descriptor, byte[] buffer, NativeLong length);

    NativeLong write(int descriptor, byte[] buffer, NativeLong length);

    static Libc load() {
        return Native.load(Platform.C_LIBRARY_NAME, Libc.class);
    }

    /** The flag O_NONBLOCK of open(2). */
    static int nonBlocking() {
        return Platform.isLinux() ? 0x800 : 0x4;
    }

    /** The errno(3) that says: nothing to be read, or no room, at this moment. */
    static int tryAgain() {
        return Platform.isLinux() ? 11 : 35;
    }
}
