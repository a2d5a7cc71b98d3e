package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The texts of an answer. */
public final class AnswerTexts {

    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .map(RecordComponent::getAccessor)
                    .toList();
        }
    };

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
            case Record values ->
                ACCESSORS.get(values.getClass()).stream().flatMap(accessor -> in(value(values, accessor)));
            case null, default -> Stream.of();
        };
    }

    private static Object value(Record answer, Method accessor) {
        try {
            return accessor.invoke(answer);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
