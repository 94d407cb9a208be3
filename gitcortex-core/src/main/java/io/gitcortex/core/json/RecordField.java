package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One component of a record. */
record RecordField(String name, Method accessor, Codec<Object> codec, boolean nullable) {
    static RecordField of(RecordComponent component, Map<String, String> names, Codecs codecs) {
        return new RecordField(
                names.getOrDefault(component.getName(), component.getName()),
                component.getAccessor(),
                codecs.of(component.getGenericType()),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    JsonNode write(Record holder) {
        Object value = valueIn(holder);
        return value == null ? NullNode.instance : codec.write(value);
    }

    private @Nullable Object valueIn(Record holder) {
        try {
            return accessor.invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(accessor + " is public and cannot be called", e);
        }
    }

    @Nullable
    Object read(JsonNode object, Spelling spelling) {
        JsonNode node = spelling.find(object, name);
        if (node != null) {
            return codec.read(node);
        }
        if (nullable) {
            return null;
        }
        if (spelling.isLenient() && accessor.getReturnType() == List.class) {
            return List.of();
        }
        throw JsonFormatException.of("is missing; it must be " + codec.expected());
    }
}
