package io.gitcortex.integration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which room of core may call which. Data walks through the rooms in one order; a room calls later ones only, and what comes
 * back comes back as a return value or an event.
 *
 * @param core the package of the facade, which holds the rooms
 */
record RoomArrows(String core) {
    private static final List<String> ROOMS = List.of("git", "commit", "run", "decide", "act", "terminal", "worktree");

    /** Earlier rooms that every later one may look into: they read what a repository and a commit message hold. */
    private static final Set<String> READING = Set.of("git", "commit");

    /** Side rooms, each with the rooms that may call it; empty means all of them. */
    private static final Map<String, List<String>> SIDE_ROOMS = Map.of(
            "json", List.of(),
            "secret", List.of(),
            "state", List.of(),
            "llm", List.of("run"),
            "plugin", List.of("run"),
            "bus", List.of(),
            "file", List.of());

    /** Side rooms that no room calls: the facade makes the bus and reads workflow files. */
    private static final List<String> FOR_THE_FACADE = List.of("bus", "file");

    /** One rule for each room and side room: those it must not call. */
    Stream<ArchRule> eachCallsLaterRoomsAlone() {
        return Stream.concat(ROOMS.stream(), SIDE_ROOMS.keySet().stream().sorted())
                .map(room -> noClasses()
                        .that(in(room))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(closedTo(room)).and(not(isLentOutTo(room))))
                        .allowEmptyShould(true)
                        .as("core.%s should not call core.%s".formatted(room, forbidden(room))));
    }

    ArchRule noRoomCallsTheFacade() {
        return noClasses()
                .that(resideInAPackage(core + "..").and(not(resideInAPackage(core))))
                .should()
                .dependOnClassesThat(resideInAPackage(core));
    }

    /** Any room may read a repository; noticing that something has changed is for the room that walks come from. */
    ArchRule gitIsWatchedByTheFacadeAlone() {
        return noClasses()
                .that(resideInAPackage(core + "..")
                        .and(not(resideInAPackage(core)))
                        .and(not(in("git"))))
                .should()
                .dependOnClassesThat(in("git").and(simpleName("RefWatcher")));
    }

    ArchRule gitIsWrittenByWorktreeAlone() {
        return noClasses()
                .that(resideInAPackage(core + "..").and(not(in("git"))).and(not(in("worktree"))))
                .should()
                .dependOnClassesThat(in("git").and(nameMatching(".*\\.(GitWriter|CommitDraft)")));
    }

    ArchRule jgitStaysInGit() {
        return noClasses()
                .that(resideInAPackage(core + "..").and(not(in("git"))))
                .should()
                .dependOnClassesThat(resideInAPackage("org.eclipse.jgit.."));
    }

    ArchRule processesAreStartedInWorktreeAlone() {
        return noClasses()
                .that(resideInAPackage(core + "..").and(not(in("worktree"))))
                .should()
                .dependOnClassesThat(belongToAnyOf(ProcessBuilder.class))
                .orShould()
                .callMethodWhere(target(owner(belongToAnyOf(Runtime.class))).and(target(name("exec"))));
    }

    /** What was decided can be decided again from the journal only if time and chance have no say in it. */
    ArchRule decisionsAndFoldsArePure() {
        return noClasses()
                .that(in("decide").or(in("state")))
                .should()
                .dependOnClassesThat(belongToAnyOf(
                        Clock.class,
                        Thread.class,
                        Random.class,
                        UUID.class,
                        java.nio.file.Files.class,
                        java.io.File.class))
                .orShould()
                .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time")))))
                .orShould()
                .callMethodWhere(target(nameMatching("currentTimeMillis|nanoTime|getenv|getProperty"))
                        .and(target(owner(belongToAnyOf(System.class)))));
    }

    /**
     * The one step back: act hands the text of a round to the terminal, and decide is the room where texts for agents are
     * written.
     */
    private DescribedPredicate<JavaClass> isLentOutTo(String room) {
        return in("decide")
                .and(nameMatching(".*\\.decide\\.RoundText(\\$.*)?"))
                .and(describe("are used by act", type -> room.equals("act")));
    }

    static Stream<String> names() {
        return Stream.concat(ROOMS.stream(), SIDE_ROOMS.keySet().stream());
    }

    private String[] closedTo(String room) {
        return forbidden(room).stream().map(other -> core + "." + other + "..").toArray(String[]::new);
    }

    private static List<String> forbidden(String room) {
        List<String> forbidden = new ArrayList<>();
        int place = ROOMS.indexOf(room);
        for (String other : ROOMS) {
            boolean later = place >= 0 && ROOMS.indexOf(other) > place;
            boolean readable = READING.contains(other) && place >= ROOMS.indexOf(other);
            if (!other.equals(room) && !later && !readable) {
                forbidden.add(other);
            }
        }
        SIDE_ROOMS.forEach((other, callers) -> {
            boolean open = callers.contains(room) || (callers.isEmpty() && !FOR_THE_FACADE.contains(other));
            if (!other.equals(room) && !open) {
                forbidden.add(other);
            }
        });
        return forbidden.stream().sorted().toList();
    }

    private DescribedPredicate<JavaClass> in(String room) {
        return resideInAPackage(core + "." + room + "..").as("lie in core." + room);
    }
}
