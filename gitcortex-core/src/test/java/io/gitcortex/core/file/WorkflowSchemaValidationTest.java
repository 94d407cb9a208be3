package io.gitcortex.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An editor that checks a workflow file against the schema and the reader of the file agree. */
final class WorkflowSchemaValidationTest {
    private static final Set<String> CLIS = Set.of("codex", "shell", "claude-code");
    private static final Pattern YAML_BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The example that the form of the file is defined by. */
    private static final String EXAMPLE = """
            name: greetings
            goal: Say hello in two languages
            base: main                 # tasks branch from it and merge into it; default: the branch checked out
            mode: rules_first          # rules | rules_first | model
            limits: {parallelTasks: 4, reviewRounds: 3, stallTimeout: 10m}
            verify: [mvn, -q, test]    # run on the merged tree before the target moves
            errorTerminal: {cli: shell, command: [sh, on-error.sh]}
            tasks:
              - id: english            # [a-z0-9-]; generated from the name where absent
                name: English greeting
                description: Write hello.txt that says hello
                dependsOn: []
                setup: [npm, ci]       # in the new worktree; cleanup: likewise
                terminals:
                  - {id: english-coder, role: coder, cli: shell, command: [sh, agents/coder.sh], passEnv: [MY_TOKEN]}
                  - {id: english-reviewer, role: reviewer, cli: claude-code, model: sonnet, login: user}
            """;

    private static Schema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        JsonNode tree = new ObjectMapper()
                .readTree(Path.of("../docs/workflow.schema.json").toFile());
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree);
    }

    private static List<String> complaints(String yaml) throws IOException {
        return schema.validate(YAML.readTree(yaml)).stream()
                .map(Error::getMessage)
                .toList();
    }

    private static List<PlanProblem> problems(String yaml) {
        return PlanReader.read(yaml, Path.of("").toAbsolutePath(), CLIS).problems();
    }

    private static String with(String workflow, String task, String terminal) {
        return "{name: n, goal: g" + workflow + ", tasks: [{name: t" + task + ", terminals: [{role: coder, cli: codex"
                + terminal + "}]}]}";
    }

    static Stream<String> examples() throws IOException {
        List<String> examples = new ArrayList<>(List.of(EXAMPLE, with("", "", "")));
        try (Stream<Path> files = Files.list(Path.of("../docs"))) {
            List<Path> pages = Stream.concat(Stream.of(Path.of("../README.md")), files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
            for (Path page : pages) {
                YAML_BLOCK
                        .matcher(Files.readString(page))
                        .results()
                        .map(block -> block.group(1))
                        .filter(block -> block.contains("tasks:"))
                        .forEach(examples::add);
            }
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_accepted_by_both(String yaml) throws IOException {
        assertThat(complaints(yaml)).isEmpty();
        assertThat(problems(yaml)).isEmpty();
    }

    @Test
    void the_readme_has_an_example() throws IOException {
        List<String> blocks = YAML_BLOCK
                .matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(blocks).isNotEmpty();
    }

    static Stream<String> mistakes() {
        return Stream.of(mistakesOfTheWhole(), mistakesOfTheWorkflow(), mistakesOfATask(), mistakesOfATerminal())
                .flatMap(all -> all);
    }

    private static Stream<String> mistakesOfTheWorkflow() {
        return Stream.of(
                        ", gaol: typo",
                        ", base: ''",
                        ", base: [main]",
                        ", cli: 5",
                        ", mode: rule",
                        ", mode: RULES",
                        ", sign: maybe",
                        ", verify: mvn test",
                        ", verify: [[mvn]]",
                        ", limits: 4",
                        ", limits: {parallel: 1}",
                        ", limits: {parallelTasks: 0}",
                        ", limits: {parallelTasks: 1.5}",
                        ", limits: {reviewRounds: many}",
                        ", limits: {stallTimeout: soon}",
                        ", limits: {stallTimeout: 10}",
                        ", limits: {verifyTimeout: 10 m}",
                        ", errorTerminal: shell",
                        ", errorTerminal: {colour: red}")
                .map(mistake -> with(mistake, "", ""));
    }

    private static Stream<String> mistakesOfATask() {
        return Stream.of(
                        ", id: Bad Id",
                        ", id: " + "x".repeat(41),
                        ", id: -x",
                        ", depends_on: []",
                        ", dependsOn: a",
                        ", description: [a]",
                        ", setup: npm ci",
                        ", cleanup: {rm: all}")
                .map(mistake -> with("", mistake, ""));
    }

    private static Stream<String> mistakesOfATerminal() {
        return Stream.of(
                        ", id: UPPER",
                        ", id: " + "x".repeat(81),
                        ", model: ' '",
                        ", command: run",
                        ", passEnv: [A=secret]",
                        ", passEnv: MY_TOKEN",
                        ", login: usr",
                        ", colour: red")
                .map(mistake -> with("", "", mistake));
    }

    private static Stream<String> mistakesOfTheWhole() {
        return Stream.of(
                "{goal: g, tasks: [{name: t, terminals: [{role: coder, cli: codex}]}]}",
                "{name: n, tasks: [{name: t, terminals: [{role: coder, cli: codex}]}]}",
                "{name: ' ', goal: g, tasks: [{name: t, terminals: [{role: coder, cli: codex}]}]}",
                "{name: 5, goal: g, tasks: [{name: t, terminals: [{role: coder, cli: codex}]}]}",
                "{name: n, goal: g}",
                "{name: n, goal: g, tasks: []}",
                "{name: n, goal: g, tasks: {}}",
                "{name: n, goal: g, tasks: [t]}",
                "{name: n, goal: g, tasks: [{terminals: [{role: coder, cli: codex}]}]}",
                "{name: n, goal: g, tasks: [{name: t}]}",
                "{name: n, goal: g, tasks: [{name: t, terminals: []}]}",
                "{name: n, goal: g, tasks: [{name: t, terminals: [{cli: codex}]}]}",
                "[name, goal, tasks]",
                "just text");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void every_mistake_of_form_is_refused_by_both(String yaml) throws IOException {
        assertThat(complaints(yaml)).isNotEmpty();
        assertThat(problems(yaml)).isNotEmpty();
    }

    /** What stands in another place of the file, or on this machine, a schema cannot know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: n, goal: g, tasks: [{name: t, terminals: [{role: coder}]}]}",
                "{name: n, goal: g, tasks: [{name: t, terminals: [{role: coder, cli: claud-code}]}]}",
                "{name: n, goal: g, tasks: [{name: t, terminals: [{role: coder, cli: shell}]}]}",
                "{name: n, goal: g, tasks: [{name: t, terminals: [{role: reviewer, cli: codex}]}]}",
                "{name: n, goal: g, tasks: [{name: t, dependsOn: [x], terminals: [{role: coder, cli: codex}]}]}",
                "{name: n, goal: g, tasks: [{id: t, name: t, dependsOn: [t], terminals: [{role: coder, cli: codex}]}]}",
                "{name: n, goal: g, tasks: [{name: t, terminals: [{id: x, role: a, cli: codex}, {id: x, role: b, cli: codex}]}]}",
                "{name: n, goal: g, limits: {stallTimeout: 0s}, tasks: [{name: t, terminals: [{role: coder, cli: codex}]}]}"
            })
    void what_a_schema_cannot_express_the_reader_refuses(String yaml) throws IOException {
        assertThat(complaints(yaml)).isEmpty();
        assertThat(problems(yaml)).isNotEmpty();
    }
}
