package dev.chipgraph.rest.read;

import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.core.ListFilter;
import dev.chipgraph.rest.format.CsvDialect;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.problem.DidYouMean;
import dev.chipgraph.rest.request.KindFilters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects query parameters that a resource method does not declare, and values that it cannot read, and says which are
 * allowed. Otherwise a misspelt filter would be ignored, and a value of the wrong type answered with 404.
 */
@ApplicationScoped
public class StrictParameters {

    private final Map<Method, Map<String, Declared>> known = new ConcurrentHashMap<>();

    /**
     * A declared parameter.
     *
     * @param repeatable whether it may be given several times
     * @param check throws an {@link IllegalArgumentException} that says what is allowed
     */
    private record Declared(boolean repeatable, Consumer<String> check) {}

    @ServerRequestFilter
    void check(ResourceInfo resource, UriInfo uri) {
        if (resource.getResourceMethod() == null) {
            return;
        }
        var declared =
                new LinkedHashMap<>(known.computeIfAbsent(resource.getResourceMethod(), StrictParameters::declaredBy));
        Produces formats = resource.getResourceMethod().getAnnotation(Produces.class);
        if (formats != null) {
            declared.put("format", new Declared(false, Format::fromString));
            if (List.of(formats.value()).contains(Format.OF_CSV)
                    || List.of(formats.value()).contains(Format.OF_ZIP)) {
                declared.put(CsvDialect.DELIMITER, new Declared(false, CsvDialect.Delimiter::fromString));
                declared.put(CsvDialect.DECIMAL, new Declared(false, CsvDialect.DecimalMark::fromString));
                declared.put(CsvDialect.BOM, new Declared(false, check(boolean.class)));
            }
        }
        KindFilters filtered = resource.getResourceMethod().getAnnotation(KindFilters.class);
        if (filtered != null) {
            Kind.ofPath(uri.getPathParameters().getFirst("kind"))
                    .map(EntityListing::amount)
                    .ifPresent(amount -> declared.put(EntityListing.TOTALS, new Declared(false, check(boolean.class))));
            filters(filtered, uri)
                    .forEach((name, filter) -> declared.put(name, new Declared(filter.repeatable(), filter::read)));
        }
        var violations = new ArrayList<Violation>();
        uri.getQueryParameters().forEach((name, values) -> {
            Declared parameter = declared.get(name);
            if (parameter == null) {
                violations.add(violation(name, unknown(name, declared.keySet(), filtered != null)));
            } else if (values.size() > 1 && !parameter.repeatable()) {
                violations.add(violation(name, "may be given only once"));
            } else {
                values.forEach(
                        value -> rejection(parameter, value).ifPresent(why -> violations.add(violation(name, why))));
            }
        });
        if (CsvDialect.isAmbiguous(uri.getQueryParameters()) && declared.containsKey(CsvDialect.DECIMAL)) {
            violations.add(violation(
                    CsvDialect.DECIMAL, "must be . unless delimiter is ; or tab, because commas separate the cells"));
        }
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
    }

    /** What to say of a parameter that is not declared. */
    private static String unknown(String name, Set<String> declared, boolean filtered) {
        if (declared.isEmpty()) {
            return "is not known; this resource has no query parameters";
        }
        boolean country = filtered && name.equals(ListFilter.COUNTRY);
        String meant = DidYouMean.best(country ? "partyCountry" : name, declared)
                .map(best -> "; did you mean " + best + "?")
                .orElse(";");
        return "%s%s allowed are %s"
                .formatted(country ? ListFilter.NO_COUNTRY : "is not known", meant, String.join(", ", declared));
    }

    private static Violation violation(String name, String message) {
        return new Violation("query", name, message);
    }

    /** Why a value is rejected; empty when it is accepted. */
    private static Optional<String> rejection(Declared parameter, String value) {
        try {
            parameter.check().accept(value);
            return Optional.empty();
        } catch (IllegalArgumentException rejected) {
            return Optional.of(rejected.getMessage());
        }
    }

    private static Map<String, ListFilter> filters(KindFilters filtered, UriInfo uri) {
        Optional<Kind> ofPath = Kind.ofPath(uri.getPathParameters().getFirst("kind"));
        if (ofPath.isPresent() && !filtered.byQuery()) {
            return ListFilter.of(ofPath.get());
        }
        try {
            var kinds = uri.getQueryParameters().getOrDefault("kind", List.of()).stream()
                    .map(Kind::fromString)
                    .toList();
            return filtered.byQuery() ? ListFilter.of(kinds) : ListFilter.common(kinds);
        } catch (IllegalArgumentException unknownKind) {
            // The check of the parameter kind itself reports it.
            return ListFilter.common();
        }
    }

    private static Map<String, Declared> declaredBy(Method method) {
        var declared = new LinkedHashMap<String, Declared>();
        for (Parameter parameter : method.getParameters()) {
            add(declared, parameter, parameter.getParameterizedType());
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    add(declared, field, field.getGenericType());
                }
            }
        }
        return declared;
    }

    private static void add(Map<String, Declared> declared, AnnotatedElement element, Type type) {
        QueryParam query = element.getAnnotation(QueryParam.class);
        if (query != null) {
            boolean repeatable = type instanceof ParameterizedType;
            Type single = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
            declared.put(query.value(), new Declared(repeatable, check((Class<?>) single)));
        }
    }

    private static Consumer<String> check(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return value -> {
                if (!value.matches("-?\\d{1,9}")) {
                    throw new IllegalArgumentException("must be a whole number, not \"" + value + "\"");
                }
            };
        }
        if (type == double.class) {
            return value -> {
                if (!value.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
                    throw new IllegalArgumentException("must be a number, not \"" + value + "\"");
                }
            };
        }
        if (type == boolean.class) {
            return value -> {
                if (!List.of("true", "false").contains(value)) {
                    throw new IllegalArgumentException("must be true or false, not \"" + value + "\"");
                }
            };
        }
        if (type == String.class) {
            return value -> {};
        }
        Method reading = reading(type);
        return value -> {
            try {
                reading.invoke(null, value);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(e.getCause().getMessage(), e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Method reading(Class<?> type) {
        try {
            return type.getMethod("fromString", String.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " cannot be a query parameter: it has no fromString", e);
        }
    }
}
