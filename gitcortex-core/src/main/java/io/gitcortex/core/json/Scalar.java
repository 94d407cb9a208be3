package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A value that is one text, number or truth value in JSON. There is none for an instruction's secret id: what holds one has
 * no codec, and so cannot get into an event by mistake.
 */
record Scalar<T>(
        String expected, Predicate<JsonNode> accepts, Function<JsonNode, T> reader, Function<T, JsonNode> writer)
        implements Codec<T> {
    static final Codec<String> TEXT = new Scalar<>("text", JsonNode::isTextual, JsonNode::textValue, TextNode::valueOf);
    static final Codec<Integer> INT = new Scalar<>(
            "a whole number",
            node -> node.isIntegralNumber() && node.canConvertToInt(),
            JsonNode::intValue,
            IntNode::valueOf);
    static final Codec<Long> LONG = new Scalar<>(
            "a whole number",
            node -> node.isIntegralNumber() && node.canConvertToLong(),
            JsonNode::longValue,
            LongNode::valueOf);
    static final Codec<Boolean> BOOLEAN =
            new Scalar<>("true or false", JsonNode::isBoolean, JsonNode::booleanValue, BooleanNode::valueOf);
    static final Codec<Instant> INSTANT =
            text("an instant such as 2026-01-31T12:00:00Z", Instant::parse, Instant::toString);
    static final Codec<Duration> DURATION = text("a duration such as PT10M", Duration::parse, Duration::toString);
    static final Codec<Path> PATH = text("the path of a file", Path::of, Path::toString);
    static final Codec<WorkflowId> WORKFLOW_ID = text("a workflow's id", WorkflowId::of, WorkflowId::value);
    static final Codec<TaskId> TASK_ID = text("a task's id", TaskId::of, TaskId::value);
    static final Codec<TerminalId> TERMINAL_ID = text("a terminal's id", TerminalId::of, TerminalId::value);
    static final Codec<SessionId> SESSION_ID = text("a session's id", SessionId::of, SessionId::value);
    static final Codec<QuestionId> QUESTION_ID = text("a question's id", QuestionId::of, QuestionId::value);

    private static <T> Codec<T> text(String expected, Function<String, T> parse, Function<T, String> format) {
        return new Scalar<>(
                expected,
                JsonNode::isTextual,
                node -> parse.apply(node.textValue()),
                value -> TextNode.valueOf(format.apply(value)));
    }

    @Override
    public JsonNode write(T value) {
        return writer.apply(value);
    }

    @Override
    public T read(JsonNode node) {
        if (!accepts.test(node)) {
            throw JsonFormatException.of("must be " + expected + ", not " + JsonText.shown(node));
        }
        try {
            return reader.apply(node);
        } catch (DateTimeException | InvalidPathException e) {
            throw JsonFormatException.of("must be " + expected + ", not " + JsonText.shown(node), e);
        } catch (IllegalArgumentException e) {
            throw JsonFormatException.of("is not valid: " + e.getMessage(), e);
        }
    }
}
