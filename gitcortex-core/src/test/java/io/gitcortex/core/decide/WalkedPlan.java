package io.gitcortex.core.decide;

import io.gitcortex.core.state.Story;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small workflows of every form: up to six tasks, each with one to four terminals, each depending on some before it. */
final class WalkedPlan {
    private WalkedPlan() {}

    static List<TaskPlan> next(Random random) {
        List<TaskPlan> tasks = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            List<TaskId> dependsOn = new ArrayList<>();
            for (TaskPlan earlier : tasks) {
                if (random.nextInt(4) == 0) {
                    dependsOn.add(earlier.id().orElseThrow());
                }
            }
            tasks.add(Story.task("t" + i, roles(random)).toBuilder()
                    .dependsOn(dependsOn)
                    .build());
        }
        return tasks;
    }

    /** A reviewer never comes first: there would be nothing to review. Names differ, since terminals are called by them. */
    private static String[] roles(Random random) {
        List<String> roles = new ArrayList<>(List.of("coder"));
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean reviews = random.nextBoolean() && !roles.contains(TerminalPlan.REVIEWER);
            roles.add(reviews ? TerminalPlan.REVIEWER : "worker" + i);
        }
        return roles.toArray(String[]::new);
    }
}
