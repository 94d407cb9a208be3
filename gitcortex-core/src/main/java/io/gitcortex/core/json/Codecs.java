package io.gitcortex.core.json;

import io.gitcortex.model.Named;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the codec of a type: one that was given, or the one that follows from a record's or enum's own shape. */
final class Codecs {
    private final Spelling spelling;
    private final Map<Class<?>, Codec<?>> given = new HashMap<>();

    Codecs(Spelling spelling) {
        this.spelling = spelling;
        with(String.class, Scalar.TEXT);
        with(boolean.class, Scalar.BOOLEAN).with(Boolean.class, Scalar.BOOLEAN);
        with(int.class, Scalar.INT).with(Integer.class, Scalar.INT);
        with(long.class, Scalar.LONG).with(Long.class, Scalar.LONG);
        with(Instant.class, Scalar.INSTANT).with(Duration.class, Scalar.DURATION);
        with(WorkflowId.class, Scalar.WORKFLOW_ID).with(TaskId.class, Scalar.TASK_ID);
        with(TerminalId.class, Scalar.TERMINAL_ID).with(SessionId.class, Scalar.SESSION_ID);
        with(QuestionId.class, Scalar.QUESTION_ID);
    }

    /** Has {@code codec} used wherever {@code type} is met from now on. */
    Codecs with(Class<?> type, Codec<?> codec) {
        given.put(type, codec);
        return this;
    }

    Spelling spelling() {
        return spelling;
    }

    <R extends Record> RecordCodec<R> record(Class<R> type) {
        return new RecordCodec<>(type, this);
    }

    @SuppressWarnings("unchecked")
    Codec<Object> of(Type type) {
        return (Codec<Object>) find(type);
    }

    private Codec<?> find(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new ListCodec<>(of(generic.getActualTypeArguments()[0]));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("There is no JSON form for " + type.getTypeName());
        }
        Codec<?> codec = given.get(plain);
        if (codec != null) {
            return codec;
        }
        if (plain.isEnum() && Named.class.isAssignableFrom(plain)) {
            return new EnumCodec<>(plain.asSubclass(Named.class), spelling);
        }
        // A record of the one component "value" is an id or a secret: such a thing is never opened up by itself.
        if (plain.isRecord() && !plain.getRecordComponents()[0].getName().equals("value")) {
            return record(plain.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("There is no JSON form for " + plain.getName());
    }
}
