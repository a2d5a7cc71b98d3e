package dev.chipgraph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** The packages are the stages of the two flows: rest asks query, query and ingest use graph, and all know the model; the
 * commands of the packaged service are beside them. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.chipgraph");

    @Test
    void packagesDependInOneDirection() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy("dev.chipgraph.model..")
                .layer("graph")
                .definedBy("dev.chipgraph.graph..")
                .layer("query")
                .definedBy("dev.chipgraph.query..")
                .layer("change")
                .definedBy("dev.chipgraph.change..")
                .layer("ingest")
                .definedBy("dev.chipgraph.ingest..")
                .layer("access")
                .definedBy("dev.chipgraph.access..")
                .layer("rest")
                .definedBy("dev.chipgraph.rest..")
                .layer("cli")
                .definedBy("dev.chipgraph.cli..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("rest")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("ingest")
                .mayOnlyBeAccessedByLayers("rest", "cli")
                .whereLayer("access")
                .mayOnlyBeAccessedByLayers("rest")
                .whereLayer("change")
                .mayOnlyBeAccessedByLayers("rest", "ingest")
                .whereLayer("query")
                .mayOnlyBeAccessedByLayers("rest", "ingest", "change")
                .whereLayer("graph")
                .mayOnlyBeAccessedByLayers("access", "query", "change", "ingest", "rest")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("graph", "access", "query", "change", "ingest", "rest", "cli")
                .check(CLASSES);
        slices().matching("dev.chipgraph.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** The rooms of rest, from the door inwards: each may use those named after it. */
    @Test
    void roomsOfRestDependInOneDirection() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("contract")
                .definedBy("dev.chipgraph.rest.contract..")
                .layer("write")
                .definedBy("dev.chipgraph.rest.write..")
                .layer("read")
                .definedBy("dev.chipgraph.rest.read..")
                .layer("door")
                .definedBy("dev.chipgraph.rest.door..")
                .layer("access")
                .definedBy("dev.chipgraph.rest.access..")
                .layer("request")
                .definedBy("dev.chipgraph.rest.request..")
                .layer("problem")
                .definedBy("dev.chipgraph.rest.problem..")
                .layer("format")
                .definedBy("dev.chipgraph.rest.format..")
                .whereLayer("contract")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("door")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("write")
                .mayOnlyBeAccessedByLayers("contract")
                .whereLayer("read")
                .mayOnlyBeAccessedByLayers("contract")
                .whereLayer("access")
                .mayOnlyBeAccessedByLayers("contract", "door")
                .whereLayer("request")
                .mayOnlyBeAccessedByLayers("contract", "door", "write", "read", "access")
                .whereLayer("format")
                .mayOnlyBeAccessedByLayers("contract", "door", "write", "read", "access", "request")
                .check(CLASSES);
    }

    /** Questions, patterns and traversals use lookups, and all use the core. */
    @Test
    void roomsOfQueryDependInOneDirection() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("pattern")
                .definedBy("dev.chipgraph.query.pattern..")
                .layer("question")
                .definedBy("dev.chipgraph.query.question..")
                .layer("traversal")
                .definedBy("dev.chipgraph.query.traversal..")
                .layer("lookup")
                .definedBy("dev.chipgraph.query.lookup..")
                .layer("core")
                .definedBy("dev.chipgraph.query.core..")
                .whereLayer("pattern")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("traversal")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("question")
                .mayOnlyBeAccessedByLayers("pattern")
                .whereLayer("lookup")
                .mayOnlyBeAccessedByLayers("pattern", "question", "traversal")
                .check(CLASSES);
    }

    /** A reference may be a name to match, and what is like it is searched. */
    @Test
    void roomsOfLookupDependInOneDirection() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("duplicate")
                .definedBy("dev.chipgraph.query.lookup.duplicate..")
                .layer("reference")
                .definedBy("dev.chipgraph.query.lookup.reference..")
                .layer("match")
                .definedBy("dev.chipgraph.query.lookup.match..")
                .layer("search")
                .definedBy("dev.chipgraph.query.lookup.search..")
                .layer("words")
                .definedBy("dev.chipgraph.query.lookup.words..")
                .whereLayer("duplicate")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("reference")
                .mayOnlyBeAccessedByLayers("duplicate")
                .whereLayer("match")
                .mayOnlyBeAccessedByLayers("duplicate", "reference")
                .whereLayer("search")
                .mayOnlyBeAccessedByLayers("reference", "match")
                .check(CLASSES);
    }

    /** Edits and merges write with record; all use what lies beside the rooms. */
    @Test
    void roomsOfChangeDependInOneDirection() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("edit")
                .definedBy("dev.chipgraph.change.edit")
                .layer("merge")
                .definedBy("dev.chipgraph.change.merge")
                .layer("record")
                .definedBy("dev.chipgraph.change.record")
                .layer("shared")
                .definedBy("dev.chipgraph.change")
                .whereLayer("edit")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("merge")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("record")
                .mayOnlyBeAccessedByLayers("edit", "merge")
                .check(CLASSES);
    }

    @Test
    void everyClassIsInAStage() {
        classes()
                .that()
                .doNotHaveFullyQualifiedName("dev.chipgraph.Main")
                .should()
                .resideInAnyPackage(
                        "dev.chipgraph.model",
                        "dev.chipgraph.graph",
                        "dev.chipgraph.access",
                        "dev.chipgraph.query.*",
                        "dev.chipgraph.query.lookup.*",
                        "dev.chipgraph.change..",
                        "dev.chipgraph.ingest..",
                        "dev.chipgraph.cli",
                        "dev.chipgraph.rest.*")
                .check(CLASSES);
    }

    @Test
    void onlyTheGraphKnowsTheDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.chipgraph.graph")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.neo4j..", "io.quarkus.neo4j..")
                .check(CLASSES);
    }

    @Test
    void onlyRestKnowsHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.chipgraph.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "org.jboss.resteasy..")
                .check(CLASSES);
    }

    @Test
    void theServerLauncherNeedsNothingButTheJdk() {
        classes()
                .that()
                .haveSimpleName("EmbeddedNeo4jLauncher")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.chipgraph.graph")
                .andShould()
                .onlyAccessMembersThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are of the JDK or its own",
                        member -> member.getOwner().getPackageName().startsWith("java")
                                || member.getOwner().getSimpleName().equals("EmbeddedNeo4jLauncher")))
                .check(CLASSES);
    }
}
