package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.Leftover;
import io.gitcortex.core.Leftover.Kept;
import io.gitcortex.core.Leftover.Kind;
import io.gitcortex.core.Leftover.Removed;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.Table;
import io.gitcortex.examples.runner.console.Tone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Frees what workflows have left that have ended. */
@Command(
        name = "gc",
        mixinStandardHelpOptions = true,
        description = {
            "Removes the worktrees, merged branches, logs and instruction files of workflows that have ended.",
            "What no branch holds is kept under refs/gitcortex/rescue/ before; ignored files are not. The cleanup of a task"
                    + " runs before its worktree is removed. It may be cut off and run again."
        })
final class GcCommand implements Callable<Integer> {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final double STEP = 1024;

    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Option(names = "--dry-run", description = "Says what would be removed, and removes nothing.")
    private boolean dryRun;

    @Option(
            names = "--forget-older-than",
            paramLabel = "DAYS",
            converter = Days.class,
            description =
                    "Also removes, for good, the journals of workflows that ended so many days ago ('90d') and of which"
                            + " nothing is left in the repository. No journal goes by itself.")
    private @Nullable Duration age;

    GcCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (GitCortex cortex = repository.open()) {
            List<Leftover> leftovers = leftovers(cortex);
            if (leftovers.isEmpty()) {
                console.line("Nothing is left of workflows that have ended in " + repository.directory() + ".");
                return ExitCode.COMPLETED;
            }
            table(leftovers).lines().forEach(console::line);
            console.line("");
            leftovers.forEach(this::remarks);
            console.line(summary(leftovers));
            return ExitCode.COMPLETED;
        }
    }

    private List<Leftover> leftovers(GitCortex cortex) throws InterruptedException {
        List<Leftover> all = new ArrayList<>(dryRun ? cortex.garbage() : cortex.collectGarbage());
        if (age != null) {
            all.addAll(dryRun ? cortex.journals().aged(age) : cortex.journals().forget(age));
        }
        return all;
    }

    private Table table(List<Leftover> leftovers) {
        Table table = new Table("WORKFLOW", "KIND", "SIZE", "", "NAME");
        leftovers.forEach(leftover -> table.row(
                leftover.workflowId().value(),
                leftover.kind().name().toLowerCase(Locale.ROOT),
                leftover.bytes() == 0 ? "-" : size(leftover.bytes()),
                word(leftover),
                leftover.name()));
        return table;
    }

    private static String word(Leftover leftover) {
        if (leftover.fate() instanceof Kept) {
            return "kept";
        }
        return leftover.isRemoved() ? "removed" : "can go";
    }

    private void remarks(Leftover leftover) {
        if (leftover.fate() instanceof Kept kept) {
            String what = leftover.kind() == Kind.JOURNAL ? "The journal of " + leftover.name() : leftover.name();
            console.line(Tone.ATTENTION, what + " is kept: " + kept.reason() + ".");
        } else if (leftover.fate() instanceof Removed removed) {
            removed.rescued()
                    .forEach(ref -> console.line(
                            Tone.ATTENTION, "What no branch held of " + leftover.name() + " is kept as " + ref + "."));
            removed.warnings().forEach(warning -> console.line(Tone.ATTENTION, leftover.name() + ": " + warning));
        }
    }

    private String summary(List<Leftover> leftovers) {
        List<Leftover> going = leftovers.stream()
                .filter(leftover -> !(leftover.fate() instanceof Kept))
                .toList();
        long bytes = going.stream().mapToLong(Leftover::bytes).sum();
        return (dryRun ? "Would free " : "Freed ") + size(bytes) + ": " + count(going, Kind.WORKTREE, "worktree") + ", "
                + count(going, Kind.BRANCH, "merged branch")
                + (age == null ? "" : ", " + count(going, Kind.JOURNAL, "journal")) + ".";
    }

    private static String count(List<Leftover> leftovers, Kind kind, String word) {
        long count =
                leftovers.stream().filter(leftover -> leftover.kind() == kind).count();
        return count + " " + word + (count == 1 ? "" : word.endsWith("ch") ? "es" : "s");
    }

    private static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.size() - 1) {
            size /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS.get(unit));
    }
}
