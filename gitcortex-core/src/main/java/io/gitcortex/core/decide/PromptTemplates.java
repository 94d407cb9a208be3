package io.gitcortex.core.decide;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.StringTemplateSource;
import io.gitcortex.GitCortexException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts that agents and models are given, as Handlebars templates. Nothing is escaped: the reader is no browser. A
 * variable that a template names and nobody gave is an error, never a hole in the text.
 *
 * <p>Thread-safe.
 */
public final class PromptTemplates {
    private static final String SAMPLE = "sample";

    private final Handlebars handlebars =
            new Handlebars().with(EscapingStrategy.NOOP).prettyPrint(true);
    private final Map<String, String> own;
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    private PromptTemplates(Map<String, String> own) {
        this.own = Map.copyOf(own);
        handlebars.registerHelperMissing(PromptTemplates::missing);
    }

    /** The templates that come with GitCortex. */
    public static PromptTemplates builtIn() {
        return new PromptTemplates(Map.of());
    }

    /**
     * The templates that come with GitCortex, but for some that a host has written.
     *
     * @param own the texts of templates, by name
     * @throws GitCortexException if one has a name that there is not, cannot be read, or names what it is not given
     */
    public static PromptTemplates with(Map<String, String> own) {
        PromptTemplates templates = new PromptTemplates(own);
        own.keySet().stream().sorted().forEach(templates::check);
        return templates;
    }

    /** The names of all templates. */
    public static Set<String> names() {
        return new TreeSet<>(PromptCatalog.names());
    }

    /**
     * Fills a template in.
     *
     * @param name the template's name
     * @param values a value for each of the template's variables; an empty one counts as absent in a condition
     * @return the text
     * @throws GitCortexException if the template is not there, is wrong, or names what is not given
     */
    public String render(String name, Map<String, ?> values) {
        if (!PromptCatalog.variables(name).areGivenBy(values)) {
            throw new IllegalArgumentException("The prompt template '" + name + "' takes "
                    + PromptCatalog.variables(name).paths() + ", and was given " + values.keySet());
        }
        return fill(name, values);
    }

    /** Every branch is tried once with everything there and once with nothing, and every name is looked at. */
    private void check(String name) {
        if (!PromptCatalog.names().contains(name)) {
            throw new GitCortexException("There is no prompt template '" + name + "'; there are: "
                    + String.join(", ", names()) + ". Rename the file, or take it away.");
        }
        Variables variables = PromptCatalog.variables(name);
        Set<String> unknown = TemplateCheck.unknown(template(name), variables, handlebars);
        if (!unknown.isEmpty()) {
            throw wrong(
                    name,
                    "it names '" + String.join("', '", unknown) + "', which it is not given; it is given "
                            + String.join(", ", variables.paths()),
                    null);
        }
        fill(name, variables.filledWith(SAMPLE));
        fill(name, variables.empty());
    }

    private String fill(String name, Map<String, ?> values) {
        Template template = template(name);
        try {
            Context context = Context.newBuilder(values)
                    .resolver(MapValueResolver.INSTANCE)
                    .build();
            return template.apply(context);
        } catch (IOException | HandlebarsException | UnknownVariableException e) {
            throw wrong(name, reason(e), e);
        }
    }

    private Template template(String name) {
        return compiled.computeIfAbsent(name, this::compile);
    }

    private Template compile(String name) {
        try {
            String text = own.containsKey(name) ? own.get(name) : builtIn(name);
            return handlebars.compile(new StringTemplateSource(name + ".hbs", text));
        } catch (IOException | HandlebarsException e) {
            throw wrong(name, reason(e), e);
        }
    }

    /** Resources of a package are seen by their own module only: looked for from here, they are found on every path. */
    private static String builtIn(String name) throws IOException {
        try (InputStream in = PromptTemplates.class.getResourceAsStream("prompts/" + name + ".hbs")) {
            if (in == null) {
                throw new IOException("it is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Object missing(Object context, Options options) {
        throw new UnknownVariableException("it names '" + options.helperName + "', which it is not given there");
    }

    /** Ours where it is ours; else what Handlebars says, which begins with the place and shows the line below. */
    private static String reason(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownVariableException ours) {
                return String.valueOf(ours.getMessage());
            }
        }
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static GitCortexException wrong(String name, String reason, @Nullable Exception cause) {
        return new GitCortexException("The prompt template '" + name + "' cannot be used: " + reason, cause);
    }

    private static final class UnknownVariableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownVariableException(String message) {
            super(message);
        }
    }
}
