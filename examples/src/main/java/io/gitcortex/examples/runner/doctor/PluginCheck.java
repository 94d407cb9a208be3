package io.gitcortex.examples.runner.doctor;

import io.gitcortex.GitCortexException;
import io.gitcortex.model.SessionId;
import io.gitcortex.spi.LlmClientProvider;
import io.gitcortex.spi.MessageBusProvider;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.TerminalTransportProvider;
import io.gitcortex.spi.WorkflowStoreProvider;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.terminal.TerminalTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Looks which plugins there are, and whether a shell starts in a pseudo-terminal. */
final class PluginCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int EXPECTED = 7;

    private final Map<String, String> environment;

    PluginCheck(Map<String, String> environment) {
        this.environment = environment;
    }

    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(required("Store", stores()));
        findings.add(required("Terminals", transports()));
        findings.add(optional("Models", ids(ServiceLoader.load(LlmClientProvider.class), LlmClientProvider::id)));
        findings.add(
                optional("Message bus", ids(ServiceLoader.load(MessageBusProvider.class), MessageBusProvider::id)));
        return findings;
    }

    private static List<String> stores() {
        return ids(ServiceLoader.load(WorkflowStoreProvider.class), WorkflowStoreProvider::id);
    }

    private static List<String> transports() {
        return ids(ServiceLoader.load(TerminalTransportProvider.class), TerminalTransportProvider::id);
    }

    private static <P> List<String> ids(ServiceLoader<P> loader, Function<? super P, String> id) {
        List<String> ids = new ArrayList<>();
        try {
            loader.forEach(provider -> ids.add(id.apply(provider)));
        } catch (ServiceConfigurationError e) {
            ids.add("one that cannot be loaded: " + e.getMessage());
        }
        return ids;
    }

    private static Finding required(String kind, List<String> ids) {
        String found = "Plugins for '" + kind + "': " + String.join(", ", ids);
        if (ids.size() == 1) {
            return Finding.ok(found);
        }
        return Finding.problem(
                ids.isEmpty() ? "No plugin for '" + kind + "' on the class path" : found + "; keep one of them");
    }

    private static Finding optional(String kind, List<String> ids) {
        return Finding.note(
                "Plugins for '" + kind + "': " + (ids.isEmpty() ? "none, which is fine" : String.join(", ", ids)));
    }

    /** The proof of a terminal is a process in it. */
    Finding shell() throws InterruptedException {
        Path directory;
        try {
            directory = Files.createTempDirectory("gitcortex-doctor-");
        } catch (IOException e) {
            return Finding.problem("No temporary directory can be made: " + e.getMessage());
        }
        try {
            return shellIn(directory);
        } catch (GitCortexException | ServiceConfigurationError e) {
            return Finding.problem("No shell starts in a pseudo-terminal: " + e.getMessage());
        } finally {
            deleteQuietly(directory);
        }
    }

    private Finding shellIn(Path directory) throws InterruptedException {
        PluginConfig config =
                PluginConfig.builder(directory).environment(environment).build();
        TerminalTransportProvider provider =
                ServiceLoader.load(TerminalTransportProvider.class).findFirst().orElse(null);
        if (provider == null) {
            return Finding.problem("No shell can be started without a plugin for terminals");
        }
        TerminalSpec spec = new TerminalSpec(
                SessionId.of("doctor-" + ProcessHandle.current().pid()),
                List.of("sh", "-c", "test -t 0 && exit " + EXPECTED),
                directory,
                Map.of("PATH", environment.getOrDefault("PATH", "/usr/bin:/bin")),
                TerminalSize.DEFAULT,
                PATIENCE);
        try (TerminalTransport transport = provider.create(config);
                TerminalSession session = transport.open(spec)) {
            OptionalInt exitCode = session.awaitExit(PATIENCE);
            return exitCode.orElse(-1) == EXPECTED
                    ? Finding.ok("A shell starts in a pseudo-terminal (" + provider.id() + ")")
                    : Finding.problem(
                            "A shell in a pseudo-terminal did not do what it was told; exit code " + exitCode);
        }
    }

    private static void deleteQuietly(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }
}
