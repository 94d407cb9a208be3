package io.gitcortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gitcortex.core.WorkflowFileException.Problem;
import io.gitcortex.core.json.PlanJson;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.Login;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkflowFileTest {
    private static final Set<String> CLIS = Set.of("shell", "claude-code", "codex", "gemini");

    private static final String FULL = """
            name: release notes
            goal: Tell users what has changed
            base: main
            cli: codex
            mode: rules
            sign: true
            limits: {parallelTasks: 2, reviewRounds: 5, stallTimeout: 90s, verifyTimeout: PT1H}
            verify: [make, check]
            errorTerminal: {cli: shell, command: [sh, tell.sh]}
            tasks:
              - id: collect
                name: Collect changes
                description: |
                  Read the log.
                  Write changes.txt.
                setup: [npm, ci]
                cleanup: [rm, -rf, node_modules]
                terminals:
                  - {role: coder, model: large, passEnv: [MY_TOKEN]}
                  - {id: judge, role: reviewer, cli: claude-code, login: private}
              - name: Publish the Notes!
                dependsOn: [collect]
                terminals:
                  - role: coder
                    cli: shell
                    command: [sh, publish.sh, 5, yes, 1.50]
            """;

    private static final String WRONG = """
            name: 5
            gaol: typo
            mode: rule
            limits: {parallelTasks: 0, stallTimeout: soon, parallel: 1}
            verify: mvn test
            sign: maybe
            tasks:
              - id: Bad Id
                name: A
                depends_on: [b]
                terminals:
                  - {role: coder, cli: claud-code}
                  - {role: coder}
              - id: b
                name: B
                dependsOn: [bb, A]
                terminals: [{role: reviewer, cli: shell}]
              - id: b
                name: B
                terminals: []
              - terminals: [{cli: codex, passEnv: [A=secret], login: usr, colour: red}]
            """;

    @TempDir
    private Path directory;

    @Test
    void everyKeyIsRead() {
        WorkflowPlan plan = WorkflowFile.parse(FULL, directory, CLIS);

        assertThat(plan)
                .isEqualTo(WorkflowPlan.builder("release notes", "Tell users what has changed")
                        .base("main")
                        .cli("codex")
                        .mode(DecisionMode.RULES)
                        .sign(true)
                        .limits(new WorkflowLimits(2, 5, Duration.ofSeconds(90), Duration.ofHours(1)))
                        .verify(List.of("make", "check"))
                        .errorTerminal(TerminalPlan.builder("error")
                                .id(TerminalId.of("error"))
                                .cli("shell")
                                .command(List.of("sh", "tell.sh"))
                                .build())
                        .baseDirectory(directory)
                        .tasks(List.of(collect(), publish()))
                        .build());
    }

    private static TaskPlan collect() {
        return TaskPlan.builder("Collect changes")
                .id(TaskId.of("collect"))
                .description("Read the log.\nWrite changes.txt.\n")
                .setup(List.of("npm", "ci"))
                .cleanup(List.of("rm", "-rf", "node_modules"))
                .terminals(List.of(
                        TerminalPlan.builder("coder")
                                .id(TerminalId.of("collect-coder"))
                                .cli("codex")
                                .model("large")
                                .passEnv(List.of("MY_TOKEN"))
                                .build(),
                        TerminalPlan.builder("reviewer")
                                .id(TerminalId.of("judge"))
                                .cli("claude-code")
                                .login(Login.PRIVATE)
                                .build()))
                .build();
    }

    private static TaskPlan publish() {
        return TaskPlan.builder("Publish the Notes!")
                .id(TaskId.of("publish-the-notes"))
                .dependsOn(List.of(TaskId.of("collect")))
                .terminals(List.of(TerminalPlan.builder("coder")
                        .id(TerminalId.of("publish-the-notes-coder"))
                        .cli("shell")
                        .command(List.of("sh", "publish.sh", "5", "yes", "1.50"))
                        .build()))
                .build();
    }

    @Test
    void aPlanThatWasReadSurvivesJson() {
        WorkflowPlan plan = WorkflowFile.parse(FULL, directory, CLIS);

        assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
    }

    @Test
    void everythingThatIsWrongIsToldWithItsLine() {
        assertThat(problems(WRONG))
                .extracting(Problem::toString)
                .containsExactly(
                        "line 1: 'name' must be text, not a number; put it in quotes",
                        "line 2: unknown key 'gaol'; did you mean 'goal'?",
                        "line 3: 'mode' must be one of rules, rules_first, model, not 'rule'; did you mean 'rules'?",
                        "line 4: unknown key 'parallel'; did you mean 'parallelTasks'?",
                        "line 4: 'parallelTasks' must be a whole number, 1 or more, not 0",
                        "line 4: 'stallTimeout' must be a duration such as 10m, 90s, 2h or 500ms, not 'soon'",
                        "line 5: 'verify' must be a list of texts such as [mvn, -q, test], not text",
                        "line 6: 'sign' must be true or false, not text",
                        "line 8: the id 'Bad Id' must be of a-z, 0-9 and '-', begin with a letter or digit, and have at"
                                + " most 40 characters",
                        "line 10: unknown key 'depends_on'; did you mean 'dependsOn'?",
                        "line 12: the CLI 'claud-code' is not known; did you mean 'claude-code'?",
                        "line 13: terminal 'bad-id-coder-2' has no 'cli', and the workflow has none for all",
                        "line 16: task 'b' depends on 'bb', which is no task; did you mean 'b'?",
                        "line 16: task 'b' depends on 'A', which is no task; its id is 'Bad Id'",
                        "line 17: terminal 'b-reviewer' needs a 'command': that is what the CLI 'shell' runs",
                        "line 17: a reviewer cannot come first in task 'b': there is nothing to review yet",
                        "line 18: the id 'b' is there twice; every task needs its own",
                        "line 20: 'terminals' of task 'b' must name at least one terminal",
                        "line 21: 'name' is missing",
                        "line 21: unknown key 'colour'; known here: id, role, cli, model, command, passEnv, login",
                        "line 21: 'role' is missing",
                        "line 21: 'login' must be one of user, private, not 'usr'; did you mean 'user'?",
                        "line 21: 'passEnv' takes names of variables such as MY_TOKEN, never values");
    }

    @Test
    void theMessageListsAllProblemsAndNoSecrets() {
        assertThatThrownBy(() -> WorkflowFile.parse("name: n\ntasks: []\n", directory, CLIS))
                .hasMessage("""
                        The workflow cannot be used:
                          line 1: 'goal' is missing
                          line 2: 'tasks' must name at least one task""");
        assertThat(problems(valid("passEnv: [KEY=hunter2]")).toString()).doesNotContain("hunter2");
    }

    @Test
    void tasksThatWaitForEachOtherAreNamedAlongTheWay() {
        String yaml = """
                name: n
                goal: g
                cli: codex
                tasks:
                  - {name: Start, dependsOn: [a], terminals: [{role: coder}]}
                  - {name: A, dependsOn: [b], terminals: [{role: coder}]}
                  - {name: B, dependsOn: [c], terminals: [{role: coder}]}
                  - {name: C, dependsOn: [a], terminals: [{role: coder}]}
                  - {name: D, dependsOn: [d], terminals: [{role: coder}]}
                """;

        assertThat(problems(yaml))
                .containsExactly(
                        new Problem(6, "tasks wait for each other: a -> b -> c -> a"),
                        new Problem(9, "tasks wait for each other: d -> d"));
    }

    @Test
    void aTerminalMayNotTakeTheIdOfAnother() {
        String yaml = """
                name: n
                goal: g
                cli: codex
                errorTerminal: {}
                tasks:
                  - name: A
                    terminals:
                      - {role: coder, id: error}
                      - {role: fixer, id: x}
                      - {role: tester,
                         id: x}
                """;

        assertThat(problems(yaml))
                .extracting(Problem::line, Problem::message)
                .containsExactly(
                        tuple(8, "the id 'error' is there twice; every terminal of a workflow needs its own"),
                        tuple(11, "the id 'x' is there twice; every terminal of a workflow needs its own"));
    }

    @Test
    void aPlaceholderThatIsMistypedIsTold() {
        String yaml = """
                name: n
                goal: g
                tasks:
                  - name: A
                    terminals:
                      - {role: coder, cli: shell, command: [sh, -c, "cat {instruction_fil} {mine}",
                         "{instruction_file}"]}
                """;

        assertThat(problems(yaml))
                .containsExactly(
                        new Problem(6, "'{instruction_fil}' stands for nothing; did you mean '{instruction_file}'?"));
    }

    @ParameterizedTest
    @CsvSource({"10m,PT10M", "90s,PT1M30S", "2h,PT2H", "500ms,PT0.5S", "PT1H30M,PT1H30M", "P1D,PT24H"})
    void durationsAreWrittenAsPeopleWriteThem(String text, Duration expected) {
        String yaml = valid("").replace("cli: codex\n", "cli: codex\nlimits: {stallTimeout: " + text + "}\n");

        assertThat(WorkflowFile.parse(yaml, directory, CLIS).limits().stallTimeout())
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10",
                "0s",
                "-5m",
                "PT-1H",
                "10 m",
                "10x",
                "1h30",
                "m",
                "''",
                "99999999999999999999h",
                "999999999999999999h",
                "[1m]"
            })
    void whatIsNoDurationIsRefused(String text) {
        String yaml = valid("").replace("cli: codex\n", "cli: codex\nlimits: {stallTimeout: " + text + "}\n");

        assertThat(problems(yaml)).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(4);
            assertThat(problem.message()).startsWith("'stallTimeout' must be a duration such as 10m");
        });
    }

    @Test
    void wrongTypesAreToldApart() {
        assertThat(problems("name: n\ngoal: g\ntasks: {}\n"))
                .containsExactly(new Problem(3, "'tasks' must be a list of tasks, not a mapping"));
        assertThat(problems("name: n\ngoal: g\nlimits: 3\ntasks:\n- a\n-\n"))
                .extracting(Problem::toString)
                .containsExactly(
                        "line 3: 'limits' must be a mapping with the keys parallelTasks, reviewRounds, stallTimeout,"
                                + " verifyTimeout, not a number",
                        "line 5: 'tasks[0]' must be a mapping with the keys id, name, description, dependsOn, setup,"
                                + " cleanup, terminals, not text",
                        "line 6: 'tasks[1]' must be a mapping with the keys id, name, description, dependsOn, setup,"
                                + " cleanup, terminals, not nothing");
        assertThat(problems(valid("command: [sh, [a], null]")))
                .extracting(Problem::message)
                .containsExactly(
                        "'command' must hold texts only, not a list", "'command' must hold texts only, not nothing");
        assertThat(problems("- a\n"))
                .singleElement()
                .asString()
                .startsWith("line 1: a workflow must be a mapping with the keys name, goal,");
    }

    @Test
    void aFileIsReadFromItsOwnDirectory() throws Exception {
        Path file = Files.writeString(directory.resolve("workflow.yaml"), FULL);

        assertThat(WorkflowFile.read(file, CLIS)).isEqualTo(WorkflowFile.parse(FULL, directory, CLIS));
        assertThat(WorkflowFile.read(file, CLIS).baseDirectory()).contains(directory.toAbsolutePath());
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        Path latin = Files.write(directory.resolve("latin.yaml"), "name: Grüße".getBytes(StandardCharsets.ISO_8859_1));
        Path large = Files.writeString(directory.resolve("large.yaml"), "#".repeat(1 << 20) + "\n");

        assertThatThrownBy(() -> WorkflowFile.read(directory, CLIS))
                .isInstanceOf(WorkflowFileException.class)
                .hasMessage(directory + " cannot be used:\n  it is a directory; name a file in it");
        assertThatThrownBy(() -> WorkflowFile.read(directory.resolve("none.yaml"), CLIS))
                .isInstanceOf(WorkflowFileException.class)
                .hasMessageContaining("none.yaml cannot be used:\n  there is no such file");
        assertThatThrownBy(() -> WorkflowFile.read(latin, CLIS))
                .isInstanceOf(WorkflowFileException.class)
                .hasMessageContaining("not in UTF-8");
        assertThatThrownBy(() -> WorkflowFile.read(large, CLIS))
                .isInstanceOf(WorkflowFileException.class)
                .hasMessageContaining("larger than 1048576 bytes");
    }

    @Test
    void theSameMistakeIsNotToldTwice() {
        assertThat(problems(valid("").replace("terminals:", "terminls:")))
                .containsExactly(new Problem(6, "unknown key 'terminls'; did you mean 'terminals'?"));
        assertThat(problems(valid("").replace("cli: codex", "cli: codexx")))
                .containsExactly(new Problem(3, "the CLI 'codexx' is not known; did you mean 'codex'?"));
        assertThat(problems(valid("").replace("cli: codex", "cli: emacs")))
                .containsExactly(
                        new Problem(3, "the CLI 'emacs' is not known; known: claude-code, codex, gemini, shell"));
    }

    /** A plan that can be used, with something more in its terminal on line 6. */
    private static String valid(String more) {
        return "name: n\ngoal: g\ncli: codex\ntasks:\n- name: T\n  terminals: [{role: coder, " + more + "}]\n";
    }

    private List<Problem> problems(String text) {
        try {
            WorkflowFile.parse(text, directory, CLIS);
        } catch (WorkflowFileException e) {
            return e.problems();
        }
        throw new AssertionError("No problem was found in:\n" + text);
    }
}
