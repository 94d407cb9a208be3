package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.examples.Readme;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals are backed up, put back, and forgotten by commands. */
class BackupTest {
    @TempDir
    private Path directory;

    private final Screen screen = new Screen();
    private String where = "";
    private String workflow = "";
    private Path backup = Path.of("");

    @BeforeEach
    void runAWorkflow() throws Exception {
        Path root = directory.toRealPath();
        ScratchRepository repository = ScratchRepository.create(root.resolve("own"));
        where = repository.directory().toString();
        backup = root.resolve("backup.db");
        Readme readme = Readme.read();
        repository.write("writer.sh", readme.blocks("sh", "#!/bin/sh").get(0));
        Path file =
                repository.write("workflow.yaml", readme.blocks("yaml", "name:").get(0));
        assertThat(screen.run("run", file.toString(), "--repo", where)).isZero();
        workflow = ScratchRepository.workflowIn(screen.out());
    }

    @Test
    void a_backup_brings_back_what_was_forgotten() {
        assertThat(screen.run("backup", backup.toString(), "--repo", where)).isZero();
        assertThat(screen.out()).contains("The journals of 1 workflow are in " + backup);
        assertThat(screen.run("backup", backup.toString(), "--repo", where)).isEqualTo(1);
        assertThat(screen.err()).contains("There is a file " + backup + " already");

        assertThat(screen.run("gc", "--forget-older-than", "0d", "--repo", where))
                .isZero();
        assertThat(screen.run("list", "--repo", where)).isZero();
        assertThat(screen.out()).doesNotContain(workflow);

        assertThat(screen.run("restore", backup.toString(), "--repo", where)).isZero();
        assertThat(screen.out()).contains("is kept in ").contains("resume --repo " + where);
        assertThat(screen.run("list", "--repo", where)).isZero();
        assertThat(screen.out()).contains(workflow);
    }

    /** An emptied database is a new one for SQLite. */
    @Test
    void journals_that_are_lost_are_missed_until_a_backup_is_put_back() throws Exception {
        assertThat(screen.run("backup", backup.toString(), "--repo", where)).isZero();
        assertThat(screen.run("list", "--repo", where)).isZero();
        assertThat(screen.out()).doesNotContain("the journals know nothing");
        Files.write(Path.of(where, ".git", "gitcortex", "gitcortex.db"), new byte[0]);

        assertThat(screen.run("list", "--repo", where)).isZero();
        assertThat(screen.out())
                .contains("Agents have worked here for " + workflow + ", and the journals know nothing of that")
                .contains("gitcortex restore FILE");
        assertThat(screen.run("doctor", "--repo", where)).isEqualTo(1);
        assertThat(screen.out()).contains("Agents have worked here for " + workflow);

        assertThat(screen.run("restore", backup.toString(), "--repo", where)).isZero();
        assertThat(screen.run("list", "--repo", where)).isZero();
        assertThat(screen.out()).contains(workflow).doesNotContain("the journals know nothing");
    }

    @Test
    void only_journals_that_are_old_and_of_which_nothing_is_left_are_forgotten() {
        assertThat(screen.run("gc", "--dry-run", "--forget-older-than", "0d", "--repo", where))
                .isZero();
        assertThat(screen.out())
                .containsPattern(workflow + " +journal +- +can go")
                .contains(", 1 journal.");

        assertThat(screen.run("gc", "--forget-older-than", "30", "--repo", where))
                .isZero();
        assertThat(screen.out()).contains(", 0 journals.");
        assertThat(screen.run("status", workflow, "--repo", where)).isZero();

        assertThat(screen.run("gc", "--forget-older-than", "0", "--repo", where))
                .isZero();
        assertThat(screen.out()).containsPattern(workflow + " +journal +- +removed");
        assertThat(screen.run("gc", "--forget-older-than", "soon", "--repo", where))
                .isEqualTo(2);
        assertThat(screen.err()).contains("'soon' is no number of days");
    }

    @Test
    void what_is_no_backup_is_refused_and_nothing_is_changed() throws Exception {
        Files.writeString(backup, "no database at all, ".repeat(99));

        assertThat(screen.run("restore", backup.toString(), "--repo", where)).isEqualTo(1);

        assertThat(screen.err()).contains("The backup " + backup + " is damaged");
        assertThat(screen.run("status", workflow, "--repo", where)).isZero();
    }
}
