package io.gitcortex.integration.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The class files that the rules are held against. */
final class OurClasses {
    static final String ROOT = "io.gitcortex";

    /** Classes that break each rule, in packages laid out like ours. */
    static final String FIXTURE_ROOT = "io.gitcortex.integration.architecture.fixture";

    private OurClasses() {}

    /** What our modules are made of, from directories or jars, without any tests. */
    static JavaClasses released() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    static JavaClasses fixture() {
        return new ClassFileImporter().importPackages(FIXTURE_ROOT);
    }
}
