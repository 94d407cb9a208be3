package io.gitcortex.core.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/**
 * Writes commits, inside this process: no hook, no signing program. No ref moves.
 *
 * <p>Thread-safe.
 */
public final class GitWriter {
    private final Repository jgit;

    GitWriter(Repository jgit) {
        this.jgit = jgit;
    }

    /**
     * Writes a commit.
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
}
