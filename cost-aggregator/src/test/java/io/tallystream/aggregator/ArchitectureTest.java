package io.tallystream.aggregator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tallystream.aggregator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule arithmeticKnowsNoFramework =
      noClasses()
          .that()
          .resideInAPackage("..rollup..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..")
          .because("what a fact contributes is a pure function, tested without a broker");

  @ArchTest
  static final ArchRule internalsOfKafkaStreamsAreTouchedInOnePlace =
      noClasses()
          .that()
          .doNotHaveSimpleName("WriteBackRollupStore")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka.streams.processor.internals..",
              "org.apache.kafka.streams.state.internals..")
          .because("they may change with any release of Kafka");

  @ArchTest
  static final ArchRule viewsAndTopologyMeetOnlyInTopics =
      noClasses()
          .that()
          .resideInAPackage("..views..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..topology..")
          .because("they run in different processes of a cluster");
}
