package io.gitcortex.core.worktree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The place in a worktree where an agent leaves its report. Agents write there at any time: what is read is bounded, no link
 * is followed, and what is removed is looked at once more in a place of its own.
 *
 * <p>Immutable; what it is asked, it reads anew.
 *
 * @param worktree its directory
 */
record ReportPlace(Path worktree) {
    /** That of a metadata block: the report is one, with a message. */
    private static final int MAX_BYTES = 64 * 1024;

    private Path file() {
        return worktree.resolve(ReportFile.NAME);
    }

    /** Where a report lies while it is decided whether it is the one that was taken. */
    private Path aside() {
        return worktree.resolve(ReportFile.NAME + ".taken");
    }

    Optional<ReportFile> find() {
        try {
            if (!Files.exists(file(), NOFOLLOW_LINKS) && Files.exists(aside(), NOFOLLOW_LINKS)) {
                putBack(); // A process was ended in the middle of removing.
            }
            return read(file());
        } catch (IOException e) {
            throw new RepositoryException(file() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<ReportFile> read(Path file) throws IOException {
        if (!Files.exists(file, NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            return Optional.of(ReportFile.unreadable("It is no regular file: write one, and rename it to that name."));
        }
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return Optional.of(
                    bytes.length > MAX_BYTES
                            ? ReportFile.unreadable("It is larger than 64 KiB: shorten its texts.")
                            : decoded(bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static ReportFile decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new ReportFile(text, null);
        } catch (CharacterCodingException e) {
            return ReportFile.unreadable("It is not UTF-8 text: write it as that.");
        }
    }

    /** Between looking and deleting an agent may have renamed another one over it. */
    void remove(ReportFile taken) {
        try {
            Files.move(file(), aside(), StandardCopyOption.ATOMIC_MOVE);
            if (!read(aside()).equals(Optional.of(taken))) {
                putBack();
            } else {
                Files.deleteIfExists(aside());
            }
        } catch (NoSuchFileException e) {
            return; // The agent has removed it by itself.
        } catch (IOException e) {
            throw new RepositoryException(file() + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** Unless there is a newer one by now, which counts instead. */
    private void putBack() throws IOException {
        try {
            Files.createLink(file(), aside());
        } catch (FileAlreadyExistsException e) {
            // The newer one stays, and the older one goes, as where an agent writes over its own.
        } catch (IOException | UnsupportedOperationException e) {
            Files.move(aside(), file()); // There are no links here, or it is something that cannot be linked.
            return;
        }
        Files.deleteIfExists(aside());
    }
}
