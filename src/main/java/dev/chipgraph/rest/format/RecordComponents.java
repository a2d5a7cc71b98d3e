package dev.chipgraph.rest.format;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The values in records that may hold others. */
final class RecordComponents {

    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .map(RecordComponent::getAccessor)
                    .toList();
        }
    };

    private RecordComponents() {}

    /** The values of the components of a record, except those of primitive types. */
    static Stream<Object> of(Record values) {
        return ACCESSORS.get(values.getClass()).stream().map(accessor -> value(values, accessor));
    }

    private static Object value(Record values, Method accessor) {
        try {
            return accessor.invoke(values);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
