package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.git.RepositoryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitProgramTest {
    @TempDir
    private Path temp;

    private GitProgram fake(String script) throws Exception {
        Path git = temp.resolve("git");
        Files.writeString(git, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(git, PosixFilePermissions.fromString("rwxr-xr-x"));
        return GitProgram.find(Map.of("PATH", "relative:" + temp + ":/usr/bin:/bin", "SECRET_KEY", "s", "HOME", "/h"));
    }

    @Test
    void isFoundOnThePathByAnAbsoluteName() throws Exception {
        assertThat(GitProgram.find().executable()).isAbsolute();
        GitProgram.find().requireSupported();
        assertThat(GitProgram.find().version()).isGreaterThanOrEqualTo(GitVersion.REQUIRED);
        assertThat(fake("exit 0").executable()).isEqualTo(temp.resolve("git"));
        assertThatThrownBy(() -> GitProgram.find(Map.of("PATH", temp.resolve("nothing") + "::.")))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("install git 2.38");
    }

    @Test
    void aVersionThatIsTooOldIsRefused() throws Exception {
        assertThatThrownBy(fake("echo git version 2.37.9")::requireSupported)
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("git 2.37")
                .hasMessageContaining("2.38 or newer");
        fake("echo git version 3.0.windows.1").requireSupported();
        assertThatThrownBy(fake("echo something else")::version).hasMessageContaining("does not say");
    }

    @Test
    void getsNothingOfTheHostsEnvironmentButWhatItNeeds() throws Exception {
        GitOutput output = fake("env").run(call("x"), Map.of("a=b.c", "v"));
        assertThat(output.raw().lines())
                .contains("HOME=/h", "GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_KEY_0=a=b.c", "GIT_CONFIG_VALUE_0=v")
                .noneMatch(line -> line.contains("SECRET"));
        assertThat(fake("printf '%s ' \"$@\"").run(call("x"), Map.of()).raw())
                .contains("-c core.hooksPath=/dev/null -c core.fsmonitor=false", "protocol.ext.allow=never")
                .endsWith(" x ");
    }

    private GitCall call(String... arguments) {
        return GitCall.of(new GitPlace(temp, Map.of()), arguments);
    }

    @Test
    void isEndedAtItsDeadline() throws Exception {
        GitProgram slow = fake("sleep 600");
        GitCall call = new GitCall(new GitPlace(temp, Map.of()), List.of("x"), "", Duration.ofMillis(300));
        assertThatThrownBy(() -> slow.run(call, Map.of()))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("did not end within");
    }

    @Test
    void readsItsInputAndWritesItsOutputByteForByte() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            all.append((char) (i % 256));
        }
        assertThat(fake("cat")
                        .run(call("x").withInput(all.toString()), Map.of())
                        .raw())
                .isEqualTo(all.toString());
        // Not read by anybody: no reason to hang.
        assertThat(fake("exit 7")
                        .run(call("x").withInput(all.toString()), Map.of())
                        .exit())
                .isEqualTo(7);
    }

    @Test
    void writingWithoutEndIsEndedWithASentence() throws Exception {
        assertThatThrownBy(() -> fake("head -c 70000000 /dev/zero").run(call("x"), Map.of()))
                .hasMessageContaining("wrote more than");
    }

    @Test
    void aLockIsTakenForALockAndALostRaceIsNot() {
        assertThat(output("fatal: Unable to create '/r/.git/index.lock': File exists.\n\nAnother git")
                        .metLock())
                .isTrue();
        assertThat(output("error: could not lock config file .git/config: File exists")
                        .metLock())
                .isTrue();
        assertThat(output("fatal: cannot lock ref 'refs/heads/x': Unable to create '/r/x.lock': File exists.")
                        .metLock())
                .isTrue();
        assertThat(output("error: cannot lock ref 'refs/heads/x': is at a but expected b")
                        .metLock())
                .isFalse();
        assertThat(output("fatal: '/x' already exists").metLock()).isFalse();
    }

    private static GitOutput output(String errors) {
        return new GitOutput(128, "", errors);
    }
}
