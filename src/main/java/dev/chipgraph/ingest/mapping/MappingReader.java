package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RecordReader;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.WireName;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the tree of a mapping into what can be run, and notes all that is wrong with it. */
final class MappingReader {

    private static final String SLUG = "[a-z0-9]+(-[a-z0-9]+)*";

    private final ObjectNode tree;
    private final ViolationCollector violations;
    private final Map<String, TextFilter> maps = new LinkedHashMap<>();
    private final Map<String, Set<String>> outcomesOfMaps = new LinkedHashMap<>();
    private final Map<String, Lookup> lookups = new LinkedHashMap<>();
    /** Columns that lookups ask of tables, which are checked like the tables' own. */
    private final Map<Lookup, List<TableMapping.Use>> context = new LinkedHashMap<>();

    private String name;
    private String extractor;
    private String source;
    /** The virtual columns of the table in hand, as far as they are read. */
    private Map<String, FieldValue> virtual = Map.of();
    /** Columns that the value in hand reads. */
    private List<TableMapping.Use> uses = new ArrayList<>();

    MappingReader(ObjectNode tree, ViolationCollector violations) {
        this.tree = tree;
        this.violations = violations;
    }

    Mapping.Compiled read() {
        known("", tree, List.of("name", "extractor", "sources", "maps", "lookups", "tables"));
        name = text("", tree, "name", "mapping");
        if (!name.matches(SLUG)) {
            violations.add("name", "must be lower-case letters and digits with single hyphens between");
        }
        extractor = text("", tree, "extractor", name);
        var sources = sources();
        objects("maps").forEach(this::map);
        objects("lookups").forEach(this::lookup);
        var tables = new ArrayList<TableMapping>();
        if (!tree.path("tables").isArray() || tree.path("tables").isEmpty()) {
            violations.add("tables", "is required: a list of tables");
        }
        for (JsonNode table : tree.path("tables")) {
            String path = "tables[" + tables.size() + "]";
            tables.add(table(path, object(path, table)));
        }
        return new Mapping.Compiled(name, sources, withUsesOfLookups(tables), lookups);
    }

    private List<JsonNode> sources() {
        var sources = new ArrayList<JsonNode>();
        JsonNode given = tree.path("sources");
        if (!given.isArray() && !given.isMissingNode()) {
            violations.add("sources", "must be a list");
        }
        for (JsonNode item : given) {
            var reader = new RecordReader("mapping");
            reader.source(item);
            String path = "sources[" + sources.size() + "].";
            reader.violations().forEach(violation -> violations.add(path + violation.field(), violation.message()));
            sources.add(item);
        }
        source = sources.isEmpty() ? "" : sources.getFirst().path("id").asText();
        return sources;
    }

    // --- maps and lookups

    private void map(String key, ObjectNode map) {
        String path = "maps." + key;
        known(path, map, List.of("values", "otherwise", "default"));
        var values = new LinkedHashMap<String, String>();
        ObjectNode given = object(path + ".values", map.path("values"));
        given.properties()
                .forEach(entry ->
                        values.put(entry.getKey(), scalar(path + ".values." + entry.getKey(), entry.getValue())));
        String otherwise = text(path, map, "default", "");
        TextFilter.Otherwise policy = policy(path, map);
        if (map.has("default") && map.has("otherwise")) {
            violations.add(path, "cannot have both otherwise and default");
        }
        maps.put(key, TextFilter.each(text -> {
            String value = values.get(text);
            return value != null
                    ? value
                    : !otherwise.isEmpty() ? otherwise : policy.apply(text, "is not in the map " + key);
        }));
        if (policy != TextFilter.Otherwise.KEEP) {
            var outcomes = new LinkedHashSet<>(values.values());
            outcomes.add(otherwise);
            outcomes.remove("");
            outcomesOfMaps.put(key, outcomes);
        }
    }

    private TextFilter.Otherwise policy(String path, ObjectNode node) {
        String text = text(path, node, "otherwise", TextFilter.Otherwise.REJECT.wire());
        try {
            return TextFilter.Otherwise.of(text);
        } catch (IllegalArgumentException e) {
            violations.add(path + ".otherwise", e.getMessage());
            return TextFilter.Otherwise.REJECT;
        }
    }

    private void lookup(String key, ObjectNode node) {
        String path = "lookups." + key;
        known(path, node, List.of("table", "key", "otherwise"));
        var tables = new ArrayList<String>();
        tree.path("tables").forEach(table -> files(table).forEach(tables::add));
        String table = text(path, node, "table", "");
        if (!tables.contains(table)) {
            violations.unknown(path + ".table", table, tables);
        }
        uses = new ArrayList<>();
        FieldValue value = single(path + ".key", node.path("key"));
        if (value.columns().findAny().isEmpty()) {
            violations.add(path + ".key", "must name a column in braces, such as {id}");
        }
        // The lookup is known only now, so that its key cannot depend on itself.
        Lookup lookup = new Lookup(table, value, policy(path, node));
        lookups.put(key, lookup);
        context.put(lookup, uses);
    }

    private List<TableMapping> withUsesOfLookups(List<TableMapping> tables) {
        return tables.stream()
                .map(table -> {
                    var all = new ArrayList<>(table.uses());
                    context.forEach((lookup, columns) -> {
                        if (table.files().contains(lookup.table())) {
                            all.addAll(columns);
                        }
                    });
                    if (!table.dialect().columns().isEmpty()) {
                        unknownColumns(table, all, table.dialect().columns(), violations);
                    }
                    return new TableMapping(
                            table.path(), table.files(), table.dialect(), table.virtual(), table.records(), all);
                })
                .toList();
    }

    // --- tables

    private static Stream<String> files(JsonNode table) {
        JsonNode file = table.path("file");
        return file.isArray() ? file.valueStream().map(JsonNode::asText) : Stream.of(file.asText());
    }

    private TableMapping table(String path, ObjectNode node) {
        known(
                path,
                node,
                List.of(
                        "file",
                        "delimiter",
                        "quote",
                        "encoding",
                        "comment",
                        "columns",
                        "null",
                        "whitespace",
                        "virtual",
                        "entities",
                        "relationships"));
        var files = files(node).filter(file -> !file.isBlank()).toList();
        if (files.isEmpty()) {
            violations.add(path + ".file", "is required: the name of the table's file");
        }
        CsvDialect dialect = dialect(path, node);
        uses = new ArrayList<>();
        var ofTable = uses;
        virtual = new LinkedHashMap<>();
        object(path + ".virtual", node.path("virtual")).properties().forEach(entry -> {
            String at = path + ".virtual." + entry.getKey();
            FieldValue value = single(at, entry.getValue());
            value.columns()
                    .filter(column ->
                            !virtual.containsKey(column) && node.path("virtual").has(column))
                    .forEach(column -> violations.add(at, "can use only virtual columns above it, not " + column));
            virtual.put(entry.getKey(), value);
        });
        var records = new ArrayList<RecordTemplate>();
        list(path + ".entities", node.path("entities"), (at, item) -> records.add(entity(at, object(at, item))));
        list(
                path + ".relationships",
                node.path("relationships"),
                (at, item) -> records.add(relationship(at, object(at, item))));
        return new TableMapping(path, files, dialect, virtual, records, ofTable);
    }

    /** Notes the columns that are named in the mapping but are not in the table. */
    static void unknownColumns(
            TableMapping table, List<TableMapping.Use> uses, Collection<String> header, ViolationCollector violations) {
        var virtual = table.virtual().keySet();
        virtual.stream()
                .filter(header::contains)
                .forEach(column -> violations.add(
                        table.path() + ".virtual." + column, "is the name of a column that the table has already"));
        var columns = new LinkedHashSet<>(header);
        columns.addAll(virtual);
        var told = new HashSet<TableMapping.Use>();
        for (TableMapping.Use use : uses) {
            boolean builtIn = use.column().equals(TableRow.FILE) || use.column().equals(TableRow.LINE);
            if (!builtIn && !columns.contains(use.column()) && told.add(use)) {
                violations.add(use.path(), "the column " + ViolationCollector.notKnown(use.column(), columns));
            }
        }
    }

    private CsvDialect dialect(String path, ObjectNode node) {
        String delimiter = text(path, node, "delimiter", ",");
        String quote = text(path, node, "quote", "\"");
        String comment = text(path, node, "comment", "");
        Charset encoding = StandardCharsets.UTF_8;
        try {
            encoding = Charset.forName(text(path, node, "encoding", "UTF-8"));
        } catch (IllegalArgumentException e) {
            violations.add(path + ".encoding", "must be a character set such as UTF-8, UTF-16 or windows-1252");
        }
        var columns = new ArrayList<String>();
        list(path + ".columns", node.path("columns"), (at, item) -> {
            String column = scalar(at, item);
            if (columns.contains(column)) {
                violations.add(at, "is given twice: " + column);
            }
            columns.add(column);
        });
        var empty = new HashSet<String>();
        list(path + ".null", node.path("null"), (at, item) -> empty.add(scalar(at, item)));
        var whitespaces = Arrays.stream(CsvDialect.Whitespace.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        String whitespace = text(path, node, "whitespace", "preserve");
        if (!whitespaces.contains(whitespace)) {
            violations.unknown(path + ".whitespace", whitespace, whitespaces);
        }
        char separator = character(path + ".delimiter", delimiter.equals("tab") ? "\t" : delimiter);
        char enclosing = quote.equals("none") ? CsvDialect.NO_QUOTE : character(path + ".quote", quote);
        Character beforeComment = comment.isEmpty() ? null : Character.valueOf(character(path + ".comment", comment));
        if (separator == enclosing
                || (beforeComment != null && (beforeComment == separator || beforeComment == enclosing))) {
            violations.add(path, "delimiter, quote and comment must be three different characters");
        }
        return new CsvDialect(
                separator,
                enclosing,
                encoding,
                beforeComment,
                columns,
                empty,
                whitespaces.contains(whitespace)
                        ? CsvDialect.Whitespace.valueOf(whitespace.toUpperCase(Locale.ROOT))
                        : CsvDialect.Whitespace.PRESERVE);
    }

    private char character(String path, String text) {
        if (text.length() != 1 || "\r\n\0".contains(text)) {
            violations.add(path, "must be one character" + (path.endsWith("delimiter") ? " or tab" : " or none"));
            return '\1';
        }
        return text.charAt(0);
    }

    // --- records

    private RecordTemplate entity(String path, ObjectNode node) {
        FieldSchema.Fields fields = FieldSchema.entity(outcomes(path, node, "kind", Kind.class));
        return template(path, node, fields, List.of("id", "kind"), List.of("unmapped"));
    }

    private RecordTemplate relationship(String path, ObjectNode node) {
        FieldSchema.Fields fields = FieldSchema.relationship(outcomes(path, node, "type", RelationshipType.class));
        return template(path, node, fields, List.of("from", "type", "to"), List.of("key", "self"));
    }

    /** The kinds or types that records of a template can have; all when that is not known before. */
    private <E extends Enum<E> & WireName> Set<E> outcomes(String path, ObjectNode node, String field, Class<E> set) {
        var texts = node.has(field)
                ? single(path + "." + field, node.path(field)).outcomes().orElse(Set.of())
                : Set.<String>of();
        var named = EnumSet.allOf(set);
        named.removeIf(member -> !texts.contains(member.wire()));
        return named.isEmpty() ? EnumSet.allOf(set) : named;
    }

    private RecordTemplate template(
            String path, ObjectNode node, FieldSchema.Fields shape, List<String> required, List<String> more) {
        boolean entity = required.contains("id");
        var keys = Stream.of(List.of("when", "forEach", "merge"), more)
                .flatMap(List::stream)
                .toList();
        known(path, node, FieldSchema.names(shape, keys.toArray(String[]::new)));
        required.stream()
                .filter(field -> !node.has(field))
                .forEach(field -> violations.add(path + "." + field, "is required"));
        var outer = uses;
        uses = new ArrayList<>();
        RecordTemplate.Each each = each(path + ".forEach", node.path("forEach"));
        RowCondition when = condition(path + ".when", node.path("when"));
        boolean merges = truth(path, node, "merge");
        var fields = new LinkedHashMap<String, FieldMapping>();
        shape.byName().forEach((field, form) -> {
            JsonNode given = field.equals("evidence") ? evidence(path, node, merges) : node.path(field);
            if (!given.isMissingNode()) {
                fields.put(field, field(path + "." + field, field, given, form, false));
            }
        });
        FieldValue key = node.has("key") ? single(path + ".key", node.path("key")) : null;
        if (entity && !merges && !node.has("name")) {
            violations.add(path + ".name", "is required, except where merge is true and other rows give it");
        }
        String self = text(path, node, "self", "reject");
        if (!self.equals("reject") && !self.equals("skip")) {
            violations.unknown(path + ".self", self, List.of("reject", "skip"));
        }
        var used = uses.stream().map(TableMapping.Use::column).collect(Collectors.toSet());
        uses.stream()
                .filter(use -> each == null || !use.column().equals(each.name()))
                .forEach(outer::add);
        uses = outer;
        return new RecordTemplate(
                path,
                entity,
                when,
                each,
                new FieldMapping.Group(fields, false),
                key,
                merges,
                self.equals("skip"),
                truth(path, node, "unmapped"),
                used);
    }

    private RecordTemplate.Each each(String path, JsonNode node) {
        if (node.isMissingNode()) {
            return null;
        }
        ObjectNode given = object(path, node);
        if (given.size() != 1) {
            violations.add(path, "must be one name with the values that it stands for in turn");
            return null;
        }
        var entry = given.properties().iterator().next();
        return new RecordTemplate.Each(entry.getKey(), value(path + "." + entry.getKey(), entry.getValue(), true));
    }

    /** The evidence of a template, with what the mapping says for all. */
    private JsonNode evidence(String path, ObjectNode node, boolean merges) {
        JsonNode given = node.path("evidence");
        if (given.isTextual()) {
            if (!given.asText().equals("none") || !merges) {
                violations.add(path + ".evidence", "must be an object or a list, or none where merge is true");
            }
            return JsonNodeFactory.instance.missingNode();
        }
        var all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode one : given.isArray() ? given : List.of(given)) {
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.put("source", source).put("locator", "{$file} line {$line}").put("extractor", extractor);
            if (one.isObject()) {
                whole.setAll((ObjectNode) one);
            } else if (!one.isMissingNode()) {
                violations.add(path + ".evidence", "must be an object or a list of objects");
            }
            if (whole.path("source").asText().isEmpty()) {
                violations.add(path + ".evidence.source", "is required where the mapping has no sources of its own");
            }
            all.add(whole);
        }
        return given.isArray() ? all : all.path(0);
    }

    private FieldMapping field(String path, String name, JsonNode node, FieldSchema shape, boolean list) {
        return switch (shape) {
            case FieldSchema.Single single -> {
                var field = new FieldMapping.Single(name, single.property(), value(path, node, list));
                check(path, field);
                yield field;
            }
            case FieldSchema.Items(FieldSchema item) -> {
                var items = new ArrayList<FieldMapping>();
                if (node.isArray()) {
                    for (JsonNode one : node) {
                        String at = "[" + items.size() + "]";
                        items.add(field(path + at, name + at, one, item, true));
                    }
                } else {
                    items.add(field(path, name, node, item, true));
                }
                yield new FieldMapping.Items(items);
            }
            case FieldSchema.Fields(Map<String, FieldSchema> byName, boolean needsCells) -> {
                // A name alone is the short form of an object with a value.
                boolean plain = node.isTextual() && byName.containsKey("lang");
                ObjectNode given =
                        plain ? JsonNodeFactory.instance.objectNode().set("value", node) : object(path, node);
                known(path, given, byName.keySet());
                yield object(path, name, given, byName, needsCells, list && needsCells);
            }
            case FieldSchema.Free(var byName) -> {
                var fields = new LinkedHashMap<String, FieldMapping>();
                object(path, node).properties().forEach(entry -> {
                    String key = entry.getKey();
                    fields.put(
                            key, field(path + "." + key, name + "." + key, entry.getValue(), byName.apply(key), false));
                });
                yield new FieldMapping.Group(fields, false);
            }
        };
    }

    private FieldMapping object(
            String path,
            String name,
            ObjectNode node,
            Map<String, FieldSchema> byName,
            boolean needsCells,
            boolean list) {
        var fields = new LinkedHashMap<String, FieldMapping>();
        byName.forEach((field, shape) -> {
            if (node.has(field)) {
                fields.put(field, field(path + "." + field, name + "." + field, node.path(field), shape, list));
            }
        });
        if (fields.values().stream().filter(FieldMapping::many).count() > 1) {
            violations.add(path, "can have only one field that is split");
        }
        return new FieldMapping.Group(fields, needsCells);
    }

    /** What a field can become is checked here where it does not depend on the rows. */
    private void check(String path, FieldMapping.Single field) {
        field.value().outcomes().orElse(Set.of()).forEach(text -> {
            try {
                field.json(text);
            } catch (CellException problem) {
                violations.add(path, "\"" + text + "\" " + problem.getMessage().replaceFirst("^.*\" ", ""));
            }
        });
    }

    // --- values

    private FieldValue single(String path, JsonNode node) {
        return value(path, node, false);
    }

    private FieldValue value(String path, JsonNode node, boolean list) {
        FieldValue value = parsed(path, node);
        if (!list && value.many()) {
            violations.add(path, "is split into several values where one is needed; forEach makes a record of each");
        }
        return value;
    }

    private FieldValue parsed(String at, JsonNode node) {
        if (node.isTextual()) {
            return template(at, node.asText());
        }
        if (!node.isObject() || !node.has("firstOf") || !node.path("firstOf").isArray()) {
            violations.add(at, "must be a text such as {column}, or firstOf with a list of them");
            return new FieldValue.Template(List.of());
        }
        known(at, (ObjectNode) node, List.of("firstOf"));
        var cases = new ArrayList<FieldValue.Case>();
        for (JsonNode one : node.path("firstOf")) {
            String here = at + ".firstOf[" + cases.size() + "]";
            if (one.isObject() && one.has("value")) {
                known(here, (ObjectNode) one, List.of("when", "value"));
                cases.add(new FieldValue.Case(
                        condition(here + ".when", one.path("when")), parsed(here + ".value", one.path("value"))));
            } else {
                cases.add(new FieldValue.Case(RowCondition.ALWAYS, parsed(here, one)));
            }
        }
        return new FieldValue.FirstOf(cases);
    }

    private FieldValue template(String at, String text) {
        var parts = new ArrayList<FieldValue.Part>();
        try {
            for (TemplateParser.Piece piece : TemplateParser.pieces(text)) {
                parts.add(piece.column() == null ? FieldValue.Part.literal(piece.literal()) : part(at, piece));
            }
        } catch (IllegalArgumentException e) {
            violations.add(at, e.getMessage());
        }
        if (parts.stream().filter(FieldValue.Part::many).count() > 1) {
            violations.add(at, "can split one column only");
        }
        return new FieldValue.Template(List.copyOf(parts));
    }

    private FieldValue.Part part(String at, TemplateParser.Piece piece) {
        uses.add(new TableMapping.Use(at, piece.column()));
        var filters = new ArrayList<TextFilter>();
        boolean many = false;
        var outcomes = Optional.ofNullable(virtual.get(piece.column())).flatMap(FieldValue::outcomes);
        for (TemplateParser.Step step : piece.steps()) {
            filter(at, step).ifPresent(filters::add);
            many |= step.name().equals(TextFilter.SPLIT);
            if (step.name().equals(TextFilter.MAP) && step.arguments().size() == 1) {
                outcomes =
                        Optional.ofNullable(outcomesOfMaps.get(step.arguments().getFirst()));
            } else if (step.name().equals("default") && step.arguments().size() == 1) {
                outcomes = outcomes.map(known -> {
                    var all = new LinkedHashSet<>(known);
                    all.add(step.arguments().getFirst());
                    return all;
                });
            } else {
                outcomes = Optional.empty();
            }
        }
        return new FieldValue.Part("", piece.column(), filters, many, outcomes);
    }

    private Optional<TextFilter> filter(String at, TemplateParser.Step step) {
        var arguments = step.arguments();
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        try {
            if (step.name().equals(TextFilter.MAP)) {
                if (arguments.size() != 1 || !maps.containsKey(first)) {
                    violations.add(at, "map: " + ViolationCollector.notKnown(first, maps.keySet()));
                }
                return Optional.ofNullable(maps.get(first));
            }
            if (step.name().equals(TextFilter.LOOKUP)) {
                return lookedUp(at, arguments, first);
            }
            TextFilter.Maker maker = TextFilter.MAKERS.get(step.name());
            if (maker == null) {
                var names = new ArrayList<>(TextFilter.MAKERS.keySet());
                names.addAll(List.of(TextFilter.MAP, TextFilter.LOOKUP));
                violations.add(at, "the filter " + ViolationCollector.notKnown(step.name(), names));
                return Optional.empty();
            }
            return Optional.of(maker.make(arguments));
        } catch (IllegalArgumentException e) {
            violations.add(at, "the filter " + step.name() + " " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<TextFilter> lookedUp(String at, List<String> arguments, String name) {
        Lookup lookup = lookups.get(name);
        if (lookup == null) {
            violations.add(at, "lookup: " + ViolationCollector.notKnown(name, lookups.keySet()));
            return Optional.empty();
        }
        if (arguments.size() != 2) {
            violations.add(at, "the filter lookup needs the lookup and the column: lookup:%s:name".formatted(name));
            return Optional.empty();
        }
        context.get(lookup).add(new TableMapping.Use(at, arguments.getLast()));
        return Optional.of(lookup.filter(arguments.getLast()));
    }

    // --- conditions

    private RowCondition condition(String path, JsonNode node) {
        if (node.isMissingNode()) {
            return RowCondition.ALWAYS;
        }
        var anyOf = new ArrayList<List<RowCondition.Test>>();
        if (node.isArray()) {
            for (JsonNode all : node) {
                anyOf.add(tests(path + "[" + anyOf.size() + "]", all));
            }
        } else {
            anyOf.add(tests(path, node));
        }
        return new RowCondition(anyOf);
    }

    private List<RowCondition.Test> tests(String path, JsonNode node) {
        return object(path, node).properties().stream()
                .map(entry -> {
                    String at = path + "." + entry.getKey();
                    uses.add(new TableMapping.Use(at, entry.getKey()));
                    return new RowCondition.Test(entry.getKey(), test(at, entry.getValue()));
                })
                .toList();
    }

    private Predicate<String> test(String path, JsonNode node) {
        if (!node.isObject()) {
            return isOneOf(path, node);
        }
        known(path, (ObjectNode) node, List.of("not", "empty", "matches"));
        Predicate<String> all = text -> true;
        if (node.has("not")) {
            all = all.and(isOneOf(path + ".not", node.path("not")).negate());
        }
        if (node.has("empty")) {
            boolean empty = truth(path, (ObjectNode) node, "empty");
            all = all.and(text -> text.isEmpty() == empty);
        }
        if (node.has("matches")) {
            try {
                var pattern = RegularExpression.compile(scalar(path + ".matches", node.path("matches")));
                all = all.and(text -> pattern.matcher(text).find());
            } catch (IllegalArgumentException e) {
                violations.add(path + ".matches", e.getMessage());
            }
        }
        return all;
    }

    private Predicate<String> isOneOf(String path, JsonNode node) {
        var texts = new HashSet<String>();
        if (node.isArray()) {
            int i = 0;
            for (JsonNode item : node) {
                texts.add(scalar(path + "[" + i++ + "]", item));
            }
        } else {
            texts.add(scalar(path, node));
        }
        return texts::contains;
    }

    // --- the tree

    private interface Item {
        void read(String path, JsonNode item);
    }

    private Map<String, ObjectNode> objects(String key) {
        var objects = new LinkedHashMap<String, ObjectNode>();
        object(key, tree.path(key))
                .properties()
                .forEach(entry -> objects.put(entry.getKey(), object(key + "." + entry.getKey(), entry.getValue())));
        return objects;
    }

    private void list(String path, JsonNode node, Item reading) {
        if (!node.isArray() && !node.isMissingNode()) {
            violations.add(path, "must be a list");
            return;
        }
        int i = 0;
        for (JsonNode item : node) {
            reading.read(path + "[" + i++ + "]", item);
        }
    }

    private ObjectNode object(String path, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        if (!node.isMissingNode()) {
            violations.add(path, "must be an object of keys and values");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private void known(String path, ObjectNode node, Collection<String> allowed) {
        node.fieldNames().forEachRemaining(key -> {
            if (!allowed.contains(key)) {
                violations.unknown(path.isEmpty() ? key : path + "." + key, key, allowed);
            }
        });
    }

    private String text(String path, ObjectNode node, String key, String otherwise) {
        return node.has(key) ? scalar(path.isEmpty() ? key : path + "." + key, node.path(key)) : otherwise;
    }

    private String scalar(String path, JsonNode node) {
        if (!(node instanceof TextNode)) {
            violations.add(path, "must be a text");
        }
        return node.asText();
    }

    private boolean truth(String path, ObjectNode node, String key) {
        String text = text(path, node, key, "false");
        if (!text.equals("true") && !text.equals("false")) {
            violations.add(path + "." + key, "must be true or false");
        }
        return text.equals("true");
    }
}
