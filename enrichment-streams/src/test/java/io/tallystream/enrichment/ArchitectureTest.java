package io.tallystream.enrichment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tallystream.enrichment",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] DOMAIN = {
    "..enrichment.dialect..",
    "..enrichment.merge..",
    "..enrichment.usage..",
    "..enrichment.pricing..",
    "..enrichment.tokens.."
  };

  @ArchTest
  static final ArchRule enrichmentKnowsNoOtherStage =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tallystream.gateway..",
              "io.tallystream.aggregator..",
              "io.tallystream.query..",
              "io.tallystream.deploy..")
          .because("stages meet in topics only");

  @ArchTest
  static final ArchRule rulesArePlainJava =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "io.quarkus..",
              "io.smallrye..",
              "io.vertx..",
              "jakarta..",
              "..enrichment.topology..",
              "..enrichment.resolver..",
              "..enrichment.views..")
          .because("rules are tested as functions, and outlive the framework");

  @ArchTest
  static final ArchRule userPatternsAreLinear =
      noClasses()
          .that()
          .resideInAPackage("..enrichment.pricing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.regex..")
          .because("users write match patterns, and java.util.regex can take for ever");

  @ArchTest
  static final ArchRule mergeKnowsNoDialect =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..enrichment.merge..",
              "..enrichment.pricing..",
              "..enrichment.tokens..",
              "..enrichment.usage..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..enrichment.dialect..")
          .because("a new dialect must not touch what merges and prices");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.tallystream.enrichment.(*)..").should().beFreeOfCycles();
}
