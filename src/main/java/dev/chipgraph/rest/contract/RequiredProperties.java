package dev.chipgraph.rest.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/**
 * Derives from the records which properties of their schemas are always there. A component that is not {@link Nullable}
 * is; so is a nullable one that Jackson does not leave out, which then may be null. What {@link JsonInclude} leaves out
 * when it is empty may be missing. In a request, what is nullable may be left out.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 60)
public class RequiredProperties implements OASFilter {

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName NAMED =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);

    /** Types whose values can be empty. */
    private static final Set<DotName> MANY =
            Set.of(DotName.createSimple(List.class), DotName.createSimple(Set.class), DotName.createSimple(Map.class));

    /** How the names of the schemas of requests end. What is null there is left out. */
    private static final List<String> REQUESTS = List.of("Input", "Request");

    private final IndexView index;

    public RequiredProperties(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var records = new HashMap<String, Set<ClassInfo>>();
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord()) {
                records.computeIfAbsent(name(type), any -> new LinkedHashSet<>())
                        .add(type);
            }
        }
        api.getComponents().getSchemas().forEach((name, schema) -> {
            if (schema.getProperties() == null) {
                return;
            }
            String generic = Contract.GENERIC_LISTS.stream()
                    .filter(name::startsWith)
                    .findFirst()
                    .orElse(name);
            records.getOrDefault(generic, Set.of()).stream()
                    .filter(type -> properties(type)
                            .map(Property::name)
                            .collect(Collectors.toSet())
                            .equals(schema.getProperties().keySet()))
                    .findFirst()
                    .ifPresent(type -> describe(type, schema));
        });
    }

    private static String name(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(NAMED);
        return schema == null || schema.value("name") == null
                ? type.simpleName()
                : schema.value("name").asString();
    }

    /**
     * A property of a record in JSON.
     *
     * @param nullable whether its value can be null
     * @param omitted which values are left out
     */
    private record Property(String name, boolean nullable, boolean many, Include omitted) {

        boolean isRequired() {
            return switch (omitted) {
                case NON_NULL -> !nullable;
                case NON_EMPTY -> !nullable && !many;
                default -> true;
            };
        }

        boolean canBeNull() {
            return nullable && omitted == Include.ALWAYS;
        }
    }

    private Stream<Property> properties(ClassInfo type) {
        Include usual = REQUESTS.stream().anyMatch(name(type)::endsWith) ? Include.NON_NULL : Include.ALWAYS;
        Include ofAll = include(type.declaredAnnotation(DotName.createSimple(JsonInclude.class)), usual);
        return type.recordComponents().stream()
                .map(component -> type.field(component.name()))
                .filter(field -> !field.hasAnnotation(DotName.createSimple(JsonIgnore.class)))
                .flatMap(field -> field.hasAnnotation(DotName.createSimple(JsonUnwrapped.class))
                        ? properties(index.getClassByName(field.type().name()))
                        : Stream.of(property(field, ofAll)));
    }

    private static Property property(FieldInfo field, Include ofAll) {
        Type type = field.type();
        return new Property(
                field.name(),
                type.hasAnnotation(NULLABLE),
                MANY.contains(type.name()),
                include(field.annotation(DotName.createSimple(JsonInclude.class)), ofAll));
    }

    private static Include include(AnnotationInstance annotation, Include otherwise) {
        return annotation == null
                ? otherwise
                : Include.valueOf(annotation.value().asEnum());
    }

    private void describe(ClassInfo type, Schema schema) {
        Collection<Property> properties = properties(type).toList();
        // The scan adds the type of a component that is annotated, also beside a reference.
        schema.getProperties().values().stream()
                .filter(property -> property.getRef() != null)
                .forEach(property -> property.type(null));
        schema.required(properties.stream()
                .filter(Property::isRequired)
                .map(Property::name)
                .toList());
        properties.stream()
                .filter(Property::canBeNull)
                .forEach(property -> schema.addProperty(
                        property.name(),
                        Contract.nullable(schema.getProperties().get(property.name()))));
    }
}
