package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a workflow that nobody runs, after the runner has left it with a question. */
class UnattendedTest {
    private static final Pattern QUESTION = Pattern.compile("\\bq-[0-9a-f]+");

    @TempDir
    private Path directory;

    private final Screen screen = new Screen();
    private ScratchRepository repository;
    private String workflow = "";
    private String question = "";

    @BeforeEach
    void leaveAWorkflowWithAQuestion() throws Exception {
        repository = ScratchRepository.create(directory.toRealPath().resolve("own"));
        repository.write("helpless.sh", "\"$GITCORTEX_REPORT\" failed -m 'No paper'\n");
        Path file = repository.write("workflow.yaml", """
                name: helpless
                goal: Paper
                mode: rules
                tasks:
                  - {id: one, name: One, terminals: [{id: only, role: coder, cli: shell, command: [sh, helpless.sh]}]}
                """);
        assertThat(ask("run", file.toString())).as(screen.err()).isEqualTo(ExitCode.WAITS);
        workflow = ScratchRepository.workflowIn(screen.out());
        question = QUESTION.matcher(screen.out())
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    private int ask(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--repo", repository.directory().toString()));
        return screen.run(arguments.toArray(String[]::new));
    }

    @Test
    void status_says_what_waits_for_the_next_resume() {
        assertThat(ask("status")).isZero();
        assertThat(screen.out()).contains("Answer it:").doesNotContain("Asked already");

        assertThat(ask("answer", question, "fail")).isZero();
        assertThat(ask("status")).isZero();
        assertThat(screen.out())
                .contains("Asked already, and taken by the next resume: answer to " + question + ".")
                .contains("./gitcortex resume " + workflow)
                .doesNotContain("It waits for a person to answer", "Answer it:");

        assertThat(ask("cancel", workflow)).isZero();
        assertThat(ask("status", workflow)).isZero();
        assertThat(screen.out())
                .contains("Asked already, and taken by the next resume: answer to " + question + ", cancel.");

        assertThat(ask("resume")).isEqualTo(ExitCode.FAILED);
        assertThat(ask("status", workflow)).isZero();
        assertThat(screen.out()).doesNotContain("Asked already");
    }

    @Test
    void a_pause_is_asked_for_once_and_its_way_out_is_said_once() {
        assertThat(ask("pause")).isZero();
        assertThat(screen.out())
                .contains("the next to resume it takes this pause first")
                .containsOnlyOnce("Go on with it:");

        for (String[] again : List.of(new String[] {"pause"}, new String[] {"pause", workflow})) {
            assertThat(ask(again)).isEqualTo(ExitCode.FAILED);
            assertThat(screen.err())
                    .isEqualToIgnoringNewLines("A pause of workflow " + workflow + " waits to be taken already.");
            assertThat(screen.out()).containsOnlyOnce("Go on with it:");
        }
    }
}
