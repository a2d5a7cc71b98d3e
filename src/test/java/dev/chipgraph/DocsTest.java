package dev.chipgraph;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation is complete, and its links lead somewhere. */
class DocsTest {

    private static final Path README = Path.of("README.md");
    private static final int MAX_README_LINES = 150;
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("]\\((?!\\w+:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `(chipgraph[^`]+)` \\| ([^|]+) \\|");
    private static final Pattern MENTIONED = Pattern.compile("`(chipgraph(?:\\.[a-z-]+)+)`");
    private static final String NO_DEFAULT = "no default";
    private static final String ITEMS_OF_A_LIST = "[*]";
    private static final Map<String, String> SETTINGS = settings();

    static List<Path> pages() throws IOException {
        var others = Stream.of(
                "CHANGELOG.md",
                "CONTRIBUTING.md",
                "docker/README.md",
                "src/bench/README.md",
                "src/main/resources/dataset/README.md");
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.of(
                            Stream.of(README),
                            others.map(Path::of),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .flatMap(pages -> pages)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFilesAndHeadings(Path page) throws IOException {
        var links = LINK.matcher(prose(page)).results().toList();
        for (var link : links) {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(target).as("target of the link %s", link.group()).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as("anchors of %s", target).contains(link.group(2));
            }
        }
    }

    @Test
    void everyPageIsLinkedFromTheReadme() throws IOException {
        var targets = LINK.matcher(prose(README))
                .results()
                .map(link -> Path.of(link.group(1)))
                .toList();
        assertThat(targets)
                .containsAll(
                        pages().stream().filter(page -> !page.equals(README)).toList());
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(MAX_README_LINES);
    }

    @Test
    void everySettingIsDocumentedWithItsDefault() throws IOException {
        var documented = new TreeMap<String, String>();
        SETTING.matcher(Files.readString(Path.of("docs/settings.md")))
                .results()
                .forEach(row -> documented.put(row.group(1), defaultOf(row.group(2))));
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(SETTINGS);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void mentionedSettingsExist(Path page) throws IOException {
        assertThat(MENTIONED
                        .matcher(Files.readString(page))
                        .results()
                        .map(setting -> setting.group(1))
                        .filter(setting -> !setting.equals("chipgraph.audit")))
                .isSubsetOf(SETTINGS.keySet());
    }

    /** The settings that the code reads, with their defaults. */
    private static Map<String, String> settings() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.chipgraph").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> ConfigClass.configClass(type).getProperties().entrySet().stream())
                        .filter(setting -> !setting.getKey().endsWith(ITEMS_OF_A_LIST))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                setting -> setting.getValue() == null ? NO_DEFAULT : setting.getValue()));
    }

    private static String defaultOf(String cell) {
        return cell.startsWith("`") ? cell.replace("`", "") : NO_DEFAULT;
    }

    private static String prose(Path page) throws IOException {
        return CODE.matcher(Files.readString(page)).replaceAll("");
    }

    /** The anchors of headings, as GitHub derives them. */
    private static List<String> anchors(Path page) throws IOException {
        var seen = new HashMap<String, Integer>();
        String text = Files.readString(page).replaceAll("(?ms)^```.*?^```$", "");
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .map(anchor ->
                        seen.merge(anchor, 1, Integer::sum) == 1 ? anchor : anchor + "-" + (seen.get(anchor) - 1))
                .toList();
    }
}
