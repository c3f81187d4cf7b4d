package io.tallystream.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tallystream.sink",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theMachineryKnowsNoStage =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.tallystream.enrichment..", "io.tallystream.aggregator..")
          .because("two stages share it; what is stored is decided by their views");
}
