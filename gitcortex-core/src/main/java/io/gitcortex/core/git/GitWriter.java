package io.gitcortex.core.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * Writes commits and moves refs, inside this process: no hook, no signing program.
 *
 * <p>Thread-safe.
 */
public final class GitWriter {
    private final Repository jgit;
    private final CommitReader reader;

    GitWriter(Repository jgit, CommitReader reader) {
        this.jgit = jgit;
        this.reader = reader;
    }

    /**
     * Writes a commit. No ref moves.
     *
     * @param draft what it says
     * @return its hash
     */
    public String commit(CommitDraft draft) {
        CommitBuilder builder = new CommitBuilder();
        builder.setTreeId(ObjectId.fromString(draft.tree()));
        builder.setParentIds(draft.parents().stream().map(ObjectId::fromString).toArray(ObjectId[]::new));
        builder.setMessage(draft.message());
        builder.setEncoding(StandardCharsets.UTF_8);
        PersonIdent person =
                new PersonIdent(draft.identity().name(), draft.identity().email(), draft.at(), ZoneId.systemDefault());
        builder.setAuthor(person);
        builder.setCommitter(person);
        try (ObjectInserter inserter = jgit.newObjectInserter()) {
            ObjectId id = inserter.insert(builder);
            inserter.flush();
            return id.name();
        } catch (IOException e) {
            throw new RepositoryException(
                    "Could not write a commit in " + jgit.getDirectory() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Moves a ref forward if it still points where it is expected to. Never by force.
     *
     * @param ref a full name
     * @param expected where it points; empty for a ref that must not exist yet
     * @param hash where it is to point
     * @param reason what its log shall say
     * @return what became of it
     */
    public RefMove move(String ref, Optional<String> expected, String hash, String reason) {
        try {
            RefUpdate update = jgit.updateRef(ref, true);
            update.setExpectedOldObjectId(expected.map(ObjectId::fromString).orElseGet(ObjectId::zeroId));
            update.setNewObjectId(ObjectId.fromString(hash));
            update.setRefLogMessage(reason, false);
            // JGit would ask the network for this host's name; and the log is what finds a lost commit again.
            update.setRefLogIdent(new PersonIdent(GitIdentity.DEFAULT.name(), GitIdentity.DEFAULT.email()));
            update.setForceRefLog(true);
            return switch (update.update()) {
                case NEW, FAST_FORWARD, NO_CHANGE -> RefMove.MOVED;
                case LOCK_FAILURE -> reader.tip(ref).equals(expected) ? RefMove.LOCKED : RefMove.CHANGED;
                default ->
                    throw new RepositoryException("Could not move " + ref + " to " + hash + " in " + jgit.getDirectory()
                            + ": " + update.getResult());
            };
        } catch (IOException e) {
            throw new RepositoryException(
                    "Could not move " + ref + " in " + jgit.getDirectory() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Deletes a ref, with its log, if it still points where it is expected to and another commit holds all that it holds.
     * Never by force.
     *
     * @param ref a full name
     * @param expected where it points
     * @param keeper the commit that its commits can be reached from
     * @return {@code MOVED} if it is gone
     */
    public RefMove delete(String ref, String expected, String keeper) {
        try {
            RefUpdate update = jgit.updateRef(ref, true);
            update.setExpectedOldObjectId(ObjectId.fromString(expected));
            update.setNewObjectId(ObjectId.fromString(keeper)); // JGit refuses unless this one holds the old one.
            return switch (update.delete()) {
                case NEW, FAST_FORWARD, NO_CHANGE -> RefMove.MOVED;
                case LOCK_FAILURE -> reader.tip(ref).equals(Optional.of(expected)) ? RefMove.LOCKED : RefMove.CHANGED;
                default ->
                    throw new RepositoryException(
                            "Could not delete " + ref + " in " + jgit.getDirectory() + ": " + update.getResult());
            };
        } catch (IOException e) {
            throw new RepositoryException(
                    "Could not delete " + ref + " in " + jgit.getDirectory() + ": " + e.getMessage(), e);
        }
    }
}
