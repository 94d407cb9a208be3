package io.gitcortex.integration.simulation;

import io.gitcortex.core.run.Ids;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.WorkflowStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What outlives a crash: the repository, the store, the agents, the people, the time. Not thread-safe. */
final class World {
    static final String TARGET = "refs/heads/main";

    final Chance chance;
    final Timeline time;
    final Faults faults;
    final FakeGit git;
    final WorkflowStore store;
    final Checks checks;
    /** The commits that have been made on branches and that no look has had the chance to see yet, each with its branch. */
    final Map<String, String> owed = new LinkedHashMap<>();
    /** What each commit with a block says, as whoever made it knows. */
    final Map<String, Claim> claims = new LinkedHashMap<>();
    /** Processes that live, whoever started them. */
    final Map<SessionId, Agent> agents = new LinkedHashMap<>();

    final Target target;
    final Workshop workshop;
    final Ids ids;

    @Nullable
    WorkflowId workflow;

    private final Map<String, String> files = new LinkedHashMap<>();
    private Runnable noticed = () -> {};
    private int count;

    /** A commit's block, and where it was committed. */
    record Claim(String branch, Block block) {}

    /** What a block says that counts. */
    record Block(
            TaskId task,
            io.gitcortex.model.TerminalId terminal,
            @Nullable String instruction,
            String status) {}

    World(long seed, WorkflowStore store, Timeline time, Chance chance) {
        this.chance = chance;
        this.time = time;
        this.store = store;
        this.faults = new Faults(chance);
        this.git = new FakeGit(seed);
        this.checks = new Checks(this);
        this.target = new Target(this);
        this.workshop = new Workshop(this);
        this.ids = new Ids(new Random(~seed));
        git.move(TARGET, git.write(List.of(), "First\n", Map.of("README", "hello\n"), time.instant()));
    }

    WorkflowId workflow() {
        return Objects.requireNonNull(workflow, "No workflow has begun");
    }

    /** Who is to be told that something has changed: at once, late, or not at all. */
    void noticedBy(Runnable listener) {
        noticed = listener;
    }

    /** Something has changed in the repository. */
    void changed() {
        noticed.run();
    }

    /** Where branches have pointed is forgotten, and what only that has kept is gone. */
    void forget() {
        git.expireLogs();
        git.prune();
        owed.entrySet().removeIf(commit -> !git.isAncestor(commit.getKey(), tip(commit.getValue())));
    }

    private String tip(String ref) {
        return git.tip(ref).orElseThrow();
    }

    /** Somebody commits on a branch. */
    String commit(String ref, String message, @Nullable Block block) {
        return commit(ref, List.of(tip(ref)), message, block);
    }

    /** Somebody puts a commit on a branch, in the place of its tip or on top of it. */
    String commit(String ref, List<String> parents, String message, @Nullable Block block) {
        count++;
        files.clear();
        files.put("file-" + count, "text " + count + "\n");
        String hash = git.write(parents, message, files, time.instant());
        if (block != null) {
            claims.put(hash, new Claim(ref, block));
        }
        git.move(ref, hash);
        if (!ref.equals(TARGET)) {
            owed.put(hash, ref);
        }
        changed();
        return hash;
    }
}
