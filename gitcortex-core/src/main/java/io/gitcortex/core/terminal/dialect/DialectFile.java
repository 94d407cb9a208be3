package io.gitcortex.core.terminal.dialect;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gitcortex.core.terminal.ScreenPrompt;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A dialect as it stands in its file. Fields that are left out are null. */
record DialectFile(
        @Nullable String name,
        @Nullable String description,
        @Nullable String verified,
        @Nullable List<String> command,
        @Nullable List<String> model,
        @Nullable List<String> access,
        @Nullable List<String> begin,
        @Nullable List<String> resume,
        @Nullable Map<String, String> environment,
        @JsonProperty("key_variable") @Nullable String keyVariable,
        @Nullable PrivateHome home,
        @Nullable String reports,
        @Nullable String connected,
        @JsonProperty("settle_millis") @Nullable Integer settleMillis,
        @Nullable Typing typing,
        @Nullable String quit,
        @Nullable ConversationLine conversation,
        @Nullable List<ScreenLine> screens) {
    /** Screens are drawn in pieces: what stands for less may be half of another one. */
    private static final int LEAST_SETTLE = 300;
    /** What is longer would use up the time in which a CLI has to be ready. */
    private static final int LONGEST_SETTLE = 10_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Where the name of a conversation is found, as it stands in the file. */
    record ConversationLine(@Nullable String file, @Nullable String id) {}

    /** A screen as it stands in the file. */
    record ScreenLine(
            @Nullable String name,
            @Nullable String state,
            @Nullable String kind,
            @Nullable List<String> lines,
            @Nullable List<String> absent,
            @Nullable String title,
            @Nullable String text,
            @Nullable String resets,
            @Nullable String answer,
            @Nullable List<KeyedOption> options) {
        ScreenPattern pattern() {
            String called = Objects.requireNonNullElse(name, "without a name");
            try {
                ScreenPattern.Signs signs = new ScreenPattern.Signs(
                        orEmpty(lines).stream().map(Pattern::compile).toList(),
                        orEmpty(absent).stream().map(Pattern::compile).toList(),
                        compiled(title));
                ScreenPattern.@Nullable Prompt prompt = kind == null
                        ? null
                        : new ScreenPattern.Prompt(
                                constant(ScreenPrompt.Kind.class, "kind", kind),
                                compiled(text),
                                orEmpty(options),
                                answer);
                ScreenState shown = constant(ScreenState.class, "state", Objects.requireNonNullElse(state, ""));
                return new ScreenPattern(called, shown, signs, prompt, compiled(resets));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "Screen '" + called + "': '" + e.getPattern() + "' is no regular expression: "
                                + e.getDescription(),
                        e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Screen '" + called + "': " + e.getMessage(), e);
            }
        }
    }

    Dialect dialect() {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'name' must be small letters, digits and hyphens, not '" + name + "'");
        }
        boolean startsReady = !"output".equals(connected);
        if (connected != null && startsReady && !connected.equals("ready")) {
            throw new IllegalArgumentException("'connected' must be 'ready' or 'output', not '" + connected + "'");
        }
        boolean reportsByFile = "file".equals(reports);
        if (reports != null && !reportsByFile && !reports.equals("commit")) {
            throw new IllegalArgumentException("'reports' must be 'commit' or 'file', not '" + reports + "'");
        }
        return new Dialect(
                new Dialect.Title(name, Objects.requireNonNullElse(description, ""), verified),
                new Dialect.Ways(
                        new Launch(
                                orEmpty(command),
                                orEmpty(model),
                                orEmpty(access),
                                orEmpty(begin),
                                orEmpty(resume),
                                Objects.requireNonNullElse(environment, Map.of())),
                        new Dialect.Account(keyVariable, home),
                        new Dialect.Manner(
                                reportsByFile,
                                startsReady,
                                settle(),
                                Objects.requireNonNullElse(typing, Typing.PLAIN),
                                quit)),
                new Dialect.Recognition(
                        orEmpty(screens).stream().map(ScreenLine::pattern).toList(),
                        Optional.ofNullable(conversation)
                                .map(line -> new ConversationFile(
                                        Objects.requireNonNullElse(line.file(), ""),
                                        Pattern.compile(Objects.requireNonNullElse(line.id(), ""))))
                                .orElse(null)));
    }

    private Duration settle() {
        int millis = Objects.requireNonNullElse(settleMillis, LEAST_SETTLE);
        if (millis < LEAST_SETTLE || millis > LONGEST_SETTLE) {
            throw new IllegalArgumentException(
                    "'settle_millis' must be from " + LEAST_SETTLE + " to " + LONGEST_SETTLE + ", not " + millis);
        }
        return Duration.ofMillis(millis);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String field, String value) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + field + "' must be one of "
                        + Stream.of(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .toList()
                        + ", not '" + value + "'"));
    }

    private static @Nullable Pattern compiled(@Nullable String expression) {
        return expression == null ? null : Pattern.compile(expression);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
