package io.gitcortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.WorkflowFileException.Problem;
import io.gitcortex.model.TaskId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the text of a workflow file before it is a plan. */
final class WorkflowFileSyntaxTest {
    private static final Set<String> CLIS = Set.of("shell", "claude-code", "codex", "gemini");

    @TempDir
    private Path directory;

    @Test
    void jsonIsReadAsWellAlsoWithTabsAndAByteOrderMark() {
        String json =
                "\uFEFF{\n\t\"name\": \"n\",\n\t\"goal\": \"g\",\n\t\"cli\": \"codex\",\n\t\"tasks\": [{\"name\": \"T\","
                        + " \"terminals\": [{\"role\": \"coder\"}]}]\n}\n";

        assertThat(WorkflowFile.parse(json, directory, CLIS).tasks())
                .extracting(task -> task.id().orElseThrow())
                .containsExactly(TaskId.of("t"));
    }

    @Test
    void aListMayBeRepeatedByAnAlias() {
        String yaml = """
                name: n
                goal: g
                cli: codex
                tasks:
                  - {name: A, terminals: &team [{role: coder}, {role: reviewer}]}
                  - {name: B, terminals: *team}
                """;

        assertThat(WorkflowFile.parse(yaml, directory, CLIS).tasks().get(1).terminals())
                .extracting(terminal -> terminal.id().orElseThrow().value())
                .containsExactly("b-coder", "b-reviewer");
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertThat(problems(valid("role: fixer")))
                .containsExactly(new Problem(6, "the key 'role' is there twice; the first is on line 6"));
        assertThat(problems("{\"name\": \"n\",\n\"name\": \"m\", \"goal\": \"g\", \"cli\": \"codex\","
                        + "\"tasks\": [{\"name\": \"T\", \"terminals\": [{\"role\": \"coder\"}]}]}"))
                .containsExactly(new Problem(2, "the key 'name' is there twice; the first is on line 1"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "name: n\\ngoal: [a\\ntasks: b\\n|3|not YAML, column 6: while parsing a flow sequence; expected ',' or ']', but got :",
                "name: n\\n goal: g\\n|2|not YAML, column 6: mapping values are not allowed here",
                "tasks:\\n\\t- name: n\\n|2|not YAML, column 1: while scanning for the next token; found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
                "name: 'n\\n|2|not YAML, column 1: while scanning a quoted scalar; found unexpected end of stream",
                "? [a, b]\\n: c\\n|1|not YAML, column 4: Expected a field name (Scalar value in YAML)",
                "name: n\\x07\\n|1|the control character U+0007 is not allowed",
            })
    void brokenYamlIsToldWithLineAndColumn(String yaml, int line, String message) {
        String text = yaml.replace("\\n", "\n").replace("\\t", "\t").replace("\\x07", "\u0007");

        assertThat(problems(text)).containsExactly(new Problem(line, message));
    }

    @Test
    void brokenJsonIsToldWithLineAndColumn() {
        assertThat(problems("{\n  \"name\": \"n\",\n  \"goal\" \"g\"\n}"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.message()).startsWith("not JSON, column").doesNotContain("Source");
                });
        assertThat(problems("{\"name\": \"n\"")).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.message()).startsWith("not JSON, column").doesNotContain("Source");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but a comment\n", "---\n...\n"})
    void anEmptyFileSaysWhatIsWanted(String text) {
        assertThat(problems(text)).singleElement().asString().contains("workflow", "name", "goal", "tasks");
    }

    @Test
    void oneFileHoldsOneWorkflow() {
        assertThat(problems(valid("") + "---\nname: m\n"))
                .containsExactly(new Problem(8, "a second document begins here; a file holds one workflow"));
    }

    @Test
    void aliasesCannotBlowAPlanUp() {
        StringBuilder bomb = new StringBuilder("name: n\ngoal: g\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(10)).append("x]\n");
        }

        assertThat(problems(bomb.toString()))
                .singleElement()
                .asString()
                .contains("more than 50000 values when all aliases are written out");
    }

    @Test
    void anAliasOfNothingOrOfItselfIsRefused() {
        assertThat(problems(valid("").replace("codex", "*nope")))
                .extracting(Problem::toString)
                .contains("line 3: *nope names no list or mapping above it; write out what is meant");
        assertThat(problems(valid("").replace("terminals: ", "terminals: &me ").replace("{role", "*me , {role")))
                .extracting(Problem::toString)
                .contains("line 6: *me names no list or mapping above it; write out what is meant");
        assertThat(problems(valid("").replace("goal: g", "<<: {goal: g}")))
                .extracting(Problem::toString)
                .contains("line 2: unknown key '<<'; merge keys are not read, write out what is meant");
    }

    @Test
    void deepNestingIsRefusedAndDoesNoHarm() {
        assertThat(problems("name: " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .contains("nested deeper");
        assertThat(problems("{\"name\": " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .contains("nested deeper");
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
