package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.Slugs;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a field of a record is made from. */
sealed interface FieldValue {

    /** The texts for a row: none when a needed cell is empty, several only when {@link #many()}. */
    List<String> texts(Cells row);

    /**
     * The text for a row before slug filters, which tells names apart whose slugs are equal; empty when no slug filter
     * applies.
     */
    String spelling(Cells row);

    /** The columns that it reads. */
    Stream<String> columns();

    /** Whether it may give more than one text. */
    boolean many();

    /** All texts that it can give, when that is known before any row is read. */
    Optional<Set<String>> outcomes();

    /** The only text for a row; empty when there is none. */
    default String text(Cells row) {
        var texts = texts(row);
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    /** Text with columns in braces: {@code eto-{input_id|slug}}. */
    record Template(List<Part> parts) implements FieldValue {

        private static final Pattern ID = Pattern.compile("[a-z0-9-]+");

        @Override
        public List<String> texts(Cells row) {
            var texts = List.of("");
            for (Part part : parts) {
                var more = part.texts(row);
                texts = texts.size() == 1 && more.size() == 1
                        ? List.of(texts.getFirst().concat(more.getFirst()))
                        : texts.stream()
                                .flatMap(text -> more.stream().map(text::concat))
                                .toList();
            }
            return texts.size() == 1 && texts.getFirst().length() > Slugs.LONGEST_ID
                    ? List.of(shortened(texts.getFirst(), row))
                    : texts;
        }

        /** An id that is too long because of what stands around its slugs; the slugs lose the rest, the last one first. */
        private String shortened(String text, Cells row) {
            if (spelling(row).isEmpty() || !ID.matcher(text).matches()) {
                return text;
            }
            int excess = text.length() - Slugs.LONGEST_ID;
            var pieces = new ArrayDeque<String>();
            for (Part part : parts.reversed()) {
                String piece = part.texts(row).getFirst();
                String left = part.spelling(row).isEmpty() || excess <= 0
                        ? piece
                        : Slugs.shortened(piece, Math.max(1, piece.length() - excess));
                excess -= piece.length() - left.length();
                pieces.addFirst(left);
            }
            return String.join("", pieces);
        }

        @Override
        public String spelling(Cells row) {
            var spellings = parts.stream().map(part -> part.spelling(row)).toList();
            if (spellings.stream().allMatch(String::isEmpty)) {
                return "";
            }
            return IntStream.range(0, parts.size())
                    .mapToObj(i -> spellings.get(i).isEmpty()
                            ? String.join("", parts.get(i).texts(row))
                            : spellings.get(i))
                    .collect(Collectors.joining());
        }

        @Override
        public Stream<String> columns() {
            return parts.stream().map(Part::column).filter(column -> !column.isEmpty());
        }

        @Override
        public boolean many() {
            return parts.stream().anyMatch(Part::many);
        }

        @Override
        public Optional<Set<String>> outcomes() {
            return parts.size() == 1 ? parts.getFirst().outcomes() : Optional.empty();
        }
    }

    /**
     * A part of a template: literal text, or a column with its filters.
     *
     * @param slug whether the last filter is slug
     */
    record Part(
            String literal,
            String column,
            List<TextFilter> filters,
            boolean many,
            boolean slug,
            Optional<Set<String>> outcomes) {

        static Part literal(String text) {
            return new Part(text, "", List.of(), false, false, Optional.of(Set.of(text)));
        }

        List<String> texts(Cells row) {
            return column.isEmpty() ? List.of(literal) : texts(row, filters);
        }

        String spelling(Cells row) {
            if (slug) {
                return String.join("", texts(row, filters.subList(0, filters.size() - 1)));
            }
            return column.isEmpty() || !filters.isEmpty() ? "" : row.spelling(column);
        }

        private List<String> texts(Cells row, List<TextFilter> steps) {
            String cell = row.cell(column);
            var texts = cell.isEmpty() ? List.<String>of() : List.of(cell);
            try {
                for (TextFilter filter : steps) {
                    texts = filter.apply(texts);
                }
                return texts;
            } catch (CellException problem) {
                throw problem.in(column);
            }
        }
    }

    /** The first of several values whose condition holds and that is not empty. */
    record FirstOf(List<Case> cases) implements FieldValue {

        @Override
        public List<String> texts(Cells row) {
            for (Case one : cases) {
                if (one.when().holds(row)) {
                    var texts = one.value().texts(row);
                    if (!texts.isEmpty()) {
                        return texts;
                    }
                }
            }
            return List.of();
        }

        @Override
        public String spelling(Cells row) {
            return cases.stream()
                    .filter(one ->
                            one.when().holds(row) && !one.value().texts(row).isEmpty())
                    .map(one -> one.value().spelling(row))
                    .findFirst()
                    .orElse("");
        }

        @Override
        public Stream<String> columns() {
            return cases.stream()
                    .flatMap(one ->
                            Stream.concat(one.when().columns(), one.value().columns()));
        }

        @Override
        public boolean many() {
            return cases.stream().anyMatch(one -> one.value().many());
        }

        @Override
        public Optional<Set<String>> outcomes() {
            return cases.stream().allMatch(one -> one.value().outcomes().isPresent())
                    ? Optional.of(cases.stream()
                            .flatMap(one -> one.value().outcomes().orElseThrow().stream())
                            .collect(Collectors.toCollection(LinkedHashSet::new)))
                    : Optional.empty();
        }
    }

    /** A value and the condition under which it counts. */
    record Case(RowCondition when, FieldValue value) {}
}
