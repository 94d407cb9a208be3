package io.gitcortex.core.json;

import io.gitcortex.model.QuestionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.Login;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowPlan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values of every type that our JSON knows, from a seed, with a liking for the awkward ones. */
final class SampleValues {
    private static final int ATTEMPTS = 1_000;
    private static final Set<Class<?>> IDS =
            Set.of(WorkflowId.class, TaskId.class, TerminalId.class, SessionId.class, QuestionId.class);
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "plain",
            "null",
            "true",
            "17",
            "Grüße, мир, 世界, \uD83D\uDE00\uD83C\uDFFD",
            "half a pair \uD83D and \uDE00",
            "\"quoted\" \\ {\"a\":[1]}",
            "lines\r\nand\ttabs\n",
            "\u0000\u0001\u001b[31m\u007f\u0085\u2028\u2029\ufeff\uffff",
            "</script><!-- & -->",
            "x".repeat(9_000));
    private static final List<String> ID_TEXTS =
            List.of("wf-1", "Ünïcode id", "a\"b\\c", "\uD83D\uDE00", "x".repeat(200));
    private static final List<Long> NUMBERS = List.of(
            0L, 1L, -1L, 2L, 17L, (long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final List<Instant> INSTANTS = List.of(
            Instant.EPOCH,
            Instant.parse("2026-02-28T23:59:59.999999999Z"),
            Instant.parse("2026-01-01T00:00:00.100Z"),
            Instant.MIN,
            Instant.MAX);
    private static final List<Duration> DURATIONS = List.of(
            Duration.ofMillis(500), Duration.ofMinutes(10), Duration.ofDays(400).plusNanos(1), Duration.ofNanos(1));

    private final Random random;

    SampleValues(long seed) {
        this.random = new Random(seed);
    }

    /** A record of this type; values that its constructor refuses are replaced by others. */
    <R> R record(Class<R> type) {
        RuntimeException refused = new IllegalStateException("never tried");
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return create(type);
            } catch (IllegalArgumentException e) {
                refused = e;
            }
        }
        throw new IllegalStateException("No value of " + type + " in " + ATTEMPTS + " attempts", refused);
    }

    private <R> R create(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types).newInstance(arguments(components));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new AssertionError(type + " has refused a value in an unexpected way", e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " is not open to everybody", e);
        }
    }

    private @Nullable Object[] arguments(RecordComponent[] components) {
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < arguments.length; i++) {
            boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            arguments[i] = nullable && random.nextBoolean() ? null : value(components[i].getGenericType());
        }
        return arguments;
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return list(() -> value(generic.getActualTypeArguments()[0]));
        }
        Class<?> plain = (Class<?>) type;
        Supplier<?> known = simple().get(plain);
        if (known != null) {
            return known.get();
        }
        if (plain.isEnum()) {
            return one(List.of(plain.getEnumConstants()));
        }
        if (plain.isSealed()) {
            return record(one(List.copyOf(SealedRecords.under(plain).values())));
        }
        return IDS.contains(plain) ? id(plain) : record(plain);
    }

    private Map<Class<?>, Supplier<?>> simple() {
        return Map.ofEntries(
                Map.entry(String.class, () -> one(TEXTS)),
                Map.entry(boolean.class, random::nextBoolean),
                Map.entry(int.class, this::number),
                Map.entry(Integer.class, this::number),
                Map.entry(long.class, () -> one(NUMBERS)),
                Map.entry(Instant.class, () -> one(INSTANTS)),
                Map.entry(Duration.class, () -> one(DURATIONS)),
                Map.entry(Question.class, this::question),
                Map.entry(WorkflowPlan.class, this::plan),
                Map.entry(TaskPlan.class, this::taskPlan),
                Map.entry(TerminalPlan.class, this::terminalPlan));
    }

    private int number() {
        return one(NUMBERS).intValue();
    }

    private Object id(Class<?> type) {
        try {
            return type.getConstructor(String.class).newInstance(one(ID_TEXTS));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    Question question() {
        List<Question.Choice> choices = new ArrayList<>(list(() -> record(Question.Choice.class)));
        choices.add(record(Question.Choice.class));
        return new Question(
                QuestionId.of(one(ID_TEXTS)),
                random.nextBoolean() ? null : TaskId.of(one(ID_TEXTS)),
                one(TEXTS),
                choices,
                one(INSTANTS),
                one(choices).key());
    }

    WorkflowPlan plan() {
        WorkflowPlan.Builder builder = WorkflowPlan.builder(name(), one(TEXTS));
        if (random.nextBoolean()) {
            builder.base("main")
                    .cli(one(TEXTS))
                    .mode(one(List.of(DecisionMode.values())))
                    .errorTerminal(terminalPlan())
                    .baseDirectory(Path.of("/some dir/ünï").toAbsolutePath())
                    .limits(record(WorkflowLimits.class));
        }
        return builder.sign(random.nextBoolean())
                .verify(list(() -> one(TEXTS)))
                .tasks(list(this::taskPlan))
                .build();
    }

    private TaskPlan taskPlan() {
        return TaskPlan.builder(name())
                .id(random.nextBoolean() ? null : TaskId.of(one(ID_TEXTS)))
                .description(one(TEXTS))
                .dependsOn(list(() -> TaskId.of(one(ID_TEXTS))))
                .setup(list(() -> one(TEXTS)))
                .cleanup(list(() -> one(TEXTS)))
                .terminals(list(this::terminalPlan))
                .build();
    }

    private TerminalPlan terminalPlan() {
        return TerminalPlan.builder(name())
                .id(random.nextBoolean() ? null : TerminalId.of(one(ID_TEXTS)))
                .cli(random.nextBoolean() ? null : one(TEXTS))
                .model(random.nextBoolean() ? null : one(TEXTS))
                .command(list(() -> one(TEXTS)))
                .passEnv(list(() -> one(TEXTS)))
                .login(one(List.of(Login.values())))
                .build();
    }

    private String name() {
        return one(ID_TEXTS);
    }

    <V> V one(List<V> values) {
        return values.get(random.nextInt(values.size()));
    }

    <V> List<V> list(Supplier<V> value) {
        List<V> values = new ArrayList<>();
        for (int size = random.nextInt(3); size > 0; size--) {
            values.add(value.get());
        }
        return values;
    }
}
