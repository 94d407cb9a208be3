package io.gitcortex.sqlite;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.spi.PluginException;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.WorkflowStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that opens a database, to be asked and to be killed. */
final class AnotherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private AnotherProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static AnotherProcess start(List<String> jvmArguments, String what, Path file) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        // It does not live long enough for a better compiler.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AnotherProcess.class.getName()));
        command.addAll(List.of(what, file.toString()));
        return new AnotherProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The next line that it prints, or null if it has ended. */
    String line() throws IOException {
        return output.readLine();
    }

    /** Ends it without notice. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("A killed process is still there");
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }

    /** Arguments: {@code append}, {@code next}, {@code open} or {@code locked}, and the database. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("locked")) {
            System.out.println(isInUse(Path.of(arguments[1] + "-open")) ? "in use" : "free");
            return;
        }
        try (WorkflowStore store = SqliteWorkflowStore.open(Path.of(arguments[1]))) {
            switch (arguments[0]) {
                case "append" -> appendForEver(store, TestRows.ID);
                case "next" -> appendOne(store, TestRows.ID);
                default -> System.out.println("opened");
            }
        } catch (PluginException e) {
            System.out.println(e.getMessage());
        }
    }

    private static boolean isInUse(Path locks) throws IOException {
        try (FileChannel channel = FileChannel.open(locks, StandardOpenOption.WRITE);
                FileLock alone = channel.tryLock(0, 1, false)) {
            return alone == null;
        }
    }

    private static void appendForEver(WorkflowStore store, WorkflowId id) {
        TestRows.create(store, id);
        for (long sequence = 2; ; sequence++) {
            store.write(TestRows.append(id, sequence));
            System.out.println(sequence);
        }
    }

    private static void appendOne(WorkflowStore store, WorkflowId id) {
        JournalHead head = store.head(id).orElseThrow();
        store.write(TestRows.append(id, head.lastSequence() + 1));
        System.out.println(head.lastSequence() + 1);
    }
}
