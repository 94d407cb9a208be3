package io.gitcortex.integration.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which package of the api may know which. An event tells the identity of a process, so workflow knows terminal; rows and
 * messages are about workflows, so store and bus know workflow.
 *
 * @param root the package above them all, which holds the exception that all others extend and knows none of them
 */
record ApiArrows(String root) {
    private static final Map<String, List<String>> KNOWS = Map.of(
            "model", List.of(),
            "llm", List.of("model"),
            "terminal", List.of("model"),
            "workflow", List.of("model", "terminal"),
            "bus", List.of("model", "workflow"),
            "store", List.of("model", "terminal", "workflow"),
            "spi", List.of("model", "llm", "terminal", "workflow", "bus", "store"));

    ArchRule rootKnowsNone() {
        return noClasses()
                .that()
                .resideInAPackage(root)
                .should()
                .dependOnClassesThat(resideInAnyPackage(patterns(KNOWS.keySet().stream())));
    }

    /** One rule for each package. Since the table has an order, these rules leave no room for a cycle. */
    Stream<ArchRule> eachKnowsEarlierOnesAlone() {
        return KNOWS.keySet().stream()
                .sorted()
                .map(name -> noClasses()
                        .that(resideInAPackage(pattern(name)))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                patterns(KNOWS.keySet().stream().filter(other -> !mayKnow(name, other)))))
                        .allowEmptyShould(true)
                        .as("in the api, %s should know no package but %s".formatted(name, KNOWS.get(name))));
    }

    private static boolean mayKnow(String name, String other) {
        return name.equals(other) || KNOWS.getOrDefault(name, List.of()).contains(other);
    }

    private String[] patterns(Stream<String> names) {
        return names.map(this::pattern).toArray(String[]::new);
    }

    private String pattern(String name) {
        return root + "." + name + "..";
    }
}
