package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitCortex understands of a commit, for people, programs and hooks. */
class CheckCommitTest {
    private static final String REPORT = """
            Add a page

            ---METADATA---
            {"workflowId":"wf-1","taskId":"t","terminalId":"c","status":"review_rejected","reviewedTerminal":"a",
             "issues":[{"path":"a.txt","line":42,"severity":"major","message":["Wr","ong"]}],"notes":"%s"}

            Co-Authored-By: Somebody <somebody@example.invalid>
            """.formatted("long ".repeat(40));
    private static final String BROKEN = "Add a page\n\n---METADATA---\n{\"status\": \"review_pass\"";

    @TempDir
    private Path directory;

    private final Screen screen = new Screen();
    private ScratchRepository repository;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = ScratchRepository.create(directory.toRealPath().resolve("own"));
    }

    private JsonNode json() throws Exception {
        assertThat(screen.out().strip().lines()).hasSize(1);
        return new ObjectMapper().readTree(screen.out());
    }

    @Test
    void a_message_on_standard_input_is_told_whole_in_our_own_spelling() throws Exception {
        assertThat(screen.runWith(REPORT, "check-commit", "--json"))
                .as(screen.err())
                .isZero();

        JsonNode answer = json();
        assertThat(answer.fieldNames()).toIterable().containsExactly("kind", "metadata", "problems");
        assertThat(answer.path("kind").asText()).isEqualTo("with_metadata");
        assertThat(answer.path("problems")).isEmpty();
        JsonNode metadata = answer.path("metadata");
        assertThat(metadata.path("workflow_id").asText()).isEqualTo("wf-1");
        assertThat(metadata.path("status").asText()).isEqualTo("review_reject");
        assertThat(metadata.path("reviewed_terminal").asText()).isEqualTo("a");
        assertThat(metadata.path("notes").asText()).isEqualTo("long ".repeat(40));
        assertThat(metadata.path("issues").get(0).path("message").asText()).isEqualTo("Wrong");
        assertThat(metadata.path("issues").get(0).path("line").asInt()).isEqualTo(42);
    }

    @Test
    void malformed_metadata_end_with_1_and_say_every_problem() throws Exception {
        assertThat(screen.runWith(BROKEN, "check-commit", "--json")).isEqualTo(ExitCode.FAILED);
        JsonNode answer = json();
        assertThat(answer.path("kind").asText()).isEqualTo("malformed");
        assertThat(answer.path("metadata").isNull()).isTrue();
        assertThat(answer.path("problems")).isNotEmpty();

        assertThat(screen.runWith(BROKEN, "check-commit", "-")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.out())
                .startsWith("malformed: ")
                .contains("  " + answer.path("problems").get(0).asText());
    }

    @Test
    void a_plain_message_is_fine() throws Exception {
        assertThat(screen.runWith("Tidy up\n", "check-commit", "--json")).isZero();
        assertThat(json().toString()).isEqualTo("{\"kind\":\"plain\",\"metadata\":null,\"problems\":[]}");

        assertThat(screen.runWith("Tidy up\n", "check-commit")).isZero();
        assertThat(screen.out()).startsWith("plain: ");
    }

    @Test
    void a_commit_is_named_as_git_names_it_also_in_a_linked_worktree() throws Exception {
        commit(repository.directory(), REPORT);
        commit(repository.directory(), BROKEN);
        String hash = repository.git("rev-parse", "HEAD~1");
        Path linked = directory.toRealPath().resolve("linked");
        repository.git("worktree", "add", "-q", "-b", "side", linked.toString(), hash);

        for (String name : new String[] {"HEAD~1", "main^", hash, hash.substring(0, 9), "side"}) {
            assertThat(check(repository.directory(), name))
                    .as(name + screen.err())
                    .isZero();
            assertThat(screen.out()).startsWith("with metadata").contains("\"workflow_id\": \"wf-1\"");
        }
        assertThat(check(linked, "HEAD")).as(screen.err()).isZero();
        assertThat(check(repository.directory(), "HEAD")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.runAtTerminal("check-commit", "--repo", linked.toString()))
                .as("HEAD, where a person would have to type the message")
                .isZero();
        assertThat(repository.directory().resolve(".git/gitcortex"))
                .as("nothing is written")
                .doesNotExist();
    }

    private int check(Path where, String name) {
        return screen.run("check-commit", name, "--repo", where.toString());
    }

    private static void commit(Path where, String message) throws Exception {
        GitProgram.run(
                where,
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.invalid",
                "commit",
                "-q",
                "--allow-empty",
                "--cleanup=verbatim",
                "-m",
                message);
    }

    @Test
    void who_names_a_file_is_told_how_its_message_is_checked() throws Exception {
        Path file = repository.write("my message", "Tidy up\n");

        assertThat(check(repository.directory(), file.toString())).isEqualTo(ExitCode.USAGE);

        assertThat(screen.err()).contains("is a file", "./gitcortex check-commit < '" + file + "'");
    }

    @Test
    void what_is_no_commit_or_no_message_is_a_mistake_of_usage() throws Exception {
        for (String name :
                new String[] {"nowhere", "0123456789012345678901234567890123456789", "a..b", "^{", "HEAD~99"}) {
            assertThat(check(repository.directory(), name)).as(name).isEqualTo(ExitCode.USAGE);
            assertThat(screen.err()).contains(name).doesNotContain("\tat ", "should not have happened");
        }
        assertThat(screen.runWith("\n", "check-commit")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err())
                .isEqualToIgnoringNewLines("There is no message on standard input: it is empty. Give one"
                        + " (./gitcortex check-commit < FILE), or name a commit (./gitcortex check-commit HEAD).");
        assertThat(screen.run("check-commit", "HEAD", "--repo", directory.toString()))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void help_says_how_a_message_in_a_file_is_checked() {
        assertThat(screen.run("check-commit", "--help")).isZero();

        assertThat(screen.out()).contains("./gitcortex check-commit < FILE");
    }
}
