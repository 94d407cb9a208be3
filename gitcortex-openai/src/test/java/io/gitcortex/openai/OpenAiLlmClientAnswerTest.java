package io.gitcortex.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.TokenUsage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiLlmClientAnswerTest extends WireMockTest {
    private static final LlmRequest WITH_SCHEMA =
            new LlmRequest(List.of(LlmMessage.user(CONTENT)), Duration.ofSeconds(30), "{\"type\":\"object\"}");

    @Test
    void text_usage_and_truncation_are_read() throws Exception {
        answer(json(200, """
                {"id": "x", "choices": [
                  {"finish_reason": "length", "message": {"role": "assistant", "content": "\u4f60\u597d \\ud83d\\ude80\\n"}}, {}],
                 "usage": {"prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46}}
                """));

        assertThat(client.complete(REQUEST))
                .isEqualTo(new LlmResponse("\u4f60\u597d \ud83d\ude80\n", new TokenUsage(12, 34), true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"content": null}                                              | ''
                    {}                                                             | ''
                    {"content": [{"type": "text", "text": "a"}, {"text": "b"}, 3]} | ab
                    {"content": null, "refusal": "I will not"}                     | I will not
                    {"content": "a", "refusal": null, "tool_calls": []}            | a
                    """)
    void a_message_is_read_in_every_form_that_endpoints_use(String message, String text) throws Exception {
        answer(json(200, "{\"choices\": [{\"message\": " + message + "}], \"usage\": null}"));

        assertThat(client.complete(REQUEST)).isEqualTo(new LlmResponse(text, TokenUsage.NONE, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "not json",
                "<html>log in</html>",
                "null",
                "[]",
                "{}",
                "{\"choices\": []}",
                "{\"choices\": [{}]}",
                "{\"choices\": {\"message\": 1}}",
                "{\"choices\": [{\"message\": {\"content\": \"cut",
                "{\"choices\": [{\"message\": null}]}"
            })
    void a_success_without_a_message_of_a_model_is_unavailable(String body) {
        answer(json(200, body));

        assertThat(failure())
                .isInstanceOf(LlmUnavailableException.class)
                .hasMessageContaining("answered 200 with")
                .hasMessageContaining("base URL");
    }

    @Test
    void nesting_without_end_is_unavailable() {
        answer(json(200, "[".repeat(1_000_000)));

        assertThat(failure()).isInstanceOf(LlmUnavailableException.class);
    }

    @Test
    void an_error_that_comes_as_a_success_is_told() {
        answer(json(200, "{\"error\": {\"message\": \"upstream is out of memory\", \"code\": 502}}"));

        assertThat(failure())
                .isInstanceOf(LlmUnavailableException.class)
                .hasMessageContaining("upstream is out of memory");
    }

    @Test
    void an_answer_of_more_than_8_MiB_is_given_up() {
        answer(saying("x".repeat(9 << 20)));

        assertThat(failure()).isInstanceOf(LlmUnavailableException.class).hasMessageContaining("more than 8 MiB");
    }

    @Test
    void an_answer_of_nearly_8_MiB_is_read() throws Exception {
        answer(saying("x".repeat(8_300_000)));

        assertThat(client.complete(REQUEST).text()).hasSize(8_300_000);
    }

    @Test
    void the_timeout_covers_the_body_too() {
        answer(saying("x".repeat(1000)).withChunkedDribbleDelay(100, 60_000));

        assertThatThrownBy(() -> client.complete(LlmRequest.of(REQUEST.messages(), Duration.ofMillis(500))))
                .isInstanceOf(LlmUnavailableException.class)
                .hasMessageContaining("within the request's timeout");
    }

    @Test
    void a_timeout_of_centuries_is_as_good_as_any() throws Exception {
        answer(saying("ok"));

        assertThat(client.complete(LlmRequest.of(REQUEST.messages(), Duration.ofSeconds(Long.MAX_VALUE)))
                        .text())
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_broken_connection_is_unavailable_and_not_tried_again(Fault fault) {
        answer(aResponse().withFault(fault));

        assertThat(failure()).isInstanceOf(LlmUnavailableException.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void an_endpoint_that_is_not_there_is_unavailable() {
        endpoint.stop();

        assertThat(failure())
                .isInstanceOf(LlmUnavailableException.class)
                .hasMessageContaining("ConnectException")
                .hasMessageContaining("check that it runs");
    }

    @Test
    void an_endpoint_that_takes_no_schema_is_asked_once_more_without_and_that_is_remembered() throws Exception {
        answer(saying("plain"));
        refuseSchemasWith(
                400, "{\"error\": {\"message\": \"Unsupported parameter: 'response_format'\", \"param\": \"x\"}}");

        assertThat(client.complete(WITH_SCHEMA).text()).isEqualTo("plain");
        assertThat(requests()).hasSize(2);
        assertThat(client.complete(WITH_SCHEMA).text()).isEqualTo("plain");
        assertThat(requests()).hasSize(3);
    }

    @Test
    void a_refusal_of_a_schema_by_parameter_name_is_understood() throws Exception {
        answer(saying("plain"));
        refuseSchemasWith(
                400, "{\"error\": {\"message\": \"Unknown parameter\", \"param\": \"response_format.json_schema\"}}");

        assertThat(client.complete(WITH_SCHEMA).text()).isEqualTo("plain");
    }

    @Test
    void the_second_request_without_a_schema_is_the_last() {
        answer(json(400, "{\"error\": \"response_format is wrong, and so is all else\"}"));

        assertThatThrownBy(() -> client.complete(WITH_SCHEMA)).hasMessageContaining("answered 400");
        assertThat(requests()).hasSize(2);
    }

    @Test
    void a_refusal_that_says_nothing_of_the_schema_is_final() {
        answer(json(400, "{\"error\": \"the context is too long\"}"));

        assertThatThrownBy(() -> client.complete(WITH_SCHEMA)).hasMessageContaining("the context is too long");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void our_own_words_on_response_format_that_are_quoted_back_are_no_refusal_of_it() {
        String content = "Please explain what response_format does";
        answer(json(400, "{\"error\": \"cannot answer: " + content + "\"}"));

        assertThatThrownBy(() -> client.complete(new LlmRequest(
                        List.of(LlmMessage.user(content)), Duration.ofSeconds(30), "{\"type\":\"object\"}")))
                .hasMessageContaining("cannot answer");
        assertThat(requests()).hasSize(1);
    }

    private void refuseSchemasWith(int status, String body) {
        endpoint.stubFor(any(anyUrl())
                .atPriority(1)
                .withRequestBody(matchingJsonPath("$.response_format"))
                .willReturn(json(status, body)));
    }
}
