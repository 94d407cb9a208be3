package io.gitcortex.integration.modules;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The name of a jar in a repository of artifacts, whatever its version. */
record Artifact(String group, String name) {
    /** Whether a class path entry is this artifact: a jar, or the classes of a module that is not packaged yet. */
    boolean isAt(Path entry) {
        List<String> parts = StreamSupport.stream(entry.spliterator(), false)
                .map(Path::toString)
                .toList();
        String inRepository = String.join("/", parts);
        return inRepository.contains("/" + group.replace('.', '/') + "/" + name + "/")
                || (isOurs() && parts.contains(name));
    }

    boolean isOurs() {
        return group.equals("io.gitcortex");
    }
}
