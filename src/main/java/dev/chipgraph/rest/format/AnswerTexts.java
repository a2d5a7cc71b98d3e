package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The texts of an answer. */
public final class AnswerTexts {

    private AnswerTexts() {}

    /** All texts in a record, in JSON, or in a collection of these. Pages that are not read yet have none. */
    public static Stream<String> in(Object answer) {
        return switch (answer) {
            case String text -> Stream.of(text);
            case JsonNode json when json.isTextual() -> Stream.of(json.textValue());
            case JsonNode json ->
                StreamSupport.stream(json.spliterator(), false).flatMap(AnswerTexts::in);
            case Collection<?> items -> items.stream().flatMap(AnswerTexts::in);
            case Map<?, ?> values -> values.values().stream().flatMap(AnswerTexts::in);
            case Record values -> RecordComponents.of(values).flatMap(AnswerTexts::in);
            case null, default -> Stream.of();
        };
    }
}
