package io.gitcortex.integration.modules;

import io.gitcortex.integration.ScratchRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A scratch repository with a {@code workflow.yaml} of one task, which a scripted agent fulfils. */
public final class OneTask {
    private OneTask() {}

    /**
     * Makes it.
     *
     * @param parent an empty directory
     */
    public static ScratchRepository in(Path parent) throws IOException {
        ScratchRepository repository = ScratchRepository.in(parent);
        Files.writeString(repository.directory().resolve("workflow.yaml"), """
                name: greeting
                goal: Say hello
                tasks:
                  - id: english
                    name: English greeting
                    description: Write english.txt that says hello
                    terminals:
                      - {id: english-coder, role: coder, cli: shell, command: [sh, '%s', english]}
                """.formatted(
                        parent.resolve("agents").resolve("coder.sh")));
        return repository;
    }
}
