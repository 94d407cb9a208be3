package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.core.json.JsonFormatException.Flaw;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object whose keys are the components of a public record. Other methods of the record are no properties. */
final class RecordCodec<R extends Record> implements Codec<R> {
    private final Constructor<R> constructor;
    private final List<RecordField> fields;
    private final Spelling spelling;

    RecordCodec(Class<R> type, Codecs codecs) {
        this(type, codecs, Map.of());
    }

    /**
     * @param names the names that components go by in JSON, where they are not their own
     */
    RecordCodec(Class<R> type, Codecs codecs, Map<String, String> names) {
        RecordComponent[] components = type.getRecordComponents();
        this.constructor = canonicalConstructor(type, components);
        this.fields = Arrays.stream(components)
                .map(component -> RecordField.of(component, names, codecs))
                .toList();
        this.spelling = codecs.spelling();
    }

    private static <R> Constructor<R> canonicalConstructor(Class<R> type, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " has no public canonical constructor", e);
        }
    }

    @Override
    public ObjectNode write(R value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (RecordField field : fields) {
            object.set(spelling.key(field.name()), field.write(value));
        }
        return object;
    }

    @Override
    public R read(JsonNode node) {
        if (!node.isObject()) {
            throw JsonFormatException.of("must be " + expected() + ", not " + JsonText.shown(node));
        }
        @Nullable Object[] arguments = new @Nullable Object[fields.size()];
        List<Flaw> flaws = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            try {
                arguments[i] = fields.get(i).read(node, spelling);
            } catch (JsonFormatException e) {
                flaws.addAll(e.flawsAt(spelling.key(fields.get(i).name())));
            }
        }
        if (!flaws.isEmpty()) {
            throw JsonFormatException.of(flaws);
        }
        return construct(arguments);
    }

    private R construct(@Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw JsonFormatException.of("is not valid: " + refused.getMessage(), refused);
            }
            throw new IllegalStateException(constructor + " failed for values of the right types", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor + " is public and cannot be called", e);
        }
    }

    @Override
    public String expected() {
        return "an object";
    }
}
