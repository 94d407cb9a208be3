package io.gitcortex.integration.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every field of a class is final, and of a kind that can be copied when it is set: no array, no mutable collection by name. */
final class FinalFields extends ArchCondition<JavaClass> {
    private static final List<Class<?>> COPIED = List.of(List.class, Set.class, Map.class);

    FinalFields() {
        super("have final fields alone, none of them an array or a collection that is mutable by its type");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(field -> !isImmutable(field))
                .forEach(field ->
                        events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can be changed")));
    }

    private static boolean isImmutable(JavaField field) {
        JavaClass type = field.getRawType();
        boolean collection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        boolean copied = COPIED.stream().anyMatch(type::isEquivalentTo);
        return field.getModifiers().contains(JavaModifier.FINAL) && !type.isArray() && (copied || !collection);
    }
}
