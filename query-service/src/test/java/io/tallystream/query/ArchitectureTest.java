package io.tallystream.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.HttpMethod;

@AnalyzeClasses(
    packages = "io.tallystream.query",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theServiceKnowsNoOtherStage =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tallystream.gateway..",
              "io.tallystream.enrichment..",
              "io.tallystream.aggregator..",
              "io.tallystream.sink..",
              "io.tallystream.deploy..",
              "org.apache.kafka.streams..")
          .because("stages meet in topics and tables only");

  @ArchTest
  static final ArchRule filtersAreDomainCode =
      noClasses()
          .that()
          .resideInAPackage("..query.filter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "io.vertx..", "org.apache.kafka..")
          .because("what a filter means is tested without a server");

  @ArchTest
  static final ArchRule onlyTheOutboxAndReplaysProduce =
      noClasses()
          .that()
          .resideOutsideOfPackages("..query.outbox..", "..query.letter..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..")
          .because("what is produced is in a table before it is on a topic");

  @ArchTest
  static final ArchRule nothingWaitsOnAThread =
      noClasses()
          .should()
          .callMethod(io.smallrye.mutiny.Uni.class, "await")
          .because("resources run on event loops");

  @ArchTest
  static final ArchRule routesArePublic =
      methods()
          .that()
          .areMetaAnnotatedWith(HttpMethod.class)
          .should()
          .bePublic()
          .because("Quarkus leaves other methods out without a word");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.tallystream.query.(*)..").should().beFreeOfCycles();
}
