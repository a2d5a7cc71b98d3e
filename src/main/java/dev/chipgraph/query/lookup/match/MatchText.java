package dev.chipgraph.query.lookup.match;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.Texts;
import dev.chipgraph.query.lookup.match.MatchScore.Fit;
import dev.chipgraph.query.lookup.match.Matching.Candidate;
import dev.chipgraph.query.lookup.match.Matching.Explanation;
import dev.chipgraph.query.lookup.search.Disambiguation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Explains candidates in words. */
final class MatchText {

    private MatchText() {}

    static Candidate candidate(Entity entity, Fit fit, WantedName wanted, Languages languages) {
        return new Candidate(
                entity.ref(),
                fit.score(),
                fit.name(),
                Disambiguation.of(entity, languages),
                new Explanation(
                        fit.how(),
                        fit.how().isGradual() ? fit.likeness() : null,
                        languages.write(texts -> text(entity, fit, wanted, texts))));
    }

    private static String text(Entity entity, Fit fit, WantedName wanted, Texts texts) {
        var sentences = new ArrayList<String>();
        sentences.add(texts.say(
                "match." + fit.how().wire(), Map.of("name", texts.quoted(fit.name()), "likeness", fit.likeness())));
        if (fit.how() == MatchKind.SIMILAR || fit.how() == MatchKind.INITIALS) {
            addWords(sentences, "match.lacks", fit.alignment().onlyInQuery(), texts);
            addWords(sentences, "match.query-lacks", fit.alignment().onlyInName(), texts);
        }
        if (wanted.query().kinds().size() == 1) {
            sentences.add(texts.say("match.kind", Map.of("kind", texts.label(entity.kind()))));
        }
        if (fit.agrees() != null) {
            sentences.add(texts.say(
                    fit.agrees() ? "match.country" : "match.other-country",
                    Map.of(
                            "country",
                            texts.country(fit.country()),
                            "countries",
                            texts.or(wanted.countries().stream()
                                    .map(texts::country)
                                    .toList()))));
        }
        return String.join(" ", sentences);
    }

    private static void addWords(List<String> sentences, String key, List<String> words, Texts texts) {
        if (!words.isEmpty()) {
            sentences.add(texts.say(key, Map.of("words", texts.quoted(words))));
        }
    }
}
