package io.gitcortex.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietSystemReaderTest {
    @TempDir
    private Path temp;

    @Test
    void noProgramIsStartedAndNothingIsWrittenBelowTheUsersHome() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Path called = temp.resolve("called");
        Files.writeString(bin.resolve("git"), "#!/bin/sh\n: > " + called + "\n");
        Files.setPosixFilePermissions(bin.resolve("git"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(run("plain", git, bin)).isEqualTo(git.head());
        assertThat(called).as("what JGit does when it is left alone").exists();

        Files.delete(called);
        Path user = temp.resolve("user-ours");
        List<String> printed = run("ours", git, bin).lines().toList();
        assertThat(printed).hasSize(2).startsWith(git.head());
        assertThat(called).doesNotExist();
        assertThat(user).isEmptyDirectory();
        assertThat(git.git("rev-parse", printed.get(1) + "^")).isEqualTo(git.head());
        assertThat(git.git("status", "--porcelain", "--ignored")).isEmpty();
    }

    private String run(String how, TestRepository git, Path bin) throws Exception {
        Path home = Files.createDirectories(temp.resolve("user-" + how));
        Path output = temp.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadsARepository.class.getName(),
                        how,
                        git.directory().toString(),
                        git.git("rev-parse", "HEAD^{tree}"))
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readString(output).strip();
    }
}
