package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.Api;
import dev.chipgraph.Together;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The page of questions shows what the service answers. Of an object, some fields may be shown; of a list, the first items when
 * {@code "..."} comes last; and {@code "..."} stands for any value.
 */
@QuarkusTest
@ExtendWith(Api.class)
@Order(1)
class QuestionsPageTest {

    private static final Path PAGE = Path.of("docs/questions.md");
    private static final int FEWEST = 28;
    private static final String MORE = "...";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern SECTION = Pattern.compile("(?ms)^### (.+?)$(.*?)(?=^##|\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)\\n```$");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A part of the page between two fences. */
    record Block(String language, String text) {}

    /**
     * A question of the page.
     *
     * @param heading its words
     * @param blocks the call, then the answer
     */
    record Question(String heading, List<Block> blocks) {

        @Override
        public String toString() {
            return heading;
        }
    }

    static List<Question> questions() throws IOException {
        return SECTION.matcher(Files.readString(PAGE))
                .results()
                .map(section -> new Question(section.group(1), blocks(section.group(2))))
                .toList();
    }

    private static List<Block> blocks(String text) {
        return BLOCK.matcher(text)
                .results()
                .map((MatchResult block) -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    @Test
    void thereAreManyQuestionsAndNoneIsAskedTwice() throws IOException {
        assertThat(questions()).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(questions()).extracting(Question::heading).doesNotHaveDuplicates();
        assertThat(questions())
                .extracting(question -> question.blocks().getFirst().text())
                .doesNotHaveDuplicates();
    }

    @Test
    void theAnswersAreThoseShown() throws IOException {
        Together.forEach(questions(), QuestionsPageTest::assertAnswerIsTheOneShown);
    }

    private static void assertAnswerIsTheOneShown(Question question) throws IOException {
        assertThat(question.blocks())
                .as("%s: a call and an answer", question.heading())
                .hasSize(2);
        assertThat(question.blocks().getFirst().language()).isEqualTo("http");

        Response response = ask(question.blocks().getFirst().text());

        Block shown = question.blocks().getLast();
        int status = 200;
        List<String> differences =
                switch (shown.language()) {
                    case "json" -> {
                        JsonNode expected = JSON.readTree(shown.text());
                        status = expected.path("status").asInt(status);
                        yield differences(expected, JSON.readTree(response.asByteArray()));
                    }
                    case "csv" -> differencesOfLines(shown.text(), text(response));
                    case "xml" -> differencesOfParts(shown.text(), text(response));
                    default -> List.of("cannot compare " + shown.language());
                };
        assertThat(response.statusCode())
                .as("%s: %s", question.heading(), text(response))
                .isEqualTo(status);
        assertThat(differences).as(question.heading()).isEmpty();
    }

    /** Sends a request that is written as in RFC 9112, with its URI as people read it. */
    private static Response ask(String request) {
        String[] headAndBody = request.split("\n\n", 2);
        String[] methodAndUri = headAndBody[0].split(" ", 2);
        String[] pathAndQuery = methodAndUri[1].split("\\?", 2);
        var specification = given();
        if (pathAndQuery.length > 1) {
            for (String parameter : pathAndQuery[1].split("&", -1)) {
                String[] nameAndValue = parameter.split("=", 2);
                specification.queryParam(nameAndValue[0], nameAndValue[1]);
            }
        }
        if (headAndBody.length > 1) {
            specification.contentType(Request.JSON).body(headAndBody[1].getBytes(StandardCharsets.UTF_8));
        }
        return specification.request(methodAndUri[0], pathAndQuery[0]);
    }

    private static String text(Response response) {
        return new String(response.asByteArray(), StandardCharsets.UTF_8);
    }

    private static List<String> differences(JsonNode shown, JsonNode real) {
        var differences = new ArrayList<String>();
        compare("$", shown, real, differences);
        return differences;
    }

    private static void compare(String at, JsonNode shown, JsonNode real, List<String> differences) {
        if (isMore(shown) && !real.isMissingNode()) {
            return;
        }
        if (shown.isObject() && real.isObject()) {
            shown.properties()
                    .forEach(field -> compare(
                            at + "." + field.getKey(), field.getValue(), real.path(field.getKey()), differences));
        } else if (shown.isArray() && real.isArray()) {
            boolean more = !shown.isEmpty() && isMore(shown.get(shown.size() - 1));
            int items = more ? shown.size() - 1 : shown.size();
            if (more ? real.size() <= items : real.size() != items) {
                differences.add("%s: shows %d items%s, but there are %d: %s"
                        .formatted(at, items, more ? " and more" : "", real.size(), real));
            }
            for (int i = 0; i < Math.min(items, real.size()); i++) {
                compare("%s[%d]".formatted(at, i), shown.get(i), real.get(i), differences);
            }
        } else if (!shown.equals(real)) {
            differences.add("%s: shows %s, but is %s".formatted(at, shown, real.isMissingNode() ? "absent" : real));
        }
    }

    private static boolean isMore(JsonNode shown) {
        return shown.isTextual() && shown.textValue().equals(MORE);
    }

    private static List<String> differencesOfLines(String shown, String real) {
        var expected = new ArrayList<>(shown.lines().toList());
        var actual = real.replace(BYTE_ORDER_MARK, "").lines().toList();
        boolean more = expected.getLast().equals(MORE);
        if (more) {
            expected.removeLast();
        }
        if (more ? actual.size() <= expected.size() : actual.size() != expected.size()) {
            return List.of("shows %d lines%s, but there are %d:%n%s"
                    .formatted(expected.size(), more ? " and more" : "", actual.size(), real));
        }
        return Stream.iterate(0, i -> i < expected.size(), i -> i + 1)
                .filter(i -> !expected.get(i).equals(actual.get(i)))
                .map(i -> "line %d: shows %s, but is %s".formatted(i + 1, expected.get(i), actual.get(i)))
                .toList();
    }

    /** Markup comes in one line: the lines shown are in it, one right after the other where none with dots is between. */
    private static List<String> differencesOfParts(String shown, String real) {
        int position = 0;
        boolean gap = false;
        for (String line : shown.lines().toList()) {
            if (line.equals(MORE)) {
                gap = true;
                continue;
            }
            int found = real.indexOf(line, position);
            if (found < 0 || (!gap && found > position)) {
                return List.of("shows %s, but after %d characters there is %s"
                        .formatted(line, position, real.substring(position)));
            }
            position = found + line.length();
            gap = false;
        }
        return gap || position == real.strip().length()
                ? List.of()
                : List.of("goes on with " + real.substring(position));
    }
}
