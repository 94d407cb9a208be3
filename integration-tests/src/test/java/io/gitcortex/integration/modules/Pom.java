package io.gitcortex.integration.modules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What a Maven project says that whoever depends on it needs at run time. Profiles and management are none of that. */
record Pom(Element project) {
    static Pom read(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new Pom(factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError(file + " cannot be read as a Maven project", e);
        }
    }

    List<Artifact> runtimeDependencies() {
        return child(project, "dependencies").stream()
                .flatMap(dependencies -> children(dependencies, "dependency"))
                .filter(Pom::isNeededAtRunTime)
                .map(dependency -> new Artifact(
                        group(dependency), text(dependency, "artifactId").orElseThrow()))
                .toList();
    }

    private static boolean isNeededAtRunTime(Element dependency) {
        String scope = text(dependency, "scope").orElse("compile");
        boolean optional =
                text(dependency, "optional").map(Boolean::parseBoolean).orElse(false);
        return !optional && (scope.equals("compile") || scope.equals("runtime"));
    }

    private String group(Element dependency) {
        String group = text(dependency, "groupId").orElseThrow();
        return group.matches("\\$\\{(project|pom)\\.groupId}") ? ownGroup() : group;
    }

    private String ownGroup() {
        return text(project, "groupId")
                .or(() -> child(project, "parent").flatMap(parent -> text(parent, "groupId")))
                .orElseThrow();
    }

    private static Optional<String> text(Element parent, String name) {
        return child(parent, name).map(element -> element.getTextContent().strip());
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).findFirst();
    }

    private static Stream<Element> children(Element parent, String name) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(parent.getChildNodes()::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE
                        && node.getNodeName().equals(name))
                .map(Element.class::cast);
    }
}
