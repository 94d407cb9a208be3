package io.gitcortex.testkit.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmException;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRateLimitedException;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.Secret;
import io.gitcortex.testkit.waiting.Eventually;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link LlmClient} guarantees, as tests. Extend it, and give it a peer to play with:
 *
 * <pre>{@code
 * class MyClientContractTest extends LlmClientContract {
 *     protected ModelPeer newPeer() { return new MyPeer(); }
 * }
 * }</pre>
 *
 * <p>The names of the tests begin with the number of the guarantee in {@link LlmClient}. Log lines are the one thing that
 * cannot be seen from here: a client that logs tests them itself.
 *
 * <p>Not thread-safe. JUnit makes a new one for each test.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class LlmClientContract {
    private static final String KEY = "key-canary-5b1d4e2f8a6c0b9d";
    private static final String CONTENT = "content canary: seven purple herons cross the river";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int MOST_SAID_BYTES = 2048;

    private final Secret key = Secret.of(KEY);
    private final ExecutorService callers = Executors.newCachedThreadPool(LlmClientContract::daemon);
    private ModelPeer peer;
    private LlmClient client;

    /** For subclasses. */
    protected LlmClientContract() {}

    /**
     * A peer that nobody has spoken to yet.
     *
     * @return a new peer, which the contract closes
     * @throws Exception if there is none to be had; the test then fails
     */
    protected abstract ModelPeer newPeer() throws Exception;

    @BeforeEach
    final void connect() throws Exception {
        peer = newPeer();
        client = peer.newClient(key);
    }

    @AfterEach
    final void disconnect() {
        callers.shutdownNow();
        key.close();
        if (client != null) {
            client.close();
        }
        if (peer != null) {
            peer.close();
        }
    }

    @Test
    final void guarantee_1_one_request_is_made_for_an_answer() throws Exception {
        peer.replyWith(new PeerReply.Text("go on"));

        assertThat(client.complete(asking(CONTENT, LONG)).text()).isEqualTo("go on");

        assertThat(peer.received()).hasSize(1);
    }

    @Test
    final void guarantee_1_nothing_is_retried() {
        List<PeerReply> troubles = List.of(
                new PeerReply.Failing("down"),
                new PeerReply.RateLimited(Duration.ZERO),
                new PeerReply.Rejected("no"),
                new PeerReply.HangUp());

        for (PeerReply trouble : troubles) {
            int before = peer.received().size();
            failureOf(trouble, CONTENT);
            assertThat(peer.received()).as("requests after %s", trouble).hasSize(before + 1);
        }
    }

    @Test
    final void guarantee_2_an_endpoint_that_asks_to_wait_says_how_long() {
        assertThat(failureOf(new PeerReply.RateLimited(Duration.ofSeconds(7)), CONTENT))
                .isInstanceOfSatisfying(
                        LlmRateLimitedException.class,
                        limited -> assertThat(limited.retryAfter()).contains(Duration.ofSeconds(7)));
        assertThat(failureOf(new PeerReply.RateLimited(null), CONTENT))
                .isInstanceOfSatisfying(
                        LlmRateLimitedException.class,
                        limited -> assertThat(limited.retryAfter()).isEmpty());
    }

    @Test
    final void guarantee_2_an_endpoint_that_fails_or_hangs_up_is_unavailable() {
        assertThat(failureOf(new PeerReply.Failing("down"), CONTENT)).isInstanceOf(LlmUnavailableException.class);
        assertThat(failureOf(new PeerReply.HangUp(), CONTENT)).isInstanceOf(LlmUnavailableException.class);
    }

    @Test
    final void guarantee_2_an_endpoint_that_refuses_has_rejected_the_request() {
        assertThat(failureOf(new PeerReply.Rejected("no"), CONTENT)).isInstanceOf(LlmRejectedException.class);
    }

    @Test
    final void guarantee_2_silence_ends_with_the_timeout_and_gives_up_the_connection() {
        peer.replyWith(new PeerReply.Silence());

        assertThatThrownBy(() -> client.complete(asking(CONTENT, SHORT))).isInstanceOf(LlmUnavailableException.class);

        Eventually.isTrue(() -> peer.waiting() == 0);
    }

    @Test
    final void guarantee_3_an_interrupt_ends_the_call_and_gives_up_the_connection() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        peer.replyWith(new PeerReply.Silence());
        Thread caller = daemon(() -> outcome.complete(catchThrowable(() -> client.complete(asking(CONTENT, LONG)))));
        caller.start();
        Eventually.isTrue(() -> peer.waiting() == 1);

        caller.interrupt();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        Eventually.isTrue(() -> peer.waiting() == 0);
    }

    @Test
    final void guarantee_3_a_thread_that_is_interrupted_already_asks_nothing() {
        peer.replyWith(new PeerReply.Text("go on"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> client.complete(asking(CONTENT, LONG))).isInstanceOf(InterruptedException.class);

        assertThat(peer.received()).isEmpty();
    }

    @Test
    final void guarantee_4_many_threads_ask_at_once_and_each_gets_its_own_answer() throws Exception {
        peer.replyWith(new PeerReply.Echo());
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String mine = "question " + i;
            answers.add(callers.submit(() -> client.complete(asking(mine, LONG)).text()));
        }

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("question " + i);
        }
    }

    @Test
    final void guarantee_5_messages_arrive_in_order_and_unchanged() throws Exception {
        peer.replyWith(new PeerReply.Text("go on"));
        List<LlmMessage> conversation = List.of(
                LlmMessage.system("Standing orders: \"quoted\", back\\slash, {{braces}}, <b>&amp;</b>"),
                LlmMessage.user("one\r\ntwo\n\tthree \u0000\u0007\u001b[31m"),
                LlmMessage.assistant(""),
                LlmMessage.user("\u00e9 e\u0301 \u4f60\u597d \u202eabc \ufeff \u2028 \ud83d\udc69\u200d\ud83d\ude80"),
                LlmMessage.assistant("   blanks around   "),
                LlmMessage.user("last"));

        client.complete(LlmRequest.of(conversation, LONG));

        assertThat(peer.received()).containsExactly(conversation);
    }

    @Test
    final void guarantee_5_an_answer_comes_back_unchanged() throws Exception {
        String text = "  [\"a\\nb\"]\r\n\t\u0000 \u4f60\u597d \ud83d\ude80 ";
        peer.replyWith(new PeerReply.Text(text));

        assertThat(client.complete(asking(CONTENT, LONG)).text()).isEqualTo(text);
    }

    @Test
    final void guarantee_5_a_long_text_arrives_whole() throws Exception {
        peer.replyWith(new PeerReply.Echo());
        String text = "0123456789abcde\u00e9".repeat(1 << 16);

        assertThat(client.complete(asking(text, LONG)).text()).isEqualTo(text);
    }

    @Test
    final void guarantee_6_no_exception_holds_the_key_or_a_message() {
        String said = "Bad key " + KEY + ", asked: " + CONTENT + " (" + CONTENT.substring(9) + ")";

        for (PeerReply refusal : List.of(new PeerReply.Rejected(said), new PeerReply.Failing(said))) {
            assertThat(printed(failureOf(refusal, CONTENT)))
                    .doesNotContain(KEY)
                    .doesNotContain(CONTENT)
                    .doesNotContain("purple herons");
        }
    }

    @Test
    final void guarantee_6_no_exception_holds_more_than_2_KiB_of_what_an_endpoint_said() {
        String said = "\u00a7".repeat(100_000);

        for (PeerReply refusal : List.of(new PeerReply.Rejected(said), new PeerReply.Failing(said))) {
            long kept = printed(failureOf(refusal, CONTENT))
                    .chars()
                    .filter(c -> c == '\u00a7')
                    .count();
            assertThat(kept * 2).isLessThanOrEqualTo(MOST_SAID_BYTES);
        }
    }

    @Test
    final void guarantee_6_a_client_prints_no_key_and_no_message() throws Exception {
        peer.replyWith(new PeerReply.Text("go on"));
        client.complete(asking(CONTENT, LONG));

        assertThat(client.toString()).doesNotContain(KEY).doesNotContain(CONTENT);
    }

    @Test
    final void guarantee_7_a_closed_client_refuses_to_be_asked() {
        peer.replyWith(new PeerReply.Text("go on"));

        client.close();

        assertThatCode(client::close).doesNotThrowAnyException();
        assertThatThrownBy(() -> client.complete(asking(CONTENT, LONG))).isInstanceOf(IllegalStateException.class);
        assertThat(peer.received()).isEmpty();
    }

    @Test
    final void guarantee_7_closing_ends_the_calls_under_way() throws Exception {
        peer.replyWith(new PeerReply.Silence());
        Future<Throwable> outcome = callers.submit(() -> catchThrowable(() -> client.complete(asking(CONTENT, LONG))));
        Eventually.isTrue(() -> peer.waiting() == 1);

        client.close();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(LlmUnavailableException.class);
    }

    private Throwable failureOf(PeerReply reply, String content) {
        peer.replyWith(reply);
        Throwable failure = catchThrowable(() -> client.complete(asking(content, LONG)));
        assertThat(failure)
                .as("failure after %s", reply.getClass().getSimpleName())
                .isInstanceOf(LlmException.class);
        return failure;
    }

    private static LlmRequest asking(String content, Duration timeout) {
        return LlmRequest.of(List.of(LlmMessage.system("Be brief."), LlmMessage.user(content)), timeout);
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "llm-contract-caller");
        thread.setDaemon(true);
        return thread;
    }
}
