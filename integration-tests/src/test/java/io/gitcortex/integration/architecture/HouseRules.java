package io.gitcortex.integration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/**
 * What no class does, wherever it is.
 *
 * @param root the package that all modules are in
 */
record HouseRules(String root) {
    /** The host owns the standard streams, and decides where logs go. */
    ArchRule librariesWriteToNoStandardStream() {
        return noClasses().that(belongToALibrary()).should(ACCESS_STANDARD_STREAMS);
    }

    ArchRule librariesLogThroughSlf4j() {
        return noClasses()
                .that(belongToALibrary())
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.logging.."));
    }

    /** The api has nobody to tell: it throws, or gives back. */
    ArchRule apiStartsNoThreadAndLogsNothing() {
        return noClasses()
                .that(new ModuleArrows(root).inApi())
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "java.util.concurrent.."))
                .orShould()
                .dependOnClassesThat(JavaClass.Predicates.belongToAnyOf(Thread.class, java.nio.file.Files.class));
    }

    /** Who sleeps cannot be simulated; waiting goes through an interface that is made to be replaced. */
    ArchRule nobodySleeps() {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethodWhere(describe(
                        "Thread.sleep(Duration)",
                        call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                                && call.getName().equals("sleep")));
    }

    /** Such a name says that nobody knew what the class is about. */
    ArchRule namesSayWhatAClassIs() {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager");
    }

    /** Values go from thread to thread, and facts do not change. Builders make them; a secret is wiped when it is closed. */
    ArchRule valuesNeverChange() {
        return classes()
                .that(resideInAnyPackage(
                                root + ".model..",
                                root + ".workflow..",
                                root + ".store..",
                                root + ".bus..",
                                root + ".llm..")
                        .and(not(describe("are interfaces", JavaClass::isInterface)))
                        .and(not(describe(
                                "are builders", type -> type.getSimpleName().endsWith("Builder"))))
                        .and(not(assignableTo(AutoCloseable.class))))
                .should(new FinalFields());
    }

    private DescribedPredicate<JavaClass> belongToALibrary() {
        return resideInAPackage(root + "..")
                .and(not(resideInAPackage(root + ".examples..")))
                .as("belong to a library module");
    }
}
