package io.gitcortex.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = OurClasses.released();
    }

    /** A rule about classes that are not there would hold whatever they do. */
    @Test
    void everyModuleAndEveryRoomIsThere() {
        Set<String> packages =
                classes.stream().map(type -> type.getPackageName()).collect(Collectors.toSet());
        assertThat(packages)
                .contains("io.gitcortex", "io.gitcortex.spi")
                .contains("io.gitcortex.sqlite", "io.gitcortex.openai", "io.gitcortex.pty", "io.gitcortex.core")
                .containsAll(RoomArrows.names()
                        .filter(room -> !room.equals("secret"))
                        .map(room -> "io.gitcortex.core." + room)
                        .toList())
                .anyMatch(name -> name.startsWith("io.gitcortex.testkit."))
                .anyMatch(name -> name.startsWith("io.gitcortex.examples."))
                .noneMatch(name -> name.startsWith("io.gitcortex.integration"));
        assertThat(ExportedPackages.ofOurModules())
                .contains("io.gitcortex.spi", "io.gitcortex.core.commit", "io.gitcortex.sqlite", "io.gitcortex.openai")
                .contains("io.gitcortex.testkit.store")
                .doesNotContain("io.gitcortex.core.run", "io.gitcortex.sqlite.table");
    }

    @TestFactory
    Stream<DynamicTest> theArrowsBetweenModulesPointOneWay() {
        ModuleArrows arrows = new ModuleArrows(OurClasses.ROOT);
        return tests(Stream.concat(Stream.of(arrows.apiKnowsNothingButTheJdk()), arrows.eachKnowsTheApiAlone()));
    }

    @TestFactory
    Stream<DynamicTest> theArrowsInsideTheApiPointOneWay() {
        ApiArrows arrows = new ApiArrows(OurClasses.ROOT);
        return tests(Stream.concat(Stream.of(arrows.rootKnowsNone()), arrows.eachKnowsEarlierOnesAlone()));
    }

    @TestFactory
    Stream<DynamicTest> dataWalksThroughTheRoomsOfCoreInOneDirection() {
        RoomArrows arrows = new RoomArrows(OurClasses.ROOT + ".core");
        return tests(Stream.concat(
                arrows.eachCallsLaterRoomsAlone(),
                Stream.of(
                        arrows.noRoomCallsTheFacade(),
                        arrows.gitIsWatchedByTheFacadeAlone(),
                        arrows.gitIsWrittenByWorktreeAlone(),
                        arrows.jgitStaysInGit(),
                        arrows.processesAreStartedInWorktreeAlone(),
                        arrows.decisionsAndFoldsArePure())));
    }

    @TestFactory
    Stream<DynamicTest> whatIsExportedNamesNothingThatIsNot() {
        Promises promises = new Promises(OurClasses.ROOT, ExportedPackages.ofOurModules());
        return tests(Stream.of(
                promises.signaturesNameNoDriver(),
                promises.testkitNamesNothingButItsEngine(),
                promises.insidesStayInside(),
                promises.nothingIsNamedGet(),
                promises.promisedClassesAreFinalUnlessMadeForOthers()));
    }

    @TestFactory
    Stream<DynamicTest> theHouseRulesHoldEverywhere() {
        HouseRules rules = new HouseRules(OurClasses.ROOT);
        return tests(Stream.of(
                rules.librariesWriteToNoStandardStream(),
                rules.librariesLogThroughSlf4j(),
                rules.apiStartsNoThreadAndLogsNothing(),
                rules.nobodySleeps(),
                rules.namesSayWhatAClassIs(),
                rules.valuesNeverChange()));
    }

    private static Stream<DynamicTest> tests(Stream<ArchRule> rules) {
        return rules.map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }
}
