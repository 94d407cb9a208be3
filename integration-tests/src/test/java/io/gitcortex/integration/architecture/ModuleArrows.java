package io.gitcortex.integration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which module may know which: examples -> core -> api <- sqlite | openai | pty | testkit.
 *
 * @param root the package that all modules are in
 */
record ModuleArrows(String root) {
    private static final List<String> API = List.of("bus", "llm", "model", "spi", "store", "terminal", "workflow");
    private static final List<String> SIDE_BY_SIDE = List.of("core", "sqlite", "openai", "pty", "testkit");

    ArchRule apiKnowsNothingButTheJdk() {
        return noClasses()
                .that(inApi())
                .should()
                .dependOnClassesThat(not(inApi()).and(not(resideInAnyPackage("java..", "org.jspecify.annotations"))))
                .because("a plugin takes whatever the api brings along");
    }

    /** For core and for each plugin: of ours, the api alone. */
    Stream<ArchRule> eachKnowsTheApiAlone() {
        return SIDE_BY_SIDE.stream()
                .map(module -> noClasses()
                        .that(inModule(module))
                        .should()
                        .dependOnClassesThat(resideInAPackage(root + "..")
                                .and(not(inModule(module)))
                                .and(not(inApi()))
                                .as("belong to a module of ours other than %s and api".formatted(module)))
                        .allowEmptyShould(true)
                        .because("core never names a plugin, and a plugin never sees core or another plugin"));
    }

    DescribedPredicate<JavaClass> inApi() {
        String[] packages = Stream.concat(Stream.of(root), API.stream().map(name -> root + "." + name + ".."))
                .toArray(String[]::new);
        return resideInAnyPackage(packages).as("belong to api");
    }

    DescribedPredicate<JavaClass> inModule(String name) {
        return resideInAPackage(root + "." + name + "..").as("belong to " + name);
    }

    static List<String> modulesBesideApi() {
        return SIDE_BY_SIDE;
    }
}
