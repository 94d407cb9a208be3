package io.gitcortex.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gitcortex.llm.LlmRateLimitedException;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiLlmClientErrorTest extends WireMockTest {
    private static final String QUOTING = "Wrong key " + KEY + " (" + KEY.substring(3) + "), asked: " + CONTENT;

    @ParameterizedTest
    @CsvSource({
        "400,change the model",
        "401,check the API key",
        "402,change the model",
        "403,check the API key",
        "404,check the base URL",
        "413,too large",
        "422,change the model"
    })
    void what_the_endpoint_will_never_take_is_rejected_after_one_request(int status, String wayOut) {
        answer(json(status, "{\"error\": {\"message\": \"so it is\", \"type\": \"t\", \"code\": \"c\"}}"));

        assertThat(failure())
                .isInstanceOfSatisfying(
                        LlmRejectedException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessageContaining("answered " + status + ": so it is, c")
                .hasMessageContaining(wayOut);
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 502, 503, 504, 529})
    void what_may_pass_is_unavailable_after_one_request(int status) {
        answer(json(status, "{\"detail\": [{\"loc\": [\"body\"], \"msg\": \"busy\", \"input\": \"echo\"}]}"));

        assertThat(failure())
                .isExactlyInstanceOf(LlmUnavailableException.class)
                .hasMessageContaining("answered " + status + ": busy (");
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 503})
    void who_says_how_long_to_wait_limits_the_rate(int status) {
        answer(aResponse().withStatus(status).withHeader("Retry-After", "Fri, 02 Jan 2026 12:01:30 GMT"));

        assertThat(failure())
                .isInstanceOfSatisfying(
                        LlmRateLimitedException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(90)));
    }

    @Test
    void a_429_without_a_word_on_waiting_limits_the_rate_too() {
        answer(aResponse().withStatus(429));

        assertThat(failure())
                .isInstanceOfSatisfying(
                        LlmRateLimitedException.class,
                        e -> assertThat(e.retryAfter()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed(int status) {
        answer(aResponse().withStatus(status).withHeader("Location", "/elsewhere"));
        endpoint.stubFor(any(urlEqualTo("/elsewhere")).willReturn(saying("stolen")));

        assertThat(failure())
                .isInstanceOf(LlmRejectedException.class)
                .hasMessageContaining("redirects are not followed");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void an_error_in_plain_text_is_told_on_one_line() {
        answer(aResponse().withStatus(502).withBody("bad\r\n\u001b[31mgateway\u0000"));

        assertThat(failure()).hasMessageContaining("answered 502: bad   [31mgateway (");
    }

    @Test
    void a_huge_error_is_cut_at_2_KiB_and_between_characters() {
        answer(aResponse().withStatus(500).withBody("\u4f60\ud83d\ude80".repeat(1 << 20)));

        String message = failure().getMessage();

        String said = message.substring(message.indexOf("500: ") + 5, message.lastIndexOf(" ("));
        assertThat(said.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(2044, 2048);
        assertThat(said).startsWith("\u4f60\ud83d\ude80").doesNotContain("\ufffd");
    }

    @Test
    void a_huge_error_in_json_is_told_up_to_where_it_was_cut() {
        answer(json(422, "{\"detail\": [{\"msg\": \"too long\", \"input\": \"" + "x".repeat(1 << 20) + "\"}]}"));

        assertThat(failure()).hasMessageContaining("answered 422: too long (").hasMessageNotContaining("xxx");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 429, 503})
    void neither_key_nor_message_is_repeated_however_the_endpoint_quotes_them(int status) {
        String[] bodies = {
            QUOTING,
            "{\"error\": {\"message\": \"" + QUOTING + "\"}}",
            "{\"error\": {\"message\": \"" + KEY.replace("-", "\\u002d") + " " + CONTENT.replace(" ", "\\u0020")
                    + "\"}}",
            "{\"request\": \"" + QUOTING + "\"}",
            "x".repeat((16 << 10) - 12) + KEY,
        };
        for (String body : bodies) {
            answer(aResponse().withStatus(status).withBody(body));
            assertThat(printed(failure())).doesNotContain(KEY.substring(3, 11)).doesNotContain("purple herons");
        }
    }

    @Test
    void a_peer_that_speaks_no_http_is_not_quoted() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                OpenAiLlmClient misled = OpenAiLlmClient.builder()
                        .baseUrl("http://127.0.0.1:" + peer.getLocalPort())
                        .apiKey(key)
                        .model("m")
                        .build()) {
            Thread answering = new Thread(() -> quoteTo(peer), "rude-peer");
            answering.start();

            Throwable failure = catchThrowable(() -> misled.complete(REQUEST));

            assertThat(failure).isInstanceOf(LlmUnavailableException.class);
            assertThat(printed(failure)).doesNotContain(KEY).doesNotContain("purple herons");
            answering.join(10_000);
        }
    }

    @Test
    void neither_key_nor_message_nor_body_is_logged() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            answer(saying("reply canary"));
            client.complete(REQUEST);
            answer(json(401, "{\"error\": {\"message\": \"" + QUOTING + "\"}}"));
            failure();
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("answered 200 for model canary-model")
                .contains("answered 401")
                .doesNotContain(KEY)
                .doesNotContain("purple herons")
                .doesNotContain("reply canary");
    }

    @Test
    void a_client_prints_its_endpoint_and_model_only() {
        assertThat(client).hasToString("OpenAiLlmClient[http://127.0.0.1:" + endpoint.port() + "/v1, canary-model]");
    }

    private static void quoteTo(ServerSocket peer) {
        try (Socket connection = peer.accept()) {
            connection.getInputStream().read(new byte[4096]);
            connection
                    .getOutputStream()
                    .write((QUOTING + "\r\nHTTP/1.1 nonsense\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
