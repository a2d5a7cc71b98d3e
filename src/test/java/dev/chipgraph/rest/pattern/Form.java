package dev.chipgraph.rest.pattern;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import java.util.Optional;

/** The form of a value, which decides which conditions it can have. */
enum Form {
    TEXT,
    NAME,
    DATE,
    NUMBER,
    TRUTH,
    INSTANT,
    LIST,
    MONEY,
    LOCATION,
    SOURCE;

    /** The form of a value of entities of a kind; empty when they have no such value. */
    static Optional<Form> of(Kind kind, String term) {
        return switch (term) {
            case "id", "kind", "description", "country" -> Optional.of(TEXT);
            case "name" -> Optional.of(NAME);
            case "names", "sameAs", "tags" -> Optional.of(LIST);
            case "source" -> Optional.of(SOURCE);
            case "sources", "version" -> Optional.of(NUMBER);
            case "hasConflict" -> Optional.of(TRUTH);
            case "recordedAt", "updatedAt" -> Optional.of(INSTANT);
            default -> term.startsWith("attributes.") ? Optional.of(TEXT) : of(kind.property(property(term)), term);
        };
    }

    /** The form of a value of relationships of a type; empty when they have no such value. */
    static Optional<Form> of(RelationshipType type, String term) {
        return switch (term) {
            case "id", "type" -> Optional.of(TEXT);
            case "validFrom", "validTo" -> Optional.of(DATE);
            case "attestedOn" -> Optional.of(LIST);
            case "source" -> Optional.of(SOURCE);
            case "sources" -> Optional.of(NUMBER);
            case "hasConflict" -> Optional.of(TRUTH);
            case "recordedAt" -> Optional.of(INSTANT);
            default -> of(type.property(property(term)), term);
        };
    }

    private static Optional<Form> of(Optional<Property> property, String term) {
        return property.map(found -> {
            boolean part = term.contains(".");
            return switch (found.type()) {
                case TEXT -> TEXT;
                case CHOICE -> found.many() ? LIST : TEXT;
                case DATE -> part ? term.endsWith(".year") ? NUMBER : TEXT : DATE;
                case NUMBER -> NUMBER;
                case MONEY -> part ? term.endsWith(".currency") ? TEXT : NUMBER : MONEY;
                case LOCATION -> LOCATION;
            };
        });
    }

    /** The property that a term is, or is a part of. */
    static String property(String term) {
        return term.contains(".") ? term.substring(0, term.indexOf('.')) : term;
    }
}
