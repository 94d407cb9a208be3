package io.gitcortex.core;

import io.gitcortex.core.file.CheckedPlan;
import io.gitcortex.core.file.PlanReader;
import io.gitcortex.core.file.PlanWriter;
import io.gitcortex.core.terminal.dialect.Dialects;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads and writes workflow files: a plan in YAML or JSON. The keys are described for editors in {@code docs/workflow.schema.json}.
 *
 * <p>A plan that comes out has an id for every task and terminal: where the file names none, a task's is made from its name,
 * and a terminal's from its task and role. A terminal without a {@code cli} has the file's.
 *
 * <p>Thread-safe.
 */
public final class WorkflowFile {
    private WorkflowFile() {}

    /**
     * Reads a file whose terminals use the dialects that come with GitCortex. Its directory is what relative file names in
     * commands are looked up in. Reads the disk, and waits for nothing else.
     *
     * @param file YAML or JSON in UTF-8
     * @return a plan with every id filled in
     * @throws WorkflowFileException if the file cannot be read, or says anything that cannot be carried out; it lists
     *     everything that is wrong
     */
    public static WorkflowPlan read(Path file) {
        return read(file, Dialects.builtIn().names());
    }

    /**
     * Reads a file. Its directory is what relative file names in commands are looked up in. Reads the disk, and waits for
     * nothing else.
     *
     * @param file YAML or JSON in UTF-8
     * @param knownClis the dialects that terminals may use
     * @return a plan with every id filled in
     * @throws WorkflowFileException if the file cannot be read, or says anything that cannot be carried out; it lists
     *     everything that is wrong
     */
    public static WorkflowPlan read(Path file, Set<String> knownClis) {
        Path absolute = file.toAbsolutePath().normalize();
        String text = text(absolute, file.toString());
        Path directory = absolute.getParent();
        return plan(file.toString(), PlanReader.read(text, directory == null ? absolute : directory, knownClis));
    }

    /**
     * Reads the text of a file.
     *
     * @param text YAML or JSON
     * @param baseDirectory the directory that relative file names in commands are looked up in
     * @param knownClis the dialects that terminals may use
     * @return a plan with every id filled in
     * @throws WorkflowFileException if it says anything that cannot be carried out; it lists everything that is wrong
     */
    public static WorkflowPlan parse(String text, Path baseDirectory, Set<String> knownClis) {
        Path absolute = baseDirectory.toAbsolutePath().normalize();
        return plan("The workflow", PlanReader.read(text, absolute, knownClis));
    }

    /**
     * The text of a workflow file that reads back as the same plan.
     *
     * @param plan what is asked for; its base directory is left out, since that is the directory of the file
     * @return YAML, without what is as it would be anyway
     */
    public static String format(WorkflowPlan plan) {
        return PlanWriter.yaml(plan);
    }

    private static WorkflowPlan plan(String source, CheckedPlan checked) {
        return checked.orThrow(problems -> WorkflowFileException.of(source, problems));
    }

    private static String text(Path file, String shown) {
        if (Files.isDirectory(file)) {
            throw WorkflowFileException.unreadable(shown, "it is a directory; name a file in it", null);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file, shown)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw WorkflowFileException.unreadable(shown, "there is no such file", e);
        } catch (CharacterCodingException e) {
            throw WorkflowFileException.unreadable(shown, "it is not in UTF-8; save it so", e);
        } catch (IOException e) {
            throw WorkflowFileException.unreadable(shown, "reading it failed: " + e, e);
        }
    }

    private static byte[] bytes(Path file, String shown) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(PlanReader.MAX_BYTES + 1);
            if (bytes.length > PlanReader.MAX_BYTES) {
                throw WorkflowFileException.unreadable(
                        shown, "it is larger than " + PlanReader.MAX_BYTES + " bytes", null);
            }
            return bytes;
        }
    }
}
