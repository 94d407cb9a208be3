package io.gitcortex.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.model.Secret;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiLlmClientRequestTest extends WireMockTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"type\":{\"enum\":[\"a\",\"\u00e9\"]}}}";

    @ParameterizedTest
    @CsvSource({
        "'',/chat/completions",
        "/,/chat/completions",
        "/v1,/v1/chat/completions",
        "/v1/,/v1/chat/completions",
        "/v1//,/v1/chat/completions",
        "/api/v1beta/openai/,/api/v1beta/openai/chat/completions",
        "'/v1 ',/v1/chat/completions"
    })
    void the_base_url_is_used_as_given_with_one_slash_between(String path, String expected) throws Exception {
        answer(saying("ok"));

        try (OpenAiLlmClient given = client(path)) {
            given.complete(REQUEST);
        }

        assertThat(requests()).extracting(LoggedRequest::getUrl).containsExactly(expected);
    }

    @Test
    void the_body_holds_the_model_and_the_messages_and_nothing_else() throws Exception {
        answer(saying("ok"));

        client.complete(LlmRequest.of(
                List.of(
                        LlmMessage.system("Be \"brief\"."),
                        LlmMessage.user("\u4f60\u597d \ud83d\ude80"),
                        LlmMessage.assistant("")),
                TIMEOUT));

        assertThat(JSON.readTree(requests().get(0).getBody())).isEqualTo(JSON.readTree("""
                                {"model": "canary-model", "messages": [
                                  {"role": "system", "content": "Be \\"brief\\"."},
                                  {"role": "user", "content": "\u4f60\u597d \ud83d\ude80"},
                                  {"role": "assistant", "content": ""}]}
                                """));
        assertThat(requests().get(0).getHeader("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void half_a_character_is_sent_as_the_replacement_character() throws Exception {
        answer(saying("ok"));

        client.complete(LlmRequest.of(List.of(LlmMessage.user("cut \ud83d here \ude80\ud83d\ude80 \ud83d")), TIMEOUT));

        assertThat(JSON.readTree(requests().get(0).getBody())
                        .at("/messages/0/content")
                        .asText())
                .isEqualTo("cut \ufffd here \ufffd\ud83d\ude80 \ufffd");
    }

    @Test
    void the_key_is_sent_once_as_a_bearer_token() throws Exception {
        answer(saying("ok"));

        client.complete(REQUEST);

        assertThat(requests().get(0).header("Authorization").values()).containsExactly("Bearer " + KEY);
        assertThat(requests().get(0).toString().replace("Bearer " + KEY, "")).doesNotContain(KEY);
    }

    @Test
    void without_a_key_no_authorisation_is_sent() throws Exception {
        answer(saying("ok"));

        try (OpenAiLlmClient open = OpenAiLlmClient.builder()
                .baseUrl("http://127.0.0.1:" + endpoint.port())
                .model("local")
                .build()) {
            open.complete(REQUEST);
        }

        assertThat(requests().get(0).header("Authorization").isPresent()).isFalse();
    }

    @Test
    void the_key_given_may_be_closed_once_the_client_is_built() throws Exception {
        answer(saying("ok"));

        key.close();

        assertThat(client.complete(REQUEST).text()).isEqualTo("ok");
        assertThat(requests().get(0).getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    }

    @Test
    void a_schema_is_asked_for_by_response_format() throws Exception {
        answer(saying("{}"));

        client.complete(asking(SCHEMA));

        assertThat(JSON.readTree(requests().get(0).getBody()).path("response_format"))
                .isEqualTo(JSON.readTree(
                        "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"reply\",\"schema\":" + SCHEMA + "}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "no schema", "{\"a\":}"})
    void a_schema_that_is_no_json_object_is_rejected_without_a_request(String schema) {
        assertThatThrownBy(() -> client.complete(asking(schema)))
                .isInstanceOfSatisfying(
                        LlmRejectedException.class, e -> assertThat(e.status()).isZero())
                .hasMessageContaining("schema");
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example.com/v1",
                "ftp://example.com/v1",
                "http:///v1",
                "https://user:hunter2@example.com/v1",
                "https://example.com/v1?key=hunter2",
                "https://example.com/v1#hunter2",
                "https://exa mple.com/hunter2"
            })
    void a_base_url_that_cannot_be_used_is_refused_without_being_repeated(String url) {
        assertThatThrownBy(
                        () -> OpenAiLlmClient.builder().model("m").baseUrl(url).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base URL must be")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-canary\n", "sk-canary\r\nX-Evil: 1", "sk canary", "sk-canar\u00ff"})
    void a_key_that_no_header_can_carry_is_refused_without_being_repeated(String text) {
        try (Secret bad = Secret.of(text)) {
            assertThatThrownBy(() ->
                            OpenAiLlmClient.builder().model("m").apiKey(bad).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("API key")
                    .hasMessageNotContaining("canar")
                    .hasNoCause();
        }
    }

    @Test
    void a_model_must_be_named() {
        assertThatThrownBy(() -> OpenAiLlmClient.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model(...)");
    }

    @Test
    void a_given_http_client_is_used_and_left_open() throws Exception {
        answer(saying("ok"));
        HttpClient http = HttpClient.newHttpClient();
        OpenAiLlmClient.Builder builder = OpenAiLlmClient.builder()
                .baseUrl("http://127.0.0.1:" + endpoint.port())
                .model("m")
                .httpClient(http);

        for (int i = 0; i < 2; i++) {
            try (OpenAiLlmClient own = builder.build()) {
                assertThat(own.complete(REQUEST).text()).isEqualTo("ok");
            }
        }
    }

    @Test
    void a_given_http_client_that_follows_redirects_is_refused() {
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatThrownBy(() ->
                        OpenAiLlmClient.builder().model("m").httpClient(http).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Redirect.NEVER");
    }

    private static LlmRequest asking(String schema) {
        return new LlmRequest(List.of(LlmMessage.user(CONTENT)), TIMEOUT, schema);
    }
}
