package io.gitcortex.core.worktree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The filter and merge drivers of a configuration: command lines that git runs on files that attributes select. Those of
 * the user's own configuration (LFS) are the user's business; those that only the repository's configuration defines came
 * with the repository.
 *
 * <p>Immutable.
 */
final class Drivers {
    private static final Set<String> COMMANDS =
            Set.of("filter.clean", "filter.smudge", "filter.process", "merge.driver");

    private final Map<String, String> switchedOff = new HashMap<>();
    private final Set<String> ofTheRepository = new TreeSet<>();

    /**
     * Judges a configuration.
     *
     * @param trusted drivers as {@code filter.<name>} or {@code merge.<name>} that may run wherever they are defined
     */
    Drivers(List<ConfigEntry> configuration, Set<String> trusted) {
        Map<String, String> ofTheUser = new HashMap<>();
        for (ConfigEntry entry : configuration) {
            if (!entry.isOfTheRepository()) {
                ofTheUser.put(entry.key(), entry.value());
            }
        }
        for (ConfigEntry entry : configuration) {
            String driver = driver(entry.key());
            if (entry.isOfTheRepository()
                    && !driver.isEmpty()
                    && !trusted.contains(driver)
                    && !entry.value().equals(ofTheUser.get(entry.key()))) {
                ofTheRepository.add(driver);
                switchOff(driver);
            }
        }
    }

    /** {@code filter.<name>} for the key of one of its commands, else empty. */
    private static String driver(String key) {
        int first = key.indexOf('.');
        int last = key.lastIndexOf('.');
        boolean named = first > 0 && last > first + 1;
        return named && COMMANDS.contains(key.substring(0, first) + key.substring(last)) ? key.substring(0, last) : "";
    }

    private void switchOff(String driver) {
        if (driver.startsWith("merge.")) {
            // An empty command line would succeed, and our side would win without a word. This one is a conflict.
            switchedOff.put(driver + ".driver", "exit 1");
            return;
        }
        for (String command : List.of("clean", "smudge", "process")) {
            switchedOff.put(driver + "." + command, "");
        }
        switchedOff.put(driver + ".required", "false");
    }

    /** Those that only the repository defines and nobody trusts, in order. */
    Set<String> ofTheRepository() {
        return ofTheRepository;
    }

    /** The settings under which none of those runs. */
    Map<String, String> switchedOff() {
        return switchedOff;
    }
}
