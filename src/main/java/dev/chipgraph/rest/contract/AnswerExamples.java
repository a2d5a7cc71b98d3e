package dev.chipgraph.rest.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * Real answers, which the tests have written to files.
 *
 * @param byName answers by the ids of their operations, or problem documents by the last segments of their types
 */
record AnswerExamples(Map<String, Object> byName) {

    static AnswerExamples ofOperations() {
        return read("openapi/answers.json");
    }

    static AnswerExamples ofProblems() {
        return read("openapi/problems.json");
    }

    private static AnswerExamples read(String resource) {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return new AnswerExamples(new ObjectMapper().readValue(file, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Object> of(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
