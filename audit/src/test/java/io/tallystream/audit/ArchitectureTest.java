package io.tallystream.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tallystream.audit",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule aSecondOpinionSharesNoRule =
      noClasses()
          .should()
          .dependOnClassesThat(
              Predicates.resideInAPackage("io.tallystream..")
                  .and(
                      Predicates.resideOutsideOfPackages("io.tallystream.audit..", "..event.v1..")))
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "io.vertx..", "jakarta..", "org.apache.kafka..")
          .because("what the stages compute is checked by code that is not theirs");
}
