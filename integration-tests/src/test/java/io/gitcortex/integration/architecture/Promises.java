package io.gitcortex.integration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/**
 * What is exported, and what may be said there.
 *
 * @param root the package that all modules are in
 * @param exported the packages that modules export
 */
record Promises(String root, Set<String> exported) {
    /** A driver in a signature would make its every change a change of ours, and could not be replaced. */
    ArchRule signaturesNameNoDriver() {
        return classes()
                .that(arePromised().and(not(belongToTestkit())))
                .should(say(resideInAnExportedPackage()
                        .or(resideInAPackage("java.."))
                        .or(areNullnessAnnotations())));
    }

    /** The testkit's contracts are classes for JUnit, written with AssertJ. */
    ArchRule testkitNamesNothingButItsEngine() {
        return classes()
                .that(arePromised().and(belongToTestkit()))
                .should(say(resideInAnExportedPackage()
                        .or(resideInAPackage("java.."))
                        .or(areNullnessAnnotations())
                        .or(resideInAPackage("org.junit.jupiter.."))
                        .or(resideInAPackage("org.assertj.core.."))));
    }

    /** On the class path nobody but this rule keeps a module from another one's insides. */
    ArchRule insidesStayInside() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<>("use exported classes of others") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> {
                                    JavaClass target = dependency.getTargetClass();
                                    return isOurs(target)
                                            && !module(target).equals(module(type))
                                            && !exported.contains(target.getPackageName());
                                })
                                .forEach(dependency ->
                                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
                    }
                });
    }

    ArchRule nothingIsNamedGet() {
        return noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(arePromised())
                .should()
                .haveNameMatching("get[A-Z].*");
    }

    ArchRule promisedClassesAreFinalUnlessMadeForOthers() {
        return classes()
                .that(arePromised()
                        .and(not(belongToTestkit()))
                        .and(describe(
                                "are not abstract", type -> !type.getModifiers().contains(JavaModifier.ABSTRACT)))
                        .and(not(JavaClass.Predicates.assignableTo(Throwable.class)))
                        .and(not(JavaClass.Predicates.ENUMS)))
                .should(be(describe("final", type -> type.getModifiers().contains(JavaModifier.FINAL))));
    }

    private static ArchCondition<JavaClass> say(DescribedPredicate<JavaClass> allowed) {
        return new PromisedTypes(allowed);
    }

    private DescribedPredicate<JavaClass> arePromised() {
        return describe(
                "are public and exported",
                type -> exported.contains(type.getPackageName()) && isOurs(type) && PromisedTypes.isReachable(type));
    }

    private DescribedPredicate<JavaClass> belongToTestkit() {
        return resideInAPackage(root + ".testkit..");
    }

    private DescribedPredicate<JavaClass> resideInAnExportedPackage() {
        return describe("are exported by us", type -> exported.contains(type.getPackageName()));
    }

    private static DescribedPredicate<JavaClass> areNullnessAnnotations() {
        return resideInAPackage("org.jspecify.annotations");
    }

    private boolean isOurs(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(root + ".");
    }

    /** The first package below the root; all of the api's are one module. */
    private String module(JavaClass type) {
        String name = type.getPackageName().equals(root)
                ? ""
                : type.getPackageName().substring(root.length() + 1).split("\\.", 2)[0];
        boolean known =
                ModuleArrows.modulesBesideApi().contains(name) || name.equals("examples") || name.equals("integration");
        return known ? name : "api";
    }
}
