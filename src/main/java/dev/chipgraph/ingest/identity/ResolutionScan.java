package dev.chipgraph.ingest.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.ingest.identity.EntityField.Role;
import dev.chipgraph.ingest.mapping.SpillStore;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.MatchBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads all rows of an import and finds the entities that they mean. */
public final class ResolutionScan {

    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Z]{2}");

    private static final String FALLBACK = " otherwise";

    private final EntityLookup lookup;
    private final int batch;
    private final Resolution resolution;

    /** Keys of the references of all rows. */
    private final Map<String, String> wanted;

    /** Ids and kinds of the entities of the files, by name and by identifier, separated by line breaks. */
    private final Map<String, String> names;

    private final Map<String, String> identifiers;

    /** Entities of the files that ask to be matched, by what makes them the same. */
    private final Map<String, String> matched;

    /** Countries that records state in order to be matched, by id. */
    private final Map<String, String> stated;

    private final List<Subject> subjects = new ArrayList<>();

    /**
     * An entity record.
     *
     * @param id its own id
     * @param fallback whether it gets this id only if a reference finds nothing
     * @param identifiers its identifiers in lower case
     * @param match null when it does not ask to be matched
     */
    private record Subject(
            String id, boolean fallback, Kind kind, String name, List<String> identifiers, MatchRequest match) {

        /** What records of the files that are matched by name have in common. */
        String nameKey(String country) {
            return "%s %s %s".formatted(kind.wire(), match.by() == MatchBy.NAME ? "" : country, name);
        }
    }

    /**
     * @param batch number of rows to look up at once
     */
    public ResolutionScan(SpillStore store, EntityLookup lookup, int batch) {
        this.lookup = lookup;
        this.batch = batch;
        resolution = new Resolution(store);
        wanted = store.map("wanted");
        names = store.map("names");
        identifiers = store.map("identifiers of files");
        matched = store.map("matched");
        stated = DuplicateFinder.statedCountries(store);
    }

    /** Adds a row. */
    public void add(JsonNode row) {
        for (EntityField field : EntityField.of(row)) {
            if (field.isReference()) {
                wanted.put(field.reference().key(), "");
            }
            if (field.role() == Role.SUBJECT && field.kinds().size() == 1) {
                subject(field).ifPresent(subjects::add);
            }
        }
        if (subjects.size() >= batch) {
            match();
        }
    }

    /** The entity of a record. One that is given by a reference counts with the id that it has otherwise. */
    private static Optional<Subject> subject(EntityField field) {
        ObjectNode record = field.holder();
        JsonNode id = field.isReference() ? record.path(Resolution.OTHERWISE) : record.path(field.name());
        if (!id.isTextual() || id.asText().equals(Resolution.SKIP)) {
            return Optional.empty();
        }
        return Optional.of(new Subject(
                id.asText(),
                field.isReference(),
                field.kinds().iterator().next(),
                Folding.fold(record.path("name").asText()),
                record.path("sameAs")
                        .valueStream()
                        .map(identifier -> identifier.asText().toLowerCase(Locale.ROOT))
                        .toList(),
                record.has(Resolution.MATCH) ? MatchRequest.of(record.path(Resolution.MATCH)) : null));
    }

    /** Finds the entities of records that ask to be matched, and of records whose entities were merged. */
    private void match() {
        var known = ReferenceIndex.of(
                lookup.reader(), subjects.stream().map(Subject::id).collect(Collectors.toSet()));
        var open = subjects.stream()
                .filter(subject -> subject.match() != null
                        && !known.kinds().containsKey(subject.id())
                        && !known.merged().containsKey(subject.id())
                        && !known.deleted().contains(subject.id()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var byIdentifier = lookup.byIdentifier(
                open.stream().flatMap(subject -> subject.identifiers().stream()).collect(Collectors.toSet()));
        var byName = lookup.byName(open.stream()
                .filter(subject -> subject.match().isByName())
                .map(Subject::name)
                .collect(Collectors.toSet()));
        var countries = lookup.countries(open.stream()
                .flatMap(subject -> Stream.ofNullable(subject.match().country()))
                .filter(Predicate.not(COUNTRY_CODE.asMatchPredicate()))
                .collect(Collectors.toSet()));
        for (Subject subject : subjects) {
            if (known.merged().containsKey(subject.id())) {
                resolution.redirect(subject.id(), known.current(subject.id()));
            } else if (open.contains(subject)) {
                String place = subject.match().country();
                String country = place == null ? null : countries.getOrDefault(place, place);
                if (country != null) {
                    stated.put(subject.id(), country);
                }
                match(
                        subject,
                        country,
                        candidates(subject.identifiers(), byIdentifier),
                        subject.match().isByName()
                                ? ofNameKindAndCountry(subject, country, byName.getOrDefault(subject.name(), List.of()))
                                : List.of());
            }
            note(subject);
        }
        subjects.clear();
    }

    private static Collection<Candidate> candidates(List<String> identifiers, Map<String, List<Candidate>> found) {
        return identifiers.stream()
                .flatMap(identifier -> found.getOrDefault(identifier, List.of()).stream())
                .collect(Collectors.toMap(Candidate::id, candidate -> candidate, (first, second) -> first))
                .values();
    }

    private static List<Candidate> ofNameKindAndCountry(Subject subject, String country, List<Candidate> named) {
        return existing(named.stream()
                .filter(candidate -> candidate.kind() == subject.kind())
                .filter(candidate -> subject.match().by() == MatchBy.NAME || country.equals(candidate.country()))
                .toList());
    }

    /** Those that exist today, or all when none does: a name means today's province rather than its predecessor. */
    private static List<Candidate> existing(List<Candidate> candidates) {
        var current = candidates.stream().filter(Candidate::current).toList();
        return current.isEmpty() ? candidates : current;
    }

    private void match(
            Subject subject, String country, Collection<Candidate> sameIdentifier, Collection<Candidate> sameName) {
        var candidates = sameIdentifier.isEmpty() ? sameName : sameIdentifier;
        if (candidates.size() > 1) {
            resolution.reject(subject.id(), candidates);
        } else if (candidates.size() == 1) {
            resolution.match(subject.id(), candidates.iterator().next().id());
        } else {
            var keys = new ArrayList<>(subject.identifiers());
            if (subject.match().isByName()) {
                keys.add(subject.nameKey(country));
            }
            keys.stream()
                    .map(matched::get)
                    .filter(earlier -> earlier != null && !earlier.equals(subject.id()))
                    .findFirst()
                    .ifPresent(earlier -> resolution.match(subject.id(), earlier));
            keys.forEach(key -> matched.putIfAbsent(key, resolution.subject(subject.id())));
        }
    }

    /** Lets other rows refer to an entity of the files by its name and its identifiers. */
    private void note(Subject subject) {
        String entry =
                resolution.subject(subject.id()) + " " + subject.kind().wire() + (subject.fallback() ? FALLBACK : "");
        note(names, subject.name(), entry);
        subject.identifiers().forEach(identifier -> note(identifiers, identifier, entry));
    }

    private static void note(Map<String, String> entries, String key, String entry) {
        entries.merge(
                key,
                entry,
                (before, now) -> Set.of(before.split("\n", -1)).contains(now) ? before : before + "\n" + now);
    }

    /** Finds the entities of all references, when all rows have been added. */
    public Resolution resolve() {
        match();
        var references = new ArrayList<Reference>();
        for (String key : wanted.keySet()) {
            references.add(Reference.ofKey(key));
            if (references.size() >= batch) {
                resolve(references);
            }
        }
        resolve(references);
        return resolution;
    }

    private void resolve(List<Reference> references) {
        var byName = lookup.byName(sought(references, Reference::isName));
        var byIdentifier = lookup.byIdentifier(sought(references, Predicate.not(Reference::isName)));
        for (Reference reference : references) {
            var found = (reference.isName() ? byName : byIdentifier).getOrDefault(reference.sought(), List.of());
            var candidates = new ArrayList<>(existing(found.stream()
                    .filter(candidate -> reference.kinds().contains(candidate.kind()))
                    .toList()));
            var ids = candidates.stream().map(Candidate::id).collect(Collectors.toCollection(HashSet::new));
            ofFiles(reference, false)
                    .filter(candidate -> ids.add(candidate.id()))
                    .forEach(candidates::add);
            resolution.refer(
                    reference, candidates.isEmpty() ? ofFiles(reference, true).toList() : candidates);
        }
        references.clear();
    }

    private static Set<String> sought(List<Reference> references, Predicate<Reference> choice) {
        return references.stream().filter(choice).map(Reference::sought).collect(Collectors.toSet());
    }

    /**
     * Entities of the files.
     *
     * @param fallback whether to return those that get their id only if a reference finds nothing, or the others
     */
    private Stream<Candidate> ofFiles(Reference reference, boolean fallback) {
        String entries = (reference.isName() ? names : identifiers).getOrDefault(reference.sought(), "");
        return entries.lines()
                .filter(entry -> entry.endsWith(FALLBACK) == fallback)
                .map(entry -> entry.split(" ", -1))
                .map(entry -> new Candidate(
                        entry[0],
                        Kind.fromString(entry[1]),
                        reference.text(),
                        null,
                        true,
                        entry[1] + ", in this import"))
                .filter(candidate -> reference.kinds().contains(candidate.kind()));
    }
}
