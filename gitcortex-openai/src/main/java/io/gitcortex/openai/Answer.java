package io.gitcortex.openai;

import java.net.http.HttpHeaders;

/** What an endpoint said: a status, headers, and as much of the body as was kept. */
final class Answer {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final boolean cut;

    /** Takes the array over. */
    Answer(int status, HttpHeaders headers, byte[] body, boolean cut) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.cut = cut;
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    /** Not a copy: bodies may be large, and nobody here writes into one. */
    byte[] body() {
        return body;
    }

    /** True if there was more than was kept. */
    boolean isCut() {
        return cut;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
