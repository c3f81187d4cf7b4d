package io.tallystream.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tallystream.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theGatewayKnowsNoOtherStage =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tallystream.enrichment..",
              "io.tallystream.aggregator..",
              "io.tallystream.query..",
              "io.tallystream.deploy..",
              "org.apache.kafka.streams..")
          .because("stages meet in topics only");

  @ArchTest
  static final ArchRule keysAdmissionAndLogKnowNoHttp =
      noClasses()
          .that()
          .resideInAnyPackage("..gateway.auth..", "..gateway.admission..", "..gateway.log..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "..gateway.http..")
          .because("every protocol uses them, and they are tested without a server");

  @ArchTest
  static final ArchRule onlyTheLogProduces =
      noClasses()
          .that()
          .resideOutsideOfPackage("..gateway.log..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.clients.producer..")
          .because("there is one producer, and its bytes are bounded by admission");

  @ArchTest
  static final ArchRule protocolsDoNotKnowEachOther =
      slices().matching("io.tallystream.gateway.http.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.tallystream.gateway.(*)..").should().beFreeOfCycles();
}
