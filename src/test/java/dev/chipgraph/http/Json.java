package dev.chipgraph.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A JSON document whose values are found by paths such as {@code items[0].name}. A name after a list stands for those of all
 * its elements, so {@code items.name} is a list. Between the names can be {@code find} and {@code findAll} with conditions
 * such as <code>{ it.kind == 'place' &amp;&amp; it.validFrom != null }</code>, and {@code flatten()}.
 *
 * <p>The same paths in Groovy, as RestAssured reads them, took half the processor time of all tests.
 */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What stands between two dots: a name, a name with an index, or a call. */
    private static final Pattern STEP =
            Pattern.compile("\\G(?:(find|findAll) *\\{([^}]*)}|(flatten)\\(\\)|([\\w-]*)(?:\\[(-?\\d+)])?)(?:\\.|$)");

    private static final Pattern CONDITION =
            Pattern.compile(" *it\\.([\\w.]+) *(==|!=) *(?:'([^']*)'|(true|false)|(null)) *");

    private final Object root;

    private Json(Object root) {
        this.root = root;
    }

    public static Json from(String text) {
        try {
            return new Json(MAPPER.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    /** The value at a path, or null. An empty path is the whole document. */
    public Object get(String path) {
        return at(root, path);
    }

    public String getString(String path) {
        Object value = at(root, path);
        return value == null ? null : value.toString();
    }

    public int getInt(String path) {
        return number(path).intValue();
    }

    public long getLong(String path) {
        return number(path).longValue();
    }

    public double getDouble(String path) {
        return number(path).doubleValue();
    }

    public boolean getBoolean(String path) {
        return (Boolean) at(root, path);
    }

    @SuppressWarnings("unchecked") // JSON
    public <T> List<T> getList(String path) {
        return (List<T>) at(root, path);
    }

    @SuppressWarnings("unchecked") // JSON
    public <K, V> Map<K, V> getMap(String path) {
        return (Map<K, V>) at(root, path);
    }

    private Number number(String path) {
        return (Number) Objects.requireNonNull(at(root, path), () -> path + " in " + this);
    }

    private static Object at(Object from, String path) {
        Object value = from;
        var steps = STEP.matcher(path);
        int end = 0;
        while (end < path.length()) {
            if (!steps.find()) {
                throw new IllegalArgumentException("Not a path: %s, from character %d".formatted(path, end));
            }
            value = step(value, steps.group(1), steps.group(2), steps.group(3), steps.group(4), steps.group(5));
            end = steps.end();
        }
        return value;
    }

    private static Object step(
            Object value, String search, String condition, String flatten, String name, String index) {
        if (value == null) {
            return null;
        }
        if (search != null) {
            var found = ((List<?>) value).stream().filter(condition(condition)).toList();
            return search.equals("findAll") ? found : found.isEmpty() ? null : found.getFirst();
        }
        if (flatten != null) {
            return flat((List<?>) value);
        }
        Object named = name.isEmpty() ? value : named(value, name);
        if (index == null || named == null) {
            return named;
        }
        var list = (List<?>) named;
        int at = Integer.parseInt(index) + (index.startsWith("-") ? list.size() : 0);
        return at >= 0 && at < list.size() ? list.get(at) : null;
    }

    private static Object named(Object value, String name) {
        if (value instanceof List<?> list) {
            var values = new ArrayList<Object>();
            list.forEach(element -> values.add(element == null ? null : named(element, name)));
            return values;
        }
        return ((Map<?, ?>) value).get(name);
    }

    private static List<Object> flat(List<?> list) {
        var flat = new ArrayList<Object>();
        list.forEach(element -> {
            if (element instanceof List<?> inner) {
                flat.addAll(flat(inner));
            } else {
                flat.add(element);
            }
        });
        return flat;
    }

    private static Predicate<Object> condition(String text) {
        return Arrays.stream(text.split("&&", -1))
                .map(term -> {
                    var read = CONDITION.matcher(term);
                    if (!read.matches()) {
                        throw new IllegalArgumentException("Not a condition: " + term);
                    }
                    boolean equal = read.group(2).equals("==");
                    Object value = read.group(4) == null ? read.group(3) : Boolean.valueOf(read.group(4));
                    return (Predicate<Object>) element -> Objects.equals(at(element, read.group(1)), value) == equal;
                })
                .reduce(element -> true, Predicate::and);
    }

    /** The document, indented. */
    @Override
    public String toString() {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
