package dev.chipgraph.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegularExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a{1,100}){1,100}){1,100}){1,100})",
                "(((a{0,100}){0,100}){0,100})",
                "(?:(?:a?){1000}){10}",
                "(a{40}){51}",
                "([]a{2}]{100}){100}",
                "([^]\\]{]{100}){100}",
                "([[:alpha:]]{100}){100}",
                "(\\Q(\\E{100}){100}",
                "(\\({100}){100}",
                "(a{,5}b{2,}c{1000}){10}"
            })
    void repetitionsOfRepetitionsAreTooLong(String expression) {
        assertThatThrownBy(() -> RegularExpression.compile(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 2000 characters");
    }

    @Test
    void thousandsOfGroupsAreTooLong() {
        for (String expression : new String[] {
            "(".repeat(20_000) + "a" + ")".repeat(20_000),
            "(?:".repeat(700) + "a" + ")?".repeat(700),
            "(".repeat(5_000_000),
            "a?".repeat(5_000)
        }) {
            assertThatThrownBy(() -> RegularExpression.compile(expression))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most 2000 characters");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(\\d{4})-(\\d{2})-(\\d{2})$",
                "[A-Z]{1,500}",
                "a{1000}",
                "a{,5}",
                "{",
                "x{1,2",
                "[{}]{2}",
                "[]{3}]",
                "\\Q{100}\\E{3}",
                "(?i)(?P<name>[\\p{Lu}&&]+)"
            })
    void whatIsOfOrdinaryLengthIsTaken(String expression) throws Exception {
        assertThat(RegularExpression.compile(expression)).isNotNull();
    }

    /** The longest that are taken, of the kinds that need most of the stack. */
    @Test
    void whatIsTakenNeitherCompilesNorMatchesBeyondTheStack() throws Exception {
        for (String expression : new String[] {
            "(".repeat(999) + "a" + ")".repeat(999),
            "(".repeat(660) + "a" + "*)".repeat(660),
            "(".repeat(660) + "a" + "?)".repeat(660),
            "a?".repeat(1_000),
            "(?:" + "a?".repeat(9) + "){90}",
            "(a?){400}",
            "a{0,1000}",
            "(?:" + "(".repeat(40) + "a" + "?)".repeat(40) + "){12}"
        }) {
            assertThat(matches(expression)).as(expression).isTrue();
        }
    }

    private static boolean matches(String expression) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(() -> RegularExpression.compile(expression)
                            .matcher("a".repeat(1_000))
                            .find())
                    .get();
        }
    }
}
