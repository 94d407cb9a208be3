package io.gitcortex.core.decide;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.TagType;
import com.github.jknack.handlebars.Template;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a template names and nobody gives it, wherever in the template it stands. */
final class TemplateCheck {
    private static final Pattern STEPS = Pattern.compile("[./\\[\\]]+");
    private static final Pattern OURS = Pattern.compile("|this|else|@.*|[0-9]+");

    private TemplateCheck() {}

    /** The names that are not among the variables, in order. */
    static Set<String> unknown(Template template, Variables variables, Handlebars handlebars) {
        Set<String> known = variables.names();
        Stream<String> named = Stream.concat(
                template.collect(TagType.VAR, TagType.TRIPLE_VAR, TagType.AMP_VAR, TagType.SECTION).stream()
                        .filter(name -> handlebars.helper(name) == null),
                template.collectReferenceParameters().stream());
        return named.flatMap(STEPS::splitAsStream)
                .filter(step -> !OURS.matcher(step).matches() && !known.contains(step))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
