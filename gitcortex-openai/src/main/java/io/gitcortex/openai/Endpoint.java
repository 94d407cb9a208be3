package io.gitcortex.openai;

import io.gitcortex.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where requests go. The one place where the key is added to them. */
final class Endpoint {
    private final String base;
    private final URI completions;
    private final @Nullable Secret key;

    private Endpoint(String base, @Nullable Secret key) throws URISyntaxException {
        this.base = base;
        this.completions = new URI(base + "/chat/completions");
        this.key = key;
    }

    /**
     * An endpoint by its base URL, which is used as given, but for slashes at its end.
     *
     * @throws IllegalArgumentException if the URL cannot be posted to, or the key not be sent; the message holds neither,
     *     since a URL may hold a password
     */
    static Endpoint of(String baseUrl, @Nullable Secret key) {
        if (key != null && !key.use(Endpoint::isHeaderText)) {
            throw new IllegalArgumentException(
                    "The API key holds a blank, a line break, or another character that no HTTP"
                            + " header can carry: check where it was copied from");
        }
        try {
            Endpoint endpoint = new Endpoint(withoutSlashes(baseUrl.strip()), key);
            endpoint.requirePlainUrl();
            return endpoint;
        } catch (URISyntaxException e) {
            // Without the cause: its message repeats the URL.
            throw new IllegalArgumentException(needed());
        }
    }

    HttpRequest request(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(completions)
                // One connection for one call, so that giving up a call gives up its connection and no other; and an
                // upgrade to HTTP/2 over plain text is more than some local endpoints can bear.
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (key != null) {
            key.use(text -> request.header("Authorization", "Bearer " + text));
        }
        return request.build();
    }

    Redaction redaction() {
        return new Redaction(key);
    }

    @Override
    public String toString() {
        return base;
    }

    private void requirePlainUrl() {
        String scheme =
                completions.getScheme() == null ? "" : completions.getScheme().toLowerCase(Locale.ROOT);
        boolean speaksHttp = scheme.equals("http") || scheme.equals("https");
        if (!speaksHttp
                || completions.getHost() == null
                || completions.getRawUserInfo() != null
                || completions.getRawQuery() != null
                || completions.getRawFragment() != null) {
            throw new IllegalArgumentException(needed());
        }
    }

    private static String needed() {
        return "The base URL must be an http or https URL with a host, and without user, query and fragment, such as"
                + " https://api.openai.com/v1 or http://localhost:11434/v1";
    }

    private static String withoutSlashes(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }

    private static boolean isHeaderText(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
