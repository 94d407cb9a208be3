package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is asked about merges that cannot be made, and is told about it. */
class MergeQuestionTest {
    /** What git says takes several lines; each belongs to the question, and shows that it does. */
    private static final Pattern LINE_OF_GIT =
            Pattern.compile("^\\s?(error:|README|Please commit|Aborting)", Pattern.MULTILINE);

    private static final String PLAN = """
            name: edit
            goal: A longer read-me
            mode: rules
            tasks:
              - {id: one, name: One, terminals: [{id: only, role: coder, cli: shell, command: [sh, edit.sh]}]}
            """;

    @TempDir
    private Path directory;

    private final Screen screen = new Screen();
    private ScratchRepository repository;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = ScratchRepository.create(directory.toRealPath().resolve("own"));
        repository.write("edit.sh", "date >>README.md\n\"$GITCORTEX_REPORT\" completed -m 'Edit'\n");
    }

    private int ask(String... words) {
        String[] arguments = new String[words.length + 2];
        System.arraycopy(words, 0, arguments, 0, words.length);
        arguments[words.length] = "--repo";
        arguments[words.length + 1] = repository.directory().toString();
        return screen.run(arguments);
    }

    @Test
    void a_merge_that_waits_for_the_checkout_goes_on_after_resume_and_what_git_says_is_indented() throws Exception {
        repository.write("README.md", "My own words\n");
        Path file = repository.write("workflow.yaml", PLAN);

        assertThat(ask("run", file.toString())).as(screen.out() + screen.err()).isEqualTo(ExitCode.WAITS);
        String workflow = ScratchRepository.workflowIn(screen.out());
        assertThat(screen.out())
                .contains("goes on by itself when this is settled and a process runs the workflow")
                .contains("Nobody runs the workflow from here on: what is answered or settled is taken up by resume.")
                .containsPattern("Answer it: +\\./gitcortex answer q-[0-9a-f]+ wait --repo ")
                .contains("  Or instead of wait: fail\n")
                .doesNotContainPattern(LINE_OF_GIT);
        assertThat(ask("status")).isZero();
        assertThat(screen.out()).contains("    README.md\n    Please commit").doesNotContainPattern(LINE_OF_GIT);
        assertThat(ask("events", workflow)).isZero();
        assertThat(screen.out()).containsPattern("merge_delayed +one: cannot be merged yet: .* README\\.md; Please ");
        assertThat(screen.out().lines()).allMatch(line -> line.matches(" +[0-9]+  [0-9]{4}-.*"));

        repository.git("checkout", "-q", "README.md");
        assertThat(ask("resume")).as(screen.out() + screen.err()).isZero();
    }

    @Test
    void a_verification_that_fails_is_named() throws Exception {
        Path file = repository.write(
                "workflow.yaml", PLAN.replace("mode: rules", "mode: rules\nverify: [sh, -c, \"echo red; exit 3\"]"));

        assertThat(ask("run", file.toString())).as(screen.out() + screen.err()).isEqualTo(ExitCode.WAITS);

        assertThat(screen.out())
                .containsPattern("did not pass the verification: sh -c echo red; exit 3 ended with 3\\n +red\\n")
                .contains("The verification of task one (sh -c echo red; exit 3) still fails");
    }
}
