package io.gitcortex.core.decide;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.URLTemplateLoader;
import io.gitcortex.GitCortexException;
import java.io.IOException;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts that agents and models are given, as Handlebars templates. Nothing is escaped: the reader is no browser. A
 * variable that a template names and nobody gave is an error, never a hole in the text.
 *
 * <p>Thread-safe.
 */
public final class PromptTemplates {
    private final Handlebars handlebars;
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    private PromptTemplates(Handlebars handlebars) {
        this.handlebars = handlebars;
    }

    /** The templates that come with GitCortex. */
    public static PromptTemplates builtIn() {
        Handlebars handlebars =
                new Handlebars(new OwnResources()).with(EscapingStrategy.NOOP).prettyPrint(true);
        handlebars.registerHelperMissing(PromptTemplates::missing);
        return new PromptTemplates(handlebars);
    }

    /**
     * Fills a template in.
     *
     * @param name the template's name
     * @param values texts, lists and maps by name; a null or empty one counts as absent in a condition
     * @return the text
     * @throws GitCortexException if the template is not there, is wrong, or names what is not given
     */
    public String render(String name, Map<String, ?> values) {
        try {
            Context context = Context.newBuilder(values)
                    .resolver(MapValueResolver.INSTANCE)
                    .build();
            return compiled.computeIfAbsent(name, this::compile).apply(context);
        } catch (IOException e) {
            throw new GitCortexException(
                    "The prompt template '" + name + "' cannot be filled in: " + e.getMessage(), e);
        }
    }

    private Template compile(String name) {
        try {
            return handlebars.compile(name);
        } catch (IOException e) {
            throw new GitCortexException("The prompt template '" + name + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static Object missing(Object context, Options options) {
        throw new GitCortexException("A prompt template names '" + options.helperName + "', which is not given");
    }

    /** Resources of a package are seen by their own module only: looked for from here, they are found on every path. */
    private static final class OwnResources extends URLTemplateLoader {
        OwnResources() {
            setPrefix("prompts/");
            setSuffix(".hbs");
        }

        @Override
        protected @Nullable URL getResource(String location) {
            return PromptTemplates.class.getResource(location.startsWith("/") ? location.substring(1) : location);
        }
    }
}
