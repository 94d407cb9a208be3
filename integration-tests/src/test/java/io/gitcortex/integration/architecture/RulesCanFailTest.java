package io.gitcortex.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds every rule against classes that break it: a rule that cannot fail protects nothing. */
class RulesCanFailTest {
    private static final String ROOT = OurClasses.FIXTURE_ROOT;

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = OurClasses.fixture();
    }

    @Test
    void theApiIsFoundToBringAThirdPartyAlong() {
        assertThat(violations(new ModuleArrows(ROOT).apiKnowsNothingButTheJdk()))
                .anyMatch(naming("KnowsADriver", "Logger"));
    }

    @Test
    void coreIsFoundToNameAPluginAndThePluginToSeeCore() {
        assertThat(violations(new ModuleArrows(ROOT).eachKnowsTheApiAlone()))
                .anyMatch(naming("NamesAPlugin", "DriverInSight"))
                .anyMatch(naming("DriverInSight", "EarlierRoom"));
    }

    @Test
    void aWordIsFoundToKnowWhatIsSaidWithIt() {
        assertThat(violations(new ApiArrows(ROOT).eachKnowsEarlierOnesAlone()))
                .anyMatch(naming("KnowsWorkflow", "ChangingEvent"));
    }

    @Test
    void aRoomIsFoundToCallAnEarlierOne() {
        assertThat(violations(rooms().eachCallsLaterRoomsAlone())).anyMatch(naming("CallsBack", "EarlierRoom"));
    }

    @Test
    void aRoomIsFoundToDoWhatIsAnotherRoomsToDo() {
        assertThat(violations(rooms().noRoomCallsTheFacade())).anyMatch(naming("StartsAProgram", "NamesAPlugin"));
        assertThat(violations(rooms().gitIsWatchedByTheFacadeAlone())).anyMatch(naming("StartsAProgram", "RefWatcher"));
        assertThat(violations(rooms().gitIsWrittenByWorktreeAlone())).anyMatch(naming("StartsAProgram", "GitWriter"));
        assertThat(violations(rooms().jgitStaysInGit())).anyMatch(naming("StartsAProgram", "ObjectId"));
    }

    @Test
    void aProgramIsFoundToBeStartedInTheWrongRoom() {
        assertThat(violations(rooms().processesAreStartedInWorktreeAlone()))
                .anyMatch(naming("StartsAProgram", "ProcessBuilder"))
                .anyMatch(naming("ExecutesAProgram", "Runtime.exec"));
    }

    @Test
    void aDecisionIsFoundToDependOnTimeAndChance() {
        assertThat(violations(rooms().decisionsAndFoldsArePure()))
                .anyMatch(naming("ReadsTheClock", "Instant.now"))
                .anyMatch(naming("DrawsLots", "Random"));
    }

    @Test
    void aDriverIsFoundInASignature() {
        assertThat(violations(promises().signaturesNameNoDriver())).anyMatch(naming("DriverInSight.nodes", "JsonNode"));
    }

    @Test
    void aModuleIsFoundInAnotherOnesInsides() {
        assertThat(violations(promises().insidesStayInside())).anyMatch(naming("DriverInSight", "EarlierRoom"));
    }

    @Test
    void anOpenClassAndAGetterAreFoundInWhatIsPromised() {
        assertThat(violations(promises().promisedClassesAreFinalUnlessMadeForOthers()))
                .anyMatch(naming("ChangingEvent"));
        assertThat(violations(promises().nothingIsNamedGet())).anyMatch(naming("ChangingEvent.getNames"));
    }

    @Test
    void printingSleepingAndLoggingPastTheHostAreFound() {
        HouseRules rules = new HouseRules(ROOT);
        assertThat(violations(rules.librariesWriteToNoStandardStream())).anyMatch(naming("TextHelper", "System.out"));
        assertThat(violations(rules.librariesLogThroughSlf4j())).anyMatch(naming("TextHelper", "java.util.logging"));
        assertThat(violations(rules.nobodySleeps())).anyMatch(naming("TextHelper", "Thread.sleep"));
        assertThat(violations(rules.apiStartsNoThreadAndLogsNothing())).anyMatch(naming("KnowsADriver", "org.slf4j"));
    }

    @Test
    void aNameThatSaysNothingIsFound() {
        assertThat(violations(new HouseRules(ROOT).namesSayWhatAClassIs())).anyMatch(naming("TextHelper"));
    }

    @Test
    void aFactThatChangesIsFoundByEachOfItsFields() {
        assertThat(violations(new HouseRules(ROOT).valuesNeverChange()))
                .anyMatch(naming("ChangingEvent.name "))
                .anyMatch(naming("ChangingEvent.names"))
                .anyMatch(naming("ChangingEvent.numbers"));
    }

    private static RoomArrows rooms() {
        return new RoomArrows(ROOT + ".core");
    }

    private static Promises promises() {
        return new Promises(ROOT, Set.of(ROOT + ".sqlite", ROOT + ".workflow"));
    }

    private static Predicate<String> naming(String... parts) {
        return line -> Stream.of(parts).allMatch(line::contains);
    }

    private static List<String> violations(ArchRule rule) {
        return violations(Stream.of(rule));
    }

    private static List<String> violations(Stream<ArchRule> rules) {
        return rules.flatMap(rule -> rule.evaluate(classes).getFailureReport().getDetails().stream())
                .toList();
    }
}
