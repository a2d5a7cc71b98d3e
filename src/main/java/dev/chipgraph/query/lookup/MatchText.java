package dev.chipgraph.query.lookup;

import dev.chipgraph.model.Entity;
import dev.chipgraph.query.lookup.MatchScore.Fit;
import dev.chipgraph.query.lookup.Matching.Candidate;
import dev.chipgraph.query.lookup.Matching.Explanation;
import java.util.List;
import java.util.stream.Collectors;

/** Explains candidates in words. */
final class MatchText {

    private MatchText() {}

    static Candidate candidate(Entity entity, Fit fit, WantedName wanted) {
        return new Candidate(
                entity.ref(),
                fit.score(),
                fit.name(),
                Disambiguation.of(entity),
                new Explanation(fit.how(), fit.how().isGradual() ? fit.likeness() : null, text(entity, fit, wanted)));
    }

    private static String text(Entity entity, Fit fit, WantedName wanted) {
        var text = new StringBuilder(
                "Its name \"%s\" %s".formatted(fit.name(), fit.how().predicate()));
        if (fit.how().isGradual()) {
            text.append(" (%s)".formatted(fit.likeness()));
        }
        text.append('.');
        if (fit.how() == MatchKind.SIMILAR || fit.how() == MatchKind.INITIALS) {
            append(text, " It lacks %s.", fit.alignment().onlyInQuery());
            append(text, " The query lacks %s.", fit.alignment().onlyInName());
        }
        if (wanted.query().kinds().size() == 1) {
            text.append(" Its kind is %s, as asked for.".formatted(entity.kind().wire()));
        }
        if (fit.agrees() != null) {
            text.append(
                    fit.agrees()
                            ? " Its country is %s, as asked for.".formatted(fit.country())
                            : " Its country is %s, not %s."
                                    .formatted(fit.country(), String.join(" or ", wanted.countries())));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String sentence, List<String> words) {
        if (!words.isEmpty()) {
            text.append(
                    sentence.formatted(words.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "))));
        }
    }
}
