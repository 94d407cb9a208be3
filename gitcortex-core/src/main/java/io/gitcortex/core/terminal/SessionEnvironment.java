package io.gitcortex.core.terminal;

import io.gitcortex.core.git.GitIdentity;
import io.gitcortex.core.terminal.dialect.Dialect;
import io.gitcortex.model.TaskId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds the environment of a session: what a program needs to work for this person, what its round is, and nothing else of
 * the host's.
 */
final class SessionEnvironment {
    private static final Set<String> ALLOWED = Set.of(
            "HOME",
            "PATH",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "TMPDIR",
            "TZ",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS",
            "CURL_CA_BUNDLE",
            "REQUESTS_CA_BUNDLE",
            "GIT_SSL_CAINFO",
            "SSH_AUTH_SOCK",
            "DBUS_SESSION_BUS_ADDRESS",
            // Windows: without these few programs start at all.
            "SYSTEMROOT",
            "WINDIR",
            "COMSPEC",
            "PATHEXT",
            "TEMP",
            "TMP",
            "USERNAME",
            "USERPROFILE",
            "HOMEDRIVE",
            "HOMEPATH",
            "APPDATA",
            "LOCALAPPDATA",
            "PROGRAMDATA",
            "PROGRAMFILES");

    /** Stands for the model that the plan names; where it names none, the variable is left out. */
    private static final String MODEL = "{model}";

    private final Map<String, String> host;
    private final GitIdentity identity;

    SessionEnvironment(Map<String, String> host, GitIdentity identity) {
        this.host = Map.copyOf(host);
        this.identity = identity;
    }

    Map<String, String> of(SessionOrder order, Dialect dialect, SessionFiles files) {
        Map<String, String> environment = new TreeMap<>();
        Set<String> passed = Set.copyOf(order.seat().passEnv());
        host.forEach((name, value) -> {
            if (isAllowed(name) || passed.contains(name)) {
                environment.put(name, value);
            }
        });
        environment.put("TERM", "xterm-256color"); // The terminal is ours, whatever the host's is.
        environment.putAll(committer());
        environment.putAll(git(order.place().sign()));
        String model = order.seat().model().orElse("");
        dialect.environment().forEach((name, value) -> {
            if (!value.contains(MODEL) || !model.isEmpty()) {
                environment.put(name, value.replace(MODEL, model));
            }
        });
        environment.put("GITCORTEX_WORKFLOW_ID", order.ids().workflow().value());
        TaskId task = order.ids().taskOrNull();
        if (task != null) {
            environment.put("GITCORTEX_TASK_ID", task.value());
        }
        environment.put("GITCORTEX_TERMINAL_ID", order.ids().terminal().value());
        environment.put("GITCORTEX_INSTRUCTION_FILE", files.instruction().toString());
        environment.put("GITCORTEX_REPORT", files.helper().toString());
        return environment;
    }

    /** Variables named in upper and lower case are the same to most programs: proxies are written both ways. */
    private static boolean isAllowed(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return ALLOWED.contains(upper) || upper.startsWith("LC_") || upper.startsWith("XDG_");
    }

    /** In the environment, since some CLIs blank the user's configuration (git(1), "Git Commits"). */
    private Map<String, String> committer() {
        return Map.of(
                "GIT_AUTHOR_NAME", identity.name(),
                "GIT_AUTHOR_EMAIL", identity.email(),
                "GIT_COMMITTER_NAME", identity.name(),
                "GIT_COMMITTER_EMAIL", identity.email());
    }

    private static Map<String, String> git(boolean sign) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_EDITOR", "true"); // An editor would wait for a person who is not there.
        if (!sign) {
            // git-config(1), "Environment": overrides every file.
            variables.put("GIT_CONFIG_COUNT", "2");
            variables.put("GIT_CONFIG_KEY_0", "commit.gpgSign");
            variables.put("GIT_CONFIG_VALUE_0", "false");
            variables.put("GIT_CONFIG_KEY_1", "tag.gpgSign");
            variables.put("GIT_CONFIG_VALUE_1", "false");
        }
        return variables;
    }
}
