package dev.chipgraph.model;

import static dev.chipgraph.model.Property.date;
import static dev.chipgraph.model.Property.location;
import static dev.chipgraph.model.Property.manyOf;
import static dev.chipgraph.model.Property.money;
import static dev.chipgraph.model.Property.number;
import static dev.chipgraph.model.Property.oneOf;
import static dev.chipgraph.model.Property.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of entity and what each has of its own. Labels, validation, JSON, OpenAPI, indexes and {@code /v1/schema}
 * follow from this enum and {@link RelationshipType}: a new kind is a new constant here.
 */
public enum Kind implements WireName {
    COMPANY(
            "company",
            "companies",
            "A firm: chip designer, manufacturer, supplier, software house, telecom operator.",
            "seoul-semiconductor",
            manyOf(
                    "types",
                    "What the company does in the chip and AI value chain.",
                    "fabless idm foundry osat equipment materials eda ip ai software telecom electronics led"),
            text("size", "Size of the company as its source gives it."),
            date("foundedOn", "When it was founded."),
            date("dissolvedOn", "When it ceased to exist.")),
    MINISTRY("ministry", "ministries", "A ministry of a government.", "vn-ministry-of-science-and-technology"),
    AGENCY(
            "agency",
            "agencies",
            "A public body below or beside a ministry.",
            "vn-it-industry-department",
            oneOf("level", "What sort of body it is.", "department agency institute embassy office")),
    ASSOCIATION("association", "associations", "An association of an industry or profession.", "kfia"),
    UNIVERSITY("university", "universities", "A university.", "hanoi-university-of-science-and-technology"),
    INSTITUTE("institute", "institutes", "A research institute.", "mila"),
    FUND("fund", "funds", "A fund that finances research, companies or projects.", "natif"),
    INTERNATIONAL_ORGANIZATION(
            "international-organization",
            "international-organizations",
            "A body that states are members of.",
            "united-nations"),
    PERSON("person", "people", "A person in a public role.", "nguyen-chi-dung"),
    PLACE(
            "place",
            "places",
            "A place; one that no longer exists keeps its dates and its successor.",
            "ninh-binh",
            oneOf("level", "What sort of place it is.", "country province city district industrial-park region world"),
            text("isoCode", Constraint.COUNTRY_OR_SUBDIVISION, "ISO 3166-1 alpha-2 or ISO 3166-2 code."),
            location("location", "A point in the place."),
            date("validFrom", "First day on which the place existed in this form; open when absent."),
            date("validTo", "Last day on which the place existed in this form; open when absent.")),
    AGREEMENT(
            "agreement",
            "agreements",
            "What parties agreed on; a partnership that no named document records is one of type partnership.",
            "mou-vn-it-industry-department-kfia-2025",
            oneOf(
                    "type",
                    "What sort of agreement it is.",
                    "mou moc strategic-partnership partnership joint-venture contract trade-agreement treaty"),
            oneOf("status", "How far it has come.", "announced signed in-force completed lapsed cancelled"),
            date("signedOn", "When it was signed."),
            manyOf(
                    "scope",
                    "What it covers.",
                    "policy-consultation workforce technology-transfer r-and-d information-sharing "
                            + "ecosystem-development investment trade supply-chain innovation digital-transformation "
                            + "education infrastructure startups"),
            money("value", "What it is worth.")),
    INVESTMENT(
            "investment",
            "investments",
            "Money that someone puts, or means to put, into something.",
            "investment-seoul-semiconductor-ninh-binh",
            money("amount", "How much is invested."),
            oneOf(
                    "status",
                    "How far it has come.",
                    "planned announced committed registered under-construction operational cancelled"),
            date("announcedOn", "When it was announced.")),
    FACILITY(
            "facility",
            "facilities",
            "A plant, centre or site.",
            "fpt-ai-factory",
            oneOf(
                    "type",
                    "What sort of facility it is.",
                    "fab assembly-test led ai-factory data-centre supercomputer r-and-d office other"),
            oneOf("status", "How far it has come.", "planned announced under-construction operational closed")),
    EVENT(
            "event",
            "events",
            "A meeting of people or organisations.",
            "vietnam-korea-digital-forum-2025",
            oneOf("type", "What sort of event it is.", "seminar forum conference meeting groundbreaking exhibition"),
            date("startsOn", "First day."),
            date("endsOn", "Last day."),
            text("theme", "The theme that the organisers gave it.")),
    POLICY(
            "policy",
            "policies",
            "What an authority decided: a strategy, law, programme, incentive or list. A programme of an employer is a product.",
            "vn-national-semiconductor-strategy",
            oneOf("type", "What sort of policy it is.", "strategy law programme incentive list"),
            date("adoptedOn", "When it was adopted.")),
    STATEMENT(
            "statement",
            "statements",
            "What someone said in public: a proposal, pledge, call, assessment or announcement.",
            "statement-hoang-minh-natif-ai-support-2025",
            oneOf("type", "What sort of statement it is.", "proposal pledge call assessment announcement"),
            date("saidOn", "When it was said.")),
    PRODUCT(
            "product",
            "products",
            "A product or service that someone provides, such as a training programme, or a class of products, also tools and materials.",
            "optical-semiconductors"),
    SECTOR("sector", "sectors", "A field of industry or technology.", "semiconductors"),
    INDICATOR(
            "indicator",
            "indicators",
            "A figure: a target that someone set, or something observed.",
            "vn-50000-engineers-by-2030",
            text("metric", "What is counted or measured."),
            number("value", "The figure itself."),
            text("unit", "What the figure counts, such as engineers or percent."),
            text("currency", Constraint.CURRENCY, "ISO 4217 code when the figure is money."),
            oneOf(
                    "comparison",
                    "How the figure is meant; equal when absent.",
                    "equal at-least at-most more-than less-than approximately"),
            date("period", "The time that an observation is about."),
            date("dueOn", "When a target is to be reached."),
            oneOf("type", "Whether it is wished or measured.", "target observation")),
    SOURCE(
            "source",
            "sources",
            "A document or data set that says something.",
            "vietnamplus-2025-10-29-ai-cooperation",
            oneOf("type", "What sort of source it is.", "article dataset law web-page"),
            text("publisher", "Who published it."),
            date("publishedOn", "When it was published."),
            text("language", Constraint.LANGUAGE, "BCP 47 tag of its language."),
            text("url", "Where it can be read."),
            date("retrievedOn", "When it was read."));

    private static final Set<Kind> ORGANIZATIONS = EnumSet.range(COMPANY, INTERNATIONAL_ORGANIZATION);

    /** Kinds of which no relationship tells a country. Agreements have the countries of their parties instead. */
    private static final Set<Kind> WITHOUT_COUNTRY = EnumSet.of(AGREEMENT, PRODUCT, SECTOR, SOURCE);

    private final String wire;
    private final String path;
    private final String description;
    private final String example;
    private final List<Property> properties;

    Kind(String wire, String path, String description, String example, Property... properties) {
        this.wire = wire;
        this.path = path;
        this.description = description;
        this.example = example;
        this.properties = List.of(properties);
    }

    /** The kinds that are organisations. */
    public static Set<Kind> organizations() {
        return ORGANIZATIONS;
    }

    /** Kinds in words, for messages: all organisations together are one word. */
    public static String described(Set<Kind> kinds) {
        if (kinds.isEmpty() || kinds.size() == values().length) {
            return kinds.isEmpty() ? "nothing" : "entity";
        }
        var words = new ArrayList<String>();
        var rest = EnumSet.copyOf(kinds);
        if (rest.containsAll(ORGANIZATIONS)) {
            words.add("organization");
            rest.removeAll(ORGANIZATIONS);
        }
        rest.forEach(kind -> words.add(kind.wire));
        return String.join(" or ", words);
    }

    /** The kind whose resources are found under {@code /v1/<path>}. */
    public static Optional<Kind> ofPath(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }

    /** Reads {@code company}, {@code international-organization} and so on; used by JSON and query parameters. */
    @JsonCreator
    public static Kind fromString(String wire) {
        return WireName.read(Kind.class, wire);
    }

    @Override
    @JsonValue
    public String wire() {
        return wire;
    }

    /** Last segment of the collection's URL, such as {@code companies}. */
    public String path() {
        return path;
    }

    /** Label in the database and name of the schema in OpenAPI, such as {@code InternationalOrganization}. */
    public String label() {
        var label = new StringBuilder();
        for (String word : wire.split("-", -1)) {
            label.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return label.toString();
    }

    public String description() {
        return description;
    }

    /** Id of an entity of this kind, for documentation; one of the bundled data where that has any. */
    public String example() {
        return example;
    }

    /** What this kind has beside the properties that every entity has. */
    public List<Property> properties() {
        return properties;
    }

    public Optional<Property> property(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .findFirst();
    }

    /** Whether entities of this kind may have a country. */
    public boolean hasCountry() {
        return !WITHOUT_COUNTRY.contains(this);
    }

    public boolean isOrganization() {
        return ORGANIZATIONS.contains(this);
    }

    /** The words of a folded name by which entities of this kind are matched. Legal forms of organisations do not count. */
    public String fingerprint(String foldedName) {
        return Folding.fingerprint(isOrganization() ? LegalForms.without(foldedName) : foldedName);
    }

    /** All labels of a node of this kind. */
    public List<String> labels() {
        return isOrganization() ? List.of("Entity", "Organization", label()) : List.of("Entity", label());
    }
}
