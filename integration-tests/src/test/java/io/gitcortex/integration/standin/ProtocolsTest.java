package io.gitcortex.integration.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolsTest {
    static Stream<Arguments> ways() {
        return Stream.of(ModelApi.values())
                .flatMap(api -> Stream.of(Arguments.of(api, false), Arguments.of(api, true)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_command_is_asked_for_with_the_tool_and_the_arguments_that_the_cli_offers(ModelApi api, boolean stream)
            throws Exception {
        try (ModelStandIn standIn = ModelStandIn.start(Script.steps(new Step.Shell("echo \"a b\"")))) {
            String body = ask(standIn, api, stream, List.of()).body();
            assertThat(body)
                    .contains(Map.of(
                                    ModelApi.CHAT_COMPLETIONS, "\"name\":\"bash\"",
                                    ModelApi.RESPONSES, "\"name\":\"exec_command\"",
                                    ModelApi.MESSAGES, "\"name\":\"Bash\"",
                                    ModelApi.GENERATE_CONTENT, "\"name\":\"run_shell_command\"")
                            .get(api));
            // Protocols differ in whether arguments are a tree or a text; either way the command is there unharmed.
            assertThat(body.replace("\\", "")).contains("echo \"a b\"");
            assertThat(body.contains("60000")).as("what the schema requires").isEqualTo(api != ModelApi.RESPONSES);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void results_of_tools_are_counted_from_the_last_prompt(ModelApi api, boolean stream) throws Exception {
        try (ModelStandIn standIn = ModelStandIn.start(Script.steps(new Step.Shell("ls"), new Step.Say("Seen.")))) {
            String body = ask(standIn, api, stream, List.of("a.txt")).body();
            assertThat(body).contains(stream && api == ModelApi.CHAT_COMPLETIONS ? "\"Se\"" : "Seen.");
            Turn turn = standIn.turns().get(0);
            assertThat(turn.api()).isEqualTo(api);
            assertThat(turn.model()).isEqualTo("m");
            assertThat(turn.prompts()).containsExactly("Do it");
            assertThat(turn.results()).hasSize(1).first().asString().contains("a.txt");
            assertThat(turn.headers()).containsEntry("x-test", "yes");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_stream_is_made_of_events_and_its_absence_of_one_object(ModelApi api, boolean stream) throws Exception {
        try (ModelStandIn standIn = ModelStandIn.start(Script.steps())) {
            HttpResponse<String> response = ask(standIn, api, stream, List.of());
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue(stream ? "text/event-stream" : "application/json");
            if (stream) {
                assertThat(response.body().split("\n\n"))
                        .allSatisfy(event -> assertThat(event).containsPattern("(?m)^data: "));
            } else {
                assertThat(response.body()).startsWith("{").endsWith("}");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void an_error_has_its_status_its_headers_and_its_words(ModelApi api, boolean stream) throws Exception {
        Step refuse = new Step.Refuse(429, "No more today", Map.of("Retry-After", "7"));
        try (ModelStandIn standIn = ModelStandIn.start(turn -> refuse)) {
            HttpResponse<String> response = ask(standIn, api, stream, List.of());
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
            assertThat(response.body()).contains("No more today");
        }
    }

    @Test
    void the_time_that_copilot_puts_before_a_prompt_is_no_part_of_it() throws Exception {
        try (ModelStandIn standIn = ModelStandIn.start(Script.steps())) {
            String prompt = "<current_datetime>2026-11-26T23:00:15.777+00:00</current_datetime>\n\nDo it";
            var body = Requests.body(ModelApi.CHAT_COMPLETIONS, true, prompt, List.of());
            Requests.post(standIn.origin(), "/v1/chat/completions", body);
            assertThat(standIn.turns().get(0).prompt()).isEqualTo("Do it");
        }
    }

    @Test
    void the_directories_that_gemini_lists_before_a_prompt_are_no_part_of_it() throws Exception {
        try (ModelStandIn standIn = ModelStandIn.start(Script.steps())) {
            var body = Requests.body(ModelApi.GENERATE_CONTENT, true, "Do it", List.of());
            ((ArrayNode) body.at("/contents/0/parts"))
                    .insertObject(0)
                    .put("text", "- **Workspace Directories:**\n  - /a\n  - /b\n");
            Requests.post(standIn.origin(), "/v1beta/models/m1:streamGenerateContent", body);
            assertThat(standIn.turns().get(0).prompt()).isEqualTo("Do it");
        }
    }

    @Test
    void a_side_question_gets_a_title_and_is_no_turn() throws Exception {
        try (ModelStandIn standIn = ModelStandIn.start(Script.steps(new Step.Shell("ls")))) {
            var body = Requests.body(ModelApi.MESSAGES, false, "Name this", List.of());
            body.remove("tools");
            assertThat(Requests.post(standIn.origin(), "/v1/messages", body).body())
                    .contains("A title");
            assertThat(standIn.turns()).isEmpty();
            assertThat(standIn.exchanges()).hasSize(1);
        }
    }

    @Test
    void what_is_not_known_is_refused_and_remembered() throws Exception {
        try (ModelStandIn standIn = ModelStandIn.start(Script.steps())) {
            HttpResponse<String> response = Requests.post(standIn.origin(), "/api/event_logging", Json.object());
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(standIn.exchanges().get(0).request()).isEqualTo("POST /api/event_logging");
        }
    }

    private static HttpResponse<String> ask(ModelStandIn standIn, ModelApi api, boolean stream, List<String> results)
            throws Exception {
        return Requests.post(
                standIn.origin(), Requests.path(api, stream), Requests.body(api, stream, "Do it", results));
    }
}
