package io.gitcortex.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.GitCortexException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PromptTemplatesTest {
    /** Everything that a template engine, a browser or a shell would like to change. */
    private static final String NASTY =
            "<b>&amp; \"quoted\" 'single' {{x}} {{{y}}} {{#if z}} C:\\dir\\n $1 `id` \ud83d\ude80\n"
                    + "second line -> {{/if}}";

    static Stream<String> templates() {
        return PromptCatalog.names().stream();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_template_shows_every_field_unharmed(String name) {
        Map<String, Object> values = PromptCatalog.variables(name).filledWith(NASTY);

        String text = PromptTemplates.builtIn().render(name, values);

        String fields = text;
        int shown = 0;
        while (fields.contains(NASTY)) {
            fields = fields.substring(fields.indexOf(NASTY) + NASTY.length());
            shown++;
        }
        assertThat(shown).as(text).isGreaterThanOrEqualTo(fieldsToShow(name));
    }

    /** Those that choose between two texts are not shown themselves, and a review has its own way to report. */
    private static int fieldsToShow(String name) {
        Set<String> unseen = switch (name) {
            case "start", "review_request" -> Set.of("again");
            case "fix_issues" -> Set.of("again", "goal");
            case "contract", "stall" -> Set.of("review");
            case "terminal_completion" -> Set.of("workflow");
            case "review_outcome" -> Set.of("workflow", "passed");
            default -> Set.of();
        };
        return (int) PromptCatalog.variables(name).paths().stream()
                .filter(path -> !unseen.contains(path))
                .count();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_template_can_do_without_what_is_empty(String name) {
        String text = PromptTemplates.builtIn()
                .render(name, PromptCatalog.variables(name).empty());

        assertThat(text).isNotBlank().doesNotContain("{{").doesNotContain("null");
    }

    @Test
    void a_completion_shows_every_file_with_its_change_type_and_asks_for_the_next_step() {
        Map<String, Object> values =
                new HashMap<>(PromptCatalog.variables("terminal_completion").filledWith("x"));
        values.put("terminal", "one-coder");
        values.put("task", "one");
        values.put("hash", "abc123");
        values.put("message", "> Add it");
        values.put(
                "files",
                List.of(
                        Map.of("path", "src/A.java", "changeType", "added"),
                        Map.of("path", "B.md", "changeType", "deleted")));

        assertThat(PromptTemplates.builtIn().render("terminal_completion", values))
                .contains("one-coder", "task one", "abc123", "> Add it")
                .contains("- src/A.java (added)\n- B.md (deleted)\n")
                .endsWith("What should be done next in task one?\n");
    }

    @Test
    void a_value_that_nobody_gives_is_an_error_and_not_a_hole() {
        assertThatThrownBy(() -> PromptTemplates.builtIn().render("refused", Map.of()))
                .hasMessageContaining("'refused' takes [refusals[]]");
        assertThatThrownBy(() -> PromptTemplates.builtIn().render("refused", Map.of("refusals", List.of(), "more", "")))
                .hasMessageContaining("'refused' takes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{gaol}}                                        | it names 'gaol', which it is not given",
                "{{#if gaol}}x{{/if}}                            | it names 'gaol', which it is not given",
                "{{#if again}}{{else}}{{#if gaol}}x{{/if}}{{/if}} | it names 'gaol', which it is not given",
                "{{#each handoffs}}{{#each files}}{{name}}{{/each}}{{/each}} | it names 'name', which it is not given",
                "{{hash}}                                        | it names 'hash', which it is not given there",
                "{{#unless failure}}{{path}}{{/unless}}          | it names 'path', which it is not given there",
                "{{#if text}}                                    | start.hbs:1",
                "{{text                                          | start.hbs:1",
                "{{#shout text}}x{{/shout}}                      | it names 'shout', which it is not given",
                "{{> nowhere}}                                   | nowhere"
            })
    void a_template_that_is_wrong_is_told_when_it_is_read_and_not_when_it_is_used(String template, String reason) {
        assertThatThrownBy(() -> PromptTemplates.with(Map.of("start", template)))
                .isInstanceOf(GitCortexException.class)
                .hasMessageStartingWith("The prompt template 'start' cannot be used: ")
                .hasMessageContaining(reason);
    }

    @Test
    void a_template_of_an_unknown_name_is_told_with_the_names_that_there_are() {
        assertThatThrownBy(() -> PromptTemplates.with(Map.of("strat", "x")))
                .isInstanceOf(GitCortexException.class)
                .hasMessageContaining("no prompt template 'strat'")
                .hasMessageContaining("start, system, terminal_completion");
    }

    @Test
    void a_host_replaces_one_template_and_keeps_the_others() {
        PromptTemplates templates = PromptTemplates.with(
                Map.of("refused", "No:{{#each refusals}} {{@index}}={{this}}{{#unless @last}},{{/unless}}{{/each}}"));

        assertThat(templates.render("refused", Map.of("refusals", List.of("a", "b"))))
                .isEqualTo("No: 0=a, 1=b");
        assertThat(templates.render("plan_refused", Map.of("refusals", List.of("a"))))
                .contains("- a\n");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_built_in_template_would_be_accepted_from_a_host(String name) throws Exception {
        String text = new String(
                PromptTemplates.class
                        .getResourceAsStream("prompts/" + name + ".hbs")
                        .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);

        assertThatCode(() -> PromptTemplates.with(Map.of(name, text))).doesNotThrowAnyException();
    }
}
