package io.gitcortex.integration.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.stream.Stream;

/** Each type that a class promises, in its header and in the signatures of its public and protected members, is allowed. */
final class PromisedTypes extends ArchCondition<JavaClass> {
    private final DescribedPredicate<JavaClass> allowed;

    PromisedTypes(DescribedPredicate<JavaClass> allowed) {
        super("name in signatures only types that " + allowed.getDescription());
        this.allowed = allowed;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        report(type, type.getFullName(), header(type), events);
        type.getMembers().stream()
                .filter(PromisedTypes::isPromised)
                .forEach(member -> report(type, member.getFullName(), signature(member), events));
    }

    private void report(JavaClass type, String where, Stream<JavaType> types, ConditionEvents events) {
        types.flatMap(named -> named.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(named -> !named.isPrimitive() && !allowed.test(named))
                .distinct()
                .forEach(named ->
                        events.add(SimpleConditionEvent.violated(type, where + " promises " + named.getFullName())));
    }

    private static Stream<JavaType> header(JavaClass type) {
        Optional<JavaType> parent = type.getSuperclass();
        return Stream.concat(parent.stream(), type.getInterfaces().stream());
    }

    private static Stream<JavaType> signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        Stream<JavaType> thrown = unit.getThrowsClause().getTypes().stream().map(type -> type);
        return Stream.concat(Stream.of(unit.getReturnType()), Stream.concat(unit.getParameterTypes().stream(), thrown));
    }

    private static boolean isPromised(JavaMember member) {
        boolean visible = member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
        return visible && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    /** Whether others can name the class: it and all that it is nested in are public or protected. */
    static boolean isReachable(JavaClass type) {
        boolean visible = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return visible
                && type.getEnclosingClass().map(PromisedTypes::isReachable).orElse(true);
    }
}
