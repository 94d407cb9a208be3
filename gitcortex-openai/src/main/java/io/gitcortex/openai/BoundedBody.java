package io.gitcortex.openai;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Keeps the beginning of a body and hangs up on the rest, so that no endpoint can fill our memory. */
final class BoundedBody implements BodySubscriber<Answer> {
    static final int MOST_BYTES_OF_AN_ANSWER = 8 << 20;
    static final int MOST_BYTES_OF_AN_ERROR = 16 << 10;

    private final CompletableFuture<Answer> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ResponseInfo info;
    private final int limit;
    private Subscription subscription = new Unsubscribed();

    BoundedBody(ResponseInfo info) {
        this.info = info;
        this.limit = info.statusCode() / 100 == 2 ? MOST_BYTES_OF_AN_ANSWER : MOST_BYTES_OF_AN_ERROR;
    }

    @Override
    public CompletionStage<Answer> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), limit - kept.size())];
            boolean tooMuch = bytes.length < buffer.remaining();
            buffer.get(bytes);
            kept.writeBytes(bytes);
            if (tooMuch) {
                subscription.cancel();
                whole.complete(answer(true));
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(answer(false));
    }

    private Answer answer(boolean cut) {
        return new Answer(info.statusCode(), info.headers(), kept.toByteArray(), cut);
    }

    /** Before {@link #onSubscribe}, which the publisher calls first. */
    private static final class Unsubscribed implements Subscription {
        @Override
        public void request(long count) {
            throw new IllegalStateException("Nothing has been subscribed to");
        }

        @Override
        public void cancel() {
            throw new IllegalStateException("Nothing has been subscribed to");
        }
    }
}
