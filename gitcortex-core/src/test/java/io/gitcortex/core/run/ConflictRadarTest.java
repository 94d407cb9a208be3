package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.act.MergeAct;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.state.Story;
import io.gitcortex.core.worktree.GitWorkspace;
import io.gitcortex.core.worktree.Merges;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.LifecycleEvent.ConflictForeseen;
import io.gitcortex.workflow.TaskEvent.TaskCancelled;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conflicts that are on their way are told early, once, and without a merge for every pair. */
final class ConflictRadarTest {
    private static final List<String> TASKS = List.of("a", "b", "c");

    @TempDir
    private Path temp;

    private TestRepository git;
    private GitRepository repository;
    private GitWorkspace workspace;
    private JournalFixture fixture;
    private ConflictRadar radar;
    /** The trial merges that were made. */
    private final List<String> trials = new ArrayList<>();
    /** What is compared off the loop. */
    private final Deque<Runnable> acts = new ArrayDeque<>();

    @BeforeEach
    void startThreeTasks() throws Exception {
        git = TestRepository.create(temp.resolve("repo"));
        git.write("shared.txt", "one\ntwo\nthree\nfour\nfive\nsix\nseven\n").commit("Begin");
        repository = GitRepository.open(git.directory());
        workspace = GitWorkspace.open(repository);
        fixture = new JournalFixture(Story.task("a", "coder"), Story.task("b", "coder"), Story.task("c", "coder"));
        for (String task : TASKS) {
            git.git("branch", branch(task), "main");
            fixture.journal.append(Batch.of(
                    new TaskStarted(Story.WORKFLOW, TaskId.of(task), branch(task), git.git("rev-parse", "main"))));
        }
        radar = radar(counted());
    }

    @AfterEach
    void close() {
        workspace.close();
        repository.close();
    }

    private ConflictRadar radar(Merges merges) {
        return new ConflictRadar(
                new ConflictRadar.Means(
                        fixture.journal,
                        repository,
                        new MergeAct(repository, merges),
                        new Acts(acts::add, acts::add, Runnable::run)),
                () -> {});
    }

    private Merges counted() {
        return (Merges) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Merges.class}, (proxy, method, arguments) -> {
                    trials.add(method.getName());
                    try {
                        return method.invoke(workspace, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static String branch(String task) {
        return "gitcortex/wf-1/" + task;
    }

    private void commits(String task, String file, String text) {
        git.git("checkout", "-q", branch(task));
        git.write(file, text).commit(task + " changes " + file);
        git.git("checkout", "-q", "main");
    }

    private void read() {
        TASKS.forEach(task -> fixture.intake(repository).read(TaskId.of(task)));
    }

    private void look() {
        read();
        radar.look();
        while (!acts.isEmpty()) {
            acts.remove().run();
        }
    }

    private List<ConflictForeseen> foreseen() {
        return fixture.events().stream()
                .filter(ConflictForeseen.class::isInstance)
                .map(ConflictForeseen.class::cast)
                .toList();
    }

    private static ConflictForeseen between(String first, String second, String... files) {
        return new ConflictForeseen(Story.WORKFLOW, List.of(TaskId.of(first), TaskId.of(second)), List.of(files));
    }

    @Test
    void two_tasks_that_change_the_same_line_are_told_once() {
        commits("a", "shared.txt", "one\nA\nthree\nfour\nfive\nsix\nseven\n");
        commits("b", "shared.txt", "one\nB\nthree\nfour\nfive\nsix\nseven\n");
        commits("c", "other.txt", "text");
        look();
        look();

        assertThat(foreseen()).containsExactly(between("a", "b", "shared.txt"));
        assertThat(trials)
                .as("only where the same files have changed, and once")
                .hasSize(1);
    }

    @Test
    void changes_that_go_together_are_no_conflict() {
        commits("a", "shared.txt", "ONE\ntwo\nthree\nfour\nfive\nsix\nseven\n");
        commits("b", "shared.txt", "one\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n");
        look();

        assertThat(trials).hasSize(1);
        assertThat(foreseen()).isEmpty();
    }

    @Test
    void only_tips_that_have_moved_are_compared_again_and_only_what_is_new_is_told() {
        for (String task : TASKS) {
            commits(task, "new.txt", task);
        }
        look();
        assertThat(trials).hasSize(3);
        assertThat(foreseen())
                .containsExactlyInAnyOrder(
                        between("a", "b", "new.txt"), between("a", "c", "new.txt"), between("b", "c", "new.txt"));

        commits("a", "shared.txt", "another text");
        look();
        assertThat(trials).as("a with b, and a with c").hasSize(5);
        assertThat(foreseen()).as("no more files in conflict").hasSize(3);

        commits("b", "shared.txt", "yet another text");
        look();
        assertThat(trials).as("b with a, and b with c").hasSize(7);
        assertThat(foreseen()).hasSize(4).endsWith(between("a", "b", "new.txt", "shared.txt"));
    }

    @Test
    void a_new_process_does_not_tell_what_has_been_told() {
        commits("a", "new.txt", "a");
        commits("b", "new.txt", "b");
        look();
        radar = radar(workspace);
        look();

        assertThat(foreseen()).hasSize(1);
    }

    @Test
    void a_task_that_is_over_conflicts_with_nobody() {
        commits("a", "new.txt", "a");
        commits("b", "new.txt", "b");
        read();
        radar.look();
        fixture.journal.append(Batch.of(new TaskCancelled(Story.WORKFLOW, TaskId.of("b"), "not wanted")));
        acts.remove().run();
        look();

        assertThat(foreseen()).isEmpty();
    }

    @Test
    void what_cannot_be_compared_is_tried_again_when_a_tip_moves() {
        commits("a", "new.txt", "a");
        commits("b", "new.txt", "b");
        radar = radar((Merges) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Merges.class}, (proxy, method, arguments) -> {
                    trials.add(method.getName());
                    if (trials.size() == 1) {
                        throw new RepositoryException("The disk is full");
                    }
                    return workspace.conflicts((String) arguments[0], (String) arguments[1]);
                }));
        look();
        assertThat(foreseen()).isEmpty();

        commits("a", "more.txt", "a");
        look();
        assertThat(foreseen()).hasSize(1);
    }
}
