package io.gitcortex.pty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.PluginException;
import io.gitcortex.spi.TerminalTransportProvider;
import io.gitcortex.terminal.TerminalTransport;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PtyTerminalTransportProviderTest {
    @TempDir
    private Path directory;

    @Test
    void it_is_found_and_creates_a_transport() {
        TerminalTransportProvider provider = ServiceLoader.load(TerminalTransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(PtyTerminalTransportProvider.class::isInstance)
                .findFirst()
                .orElseThrow();

        assertThat(provider.id()).isEqualTo("pty");
        try (TerminalTransport transport =
                provider.create(PluginConfig.builder(directory).build())) {
            assertThat(transport).isInstanceOf(PtyTerminalTransport.class);
        }
    }

    @Test
    void its_class_needs_no_native_code_and_without_it_the_way_out_is_named() throws Exception {
        String withoutDrivers = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> !path.contains("pty4j") && !path.contains("jna"))
                .collect(Collectors.joining(File.pathSeparator));

        assertThat(output(ChildJvm.start(List.of(), withoutDrivers, Creator.class, directory.toString())))
                .startsWith("pty\nPluginException: The native code of pty4j cannot be loaded;");
    }

    @Test
    void a_directory_that_holds_no_native_code_is_one_sentence_with_the_way_out() throws Exception {
        Path none = Files.createDirectory(directory.resolve("none"));
        List<String> options = List.of("-Dpty4j.preferred.native.folder=" + none);

        assertThat(output(ChildJvm.start(options, Creator.class, directory.toString())))
                .startsWith("pty\nPluginException: The native code of pty4j cannot be loaded;")
                .contains("-Djna.tmpdir");
    }

    private static String output(Process jvm) throws Exception {
        try {
            return new String(jvm.getInputStream().readAllBytes(), UTF_8);
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** Creates a transport, and prints what came of it. */
    static final class Creator {
        private Creator() {}

        public static void main(String[] arguments) {
            TerminalTransportProvider provider = new PtyTerminalTransportProvider();
            System.out.println(provider.id());
            PluginConfig config = PluginConfig.builder(Path.of(arguments[0])).build();
            try (TerminalTransport transport = provider.create(config)) {
                System.out.println(transport);
            } catch (PluginException e) {
                System.out.println("PluginException: " + e.getMessage());
            }
        }
    }
}
