package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.NODES;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.rest.pattern.GraphSnapshot.Entity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes up nodes. */
final class RandomNodes {

    private static final Set<Kind> LOCATED = EnumSet.of(Kind.PLACE, Kind.INVESTMENT, Kind.FACILITY, Kind.EVENT);

    static {
        LOCATED.addAll(Kind.organizations());
    }

    private static final Set<RelationshipType> UPWARDS = EnumSet.of(
            RelationshipType.FUNDS, RelationshipType.LOCATED_IN, RelationshipType.PRESENT_IN, RelationshipType.PART_OF);

    private final RandomPatterns all;
    private final Dice dice;
    private final RandomConditions conditions;

    RandomNodes(RandomPatterns all, Dice dice, RandomConditions conditions) {
        this.all = all;
        this.dice = dice;
        this.conditions = conditions;
    }

    /** A node that an entity could be, with conditions that it need not fulfil. */
    ObjectNode node(Entity example) {
        var node = NODES.objectNode();
        if (dice.chance(55)) {
            node.put("kind", example.kind().wire());
        } else if (example.kind().isOrganization() && dice.chance(50)) {
            node.put("kind", "organization");
        } else if (dice.chance(30)) {
            var kinds = new TreeSet<>(List.of(example.kind(), dice.any(List.of(Kind.values()))));
            var list = node.putArray("kind");
            kinds.forEach(kind -> list.add(kind.wire()));
        }
        if (LOCATED.contains(example.kind()) && dice.chance(20)) {
            node.put("within", around(example).id());
        }
        if (dice.chance(10)) {
            node.put("ref", example.id());
        } else if (dice.chance(35)) {
            var where = node.putObject("where");
            for (int i = dice.chance(75) ? 1 : 2; i > 0; i--) {
                var terms = new ArrayList<>(RandomTerms.OF_ENTITIES);
                terms.addAll(List.of("source", "name", "country", "kind"));
                terms.addAll(RandomTerms.of(example.kind()));
                terms.addAll(RandomTerms.of(example.kind()));
                String term = dice.any(terms);
                Form form = Form.of(example.kind(), term).orElseThrow();
                Entity other = dice.chance(75)
                        ? example
                        : dice.any(all.entities.stream()
                                .filter(thing -> thing.kind() == example.kind())
                                .toList());
                var allowed = term.equals("kind")
                        ? Stream.of(Kind.values()).map(Kind::wire).toList()
                        : RandomConditions.allowed(example.kind().properties(), term);
                where.set(
                        term,
                        conditions.condition(
                                form, all.graph.value(other, term.equals("name") ? "names" : term), allowed));
            }
        }
        return node;
    }

    /** A place of all times, often one in which the entity lies. */
    private Entity around(Entity example) {
        Entity place = example;
        while (!all.places.contains(place) || dice.chance(60)) {
            String id = place.id();
            var upwards = all.graph.relationshipsOf(id).stream()
                    .filter(link -> link.from().equals(id) && UPWARDS.contains(link.type()))
                    .toList();
            if (upwards.isEmpty()) {
                break;
            }
            place = all.graph.entities.get(dice.any(upwards).to());
        }
        return all.places.contains(place) ? place : dice.any(all.places);
    }
}
