package io.gitcortex.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.bus.MessageBus;
import io.gitcortex.core.bus.InProcessMessageBus;
import io.gitcortex.core.plugin.Plugins.Kind;
import io.gitcortex.spi.MessageBusProvider;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.PluginException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found, what is chosen, and the one sentence that says the way out. */
final class PluginsTest {
    private static final Kind<MessageBusProvider> BUSES = new Kind<>(
            MessageBusProvider::id, "the message bus", "GitCortex.builder().bus(...)", "gitcortex-example-bus");

    @TempDir
    private Path directory;

    @Test
    void names_the_dependency_and_the_call_when_none_is_found() throws IOException {
        Plugins<MessageBusProvider> none = find();

        assertThatThrownBy(() -> none.choose(null))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("io.gitcortex:gitcortex-example-bus")
                .hasMessageContaining("GitCortex.builder().bus(...)");
        assertThat(none.chooseIfAny(null)).isEmpty();
    }

    @Test
    void lists_both_and_the_way_out_when_two_are_found() throws IOException {
        Plugins<MessageBusProvider> two = find(First.class, Second.class);

        assertThatThrownBy(() -> two.choose(null))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("first (" + First.class.getName() + " in ")
                .hasMessageContaining("second (" + Second.class.getName() + " in ")
                .hasMessageContaining("GitCortex.builder().bus(...)");
        assertThat(two.choose("second")).isInstanceOf(Second.class);
    }

    @Test
    void says_what_there_is_when_the_chosen_one_is_not() throws IOException {
        Plugins<MessageBusProvider> one = find(First.class);

        assertThat(one.choose(null)).isInstanceOf(First.class);
        assertThatThrownBy(() -> one.choose("third"))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("'third'")
                .hasMessageContaining("first (");
    }

    @Test
    void says_which_cannot_be_loaded_and_what_to_do() {
        assertThatThrownBy(() -> find(Broken.class))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("the message bus cannot be loaded")
                .hasMessageContaining("Repair or remove its jar");
    }

    /** No error of the service loader: the class is not one that this Java can read. */
    @Test
    void says_which_is_made_for_a_newer_java_and_what_to_do() throws IOException {
        Files.write(directory.resolve("Newer.class"), HexFormat.of().parseHex("cafebabe000000ff0000"));

        assertThatThrownBy(() -> find("Newer"))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("the message bus cannot be loaded: Newer ")
                .hasMessageContaining("Repair or remove its jar");
    }

    private Plugins<MessageBusProvider> find(Class<?>... providers) throws IOException {
        return find(Arrays.stream(providers).map(Class::getName).collect(Collectors.joining("\n")));
    }

    private Plugins<MessageBusProvider> find(String providers) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(MessageBusProvider.class.getName()), providers);
        URL[] path = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, PluginsTest.class.getClassLoader())) {
            return Plugins.find(BUSES, ServiceLoader.load(MessageBusProvider.class, loader));
        }
    }

    /** A provider that works. */
    public static class First implements MessageBusProvider {
        @Override
        public String id() {
            return "first";
        }

        @Override
        public MessageBus create(PluginConfig config) {
            return InProcessMessageBus.create();
        }
    }

    /** Another one. */
    public static final class Second extends First {
        @Override
        public String id() {
            return "second";
        }
    }

    /** A provider whose native code is not there. */
    public static final class Broken extends First {
        private static final List<String> LOADED = load();

        private static List<String> load() {
            throw new UnsatisfiedLinkError("no broken in java.library.path");
        }

        @Override
        public String id() {
            return LOADED.get(0);
        }
    }
}
