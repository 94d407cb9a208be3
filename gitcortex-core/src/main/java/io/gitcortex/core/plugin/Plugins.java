package io.gitcortex.core.plugin;

import io.gitcortex.spi.PluginException;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The providers of one kind that {@link ServiceLoader} finds. The chosen one is taken, else the only one; none or several is
 * an error that lists what was found, where, and the way out.
 *
 * @param <P> the provider interface
 */
public final class Plugins<P> {
    private final Kind<P> kind;
    private final List<P> found;

    /**
     * A kind of plugin.
     *
     * @param id the name of a provider
     * @param what what it provides, for people
     * @param builderCall the call that settles which is used
     * @param artifact the module that ships one
     * @param <P> the provider interface
     */
    public record Kind<P>(Function<P, String> id, String what, String builderCall, String artifact) {}

    private Plugins(Kind<P> kind, List<P> found) {
        this.kind = kind;
        this.found = found;
    }

    /**
     * Looks for providers: with the thread's context class loader, as {@link ServiceLoader#load(Class)} does.
     *
     * @throws PluginException if one that is announced cannot be loaded
     */
    public static <P> Plugins<P> find(Kind<P> kind, ServiceLoader<P> loader) {
        List<P> found = new ArrayList<>();
        Iterator<P> iterator = loader.iterator();
        try {
            while (iterator.hasNext()) {
                found.add(iterator.next());
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new PluginException(
                    "A plugin that announces " + kind.what() + " cannot be loaded: " + e.getMessage()
                            + ". Repair or remove its jar, or give an instance with " + kind.builderCall() + ".",
                    e);
        }
        return new Plugins<>(kind, found);
    }

    /** The providers for which something holds. */
    public Plugins<P> only(Predicate<P> condition) {
        return new Plugins<>(kind, found.stream().filter(condition).toList());
    }

    /** The chosen provider, else the only one, else nothing. */
    public Optional<P> chooseIfAny(@Nullable String chosen) {
        return found.isEmpty() && chosen == null ? Optional.empty() : Optional.of(choose(chosen));
    }

    /**
     * The chosen provider, else the only one.
     *
     * @param chosen the id of a provider, or null if the host has not chosen
     * @throws PluginException if there is no such provider, none at all, or more than one
     */
    public P choose(@Nullable String chosen) {
        if (chosen != null) {
            return found.stream()
                    .filter(provider -> kind.id().apply(provider).equals(chosen))
                    .findFirst()
                    .orElseThrow(() -> new PluginException("There is no plugin '" + chosen + "' for " + kind.what()
                            + "; " + list() + ". Add its jar, or choose another one."));
        }
        if (found.isEmpty()) {
            throw new PluginException("No plugin for " + kind.what() + " was found. Add the dependency io.gitcortex:"
                    + kind.artifact() + ", or give an instance with " + kind.builderCall() + ".");
        }
        if (found.size() > 1) {
            throw new PluginException("More than one plugin for " + kind.what() + " was found; " + list()
                    + ". Choose one by its id with " + kind.builderCall() + ", or remove the others.");
        }
        return found.get(0);
    }

    private String list() {
        return found.isEmpty()
                ? "none was found"
                : "found are: "
                        + found.stream()
                                .map(provider -> kind.id().apply(provider) + " (" + origin(provider) + ")")
                                .collect(Collectors.joining(", "));
    }

    private static String origin(Object provider) {
        Class<?> type = provider.getClass();
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return type.getName() + " in " + (location == null ? "the JDK" : location);
    }
}
