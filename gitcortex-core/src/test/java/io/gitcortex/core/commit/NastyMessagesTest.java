package io.gitcortex.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.commit.NastyMessages.Kind;
import io.gitcortex.core.commit.NastyMessages.Nasty;
import io.gitcortex.core.commit.ParsedCommit.Malformed;
import io.gitcortex.core.commit.ParsedCommit.Plain;
import io.gitcortex.core.commit.ParsedCommit.WithMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NastyMessagesTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gitcortex.core.commit.NastyMessages#all")
    void everyMessageIsTakenForWhatItIs(Nasty nasty) {
        ParsedCommit parsed = CommitMetadataParser.parse(nasty.message());

        List<String> problems = parsed instanceof Malformed malformed ? malformed.problems() : List.of();
        assertThat(kind(parsed)).as("%s", problems).isEqualTo(nasty.kind());
        if (nasty.kind() == Kind.MALFORMED) {
            assertThat(problems).anySatisfy(problem -> assertThat(problem).contains(nasty.word()));
        }
        assertThat(problems)
                .allMatch(problem -> problem.length() < 600 && problem.chars().noneMatch(Character::isISOControl))
                .allMatch(problem -> problem.matches("(?s).*[.?]"));
        assertThat(parsed.message()).isEqualTo(parsed.message().strip());
        if (nasty.kind() != Kind.PLAIN) {
            assertThat(nasty.message().stripLeading()).startsWith(parsed.message());
        }
    }

    @Test
    void thereAreAtLeastSixtyOfThem() {
        assertThat(NastyMessages.all().map(Nasty::name).distinct()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(NastyMessages.all().map(Nasty::name)).doesNotHaveDuplicates();
    }

    private static Kind kind(ParsedCommit parsed) {
        if (parsed instanceof Plain) {
            return Kind.PLAIN;
        }
        return parsed instanceof WithMetadata ? Kind.WITH_METADATA : Kind.MALFORMED;
    }
}
