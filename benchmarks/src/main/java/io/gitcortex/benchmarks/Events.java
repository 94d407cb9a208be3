package io.gitcortex.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Where the events of a run come from. */
enum Events {
    PLAIN,
    COMMITS;

    /** The hash of a commit that nobody has seen, or null. */
    @Nullable
    String commit() {
        if (this == PLAIN) {
            return null;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format(Locale.ROOT, "%016x%016x%08x", random.nextLong(), random.nextLong(), random.nextInt());
    }

    List<@Nullable String> commits(int count) {
        List<@Nullable String> commits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commits.add(commit());
        }
        return commits;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
