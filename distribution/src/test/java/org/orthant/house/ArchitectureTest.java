package org.orthant.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.orthant.api.spi.Plugin;

class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // What tests are made of.
          .withImportOption(location -> !location.contains("testkit"))
          .importPackages("org.orthant");

  /** Of class Math, those that only come near what they are called for. */
  private static final Set<String> ROUNDING_FUNCTIONS =
      Set.of(
          "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "exp", "expm1", "hypot", "log",
          "log10", "log1p", "pow", "random", "sin", "sinh", "tan", "tanh");

  @Test
  void everythingFlowsTowardsTheApi() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("kernels")
        .definedBy("org.orthant.kernels..")
        .layer("api")
        .definedBy("org.orthant.api..")
        .layer("quantizers")
        .definedBy("org.orthant.quantizers..")
        .layer("probes")
        .definedBy("org.orthant.probes..")
        .layer("datasets")
        .definedBy("org.orthant.datasets..")
        .layer("networks")
        .definedBy("org.orthant.networks..")
        .layer("formats")
        .definedBy("org.orthant.formats..")
        .layer("dl4j")
        .definedBy("org.orthant.dl4j..")
        .layer("framework")
        .definedBy("org.orthant.framework..")
        .layer("reports")
        .definedBy("org.orthant.reports..")
        .whereLayer("quantizers")
        .mayOnlyBeAccessedByLayers("dl4j")
        .whereLayer("probes")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("datasets")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("networks")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("formats")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("dl4j")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("framework")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("reports")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("kernels")
        .mayOnlyBeAccessedByLayers("api", "quantizers", "probes", "dl4j", "framework")
        .whereLayer("api")
        .mayOnlyBeAccessedByLayers(
            "quantizers", "probes", "datasets", "networks", "formats", "dl4j", "framework")
        .check(HOUSE);
  }

  @Test
  void framework() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("cli")
        .definedBy("org.orthant.framework.cli..")
        .layer("run")
        .definedBy("org.orthant.framework.run..")
        .layer("storage")
        .definedBy("org.orthant.framework.storage..")
        .layer("sweep")
        .definedBy("org.orthant.framework.sweep..")
        .layer("digest")
        .definedBy("org.orthant.framework.digest..")
        .layer("data")
        .definedBy("org.orthant.framework.data..")
        .layer("result")
        .definedBy("org.orthant.framework.result..")
        .layer("plan")
        .definedBy("org.orthant.framework.plan..")
        .layer("config")
        .definedBy("org.orthant.framework.config..")
        .layer("catalog")
        .definedBy("org.orthant.framework.catalog..")
        .layer("gate")
        .definedBy("org.orthant.framework.gate..")
        .layer("failure")
        .definedBy("org.orthant.framework.failure..")
        .layer("scaffold")
        .definedBy("org.orthant.framework.scaffold..")
        .layer("schema")
        .definedBy("org.orthant.framework.schema..")
        .layer("job")
        .definedBy("org.orthant.framework.job..")
        .layer("worker")
        .definedBy("org.orthant.framework.worker..")
        .layer("cache")
        .definedBy("org.orthant.framework.cache..")
        .layer("pace")
        .definedBy("org.orthant.framework.pace..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("pace")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("sweep")
        .mayOnlyBeAccessedByLayers("worker", "cli")
        .whereLayer("worker")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("cache")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("sweep", "worker", "cli")
        .whereLayer("storage")
        .mayOnlyBeAccessedByLayers("run", "sweep", "worker", "cache", "cli")
        .whereLayer("job")
        .mayOnlyBeAccessedByLayers("run", "sweep", "worker")
        .whereLayer("digest")
        .mayOnlyBeAccessedByLayers("catalog", "config", "data", "result", "run", "sweep")
        .whereLayer("data")
        .mayOnlyBeAccessedByLayers("worker", "cli")
        .whereLayer("result")
        .mayOnlyBeAccessedByLayers("job", "run", "sweep", "cli")
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("run", "sweep", "worker", "pace", "cli")
        .whereLayer("gate")
        .mayOnlyBeAccessedByLayers("config", "plan", "result", "run", "sweep", "schema", "cli")
        .whereLayer("schema")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("plan", "run", "sweep", "schema", "worker", "pace", "cli")
        .whereLayer("failure")
        .mayOnlyBeAccessedByLayers(
            "catalog", "gate", "plan", "result", "storage", "run", "sweep", "cli")
        .whereLayer("scaffold")
        .mayOnlyBeAccessedByLayers("cli")
        .check(HOUSE);
  }

  @Test
  void run() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("run")
        .definedBy("org.orthant.framework.run")
        .layer("export")
        .definedBy("org.orthant.framework.run.export")
        .layer("measure")
        .definedBy("org.orthant.framework.run.measure")
        .layer("refit")
        .definedBy("org.orthant.framework.run.refit")
        .layer("inference")
        .definedBy("org.orthant.framework.run.inference")
        .layer("node")
        .definedBy("org.orthant.framework.run.node")
        .layer("layer")
        .definedBy("org.orthant.framework.run.layer")
        .layer("lending")
        .definedBy("org.orthant.framework.run.lending")
        .layer("guard")
        .definedBy("org.orthant.framework.run.guard")
        .layer("local")
        .definedBy("org.orthant.framework.run.local")
        .whereLayer("run")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("export")
        .mayOnlyBeAccessedByLayers("run")
        .whereLayer("measure")
        .mayOnlyBeAccessedByLayers("export", "run")
        .whereLayer("refit")
        .mayOnlyBeAccessedByLayers("measure", "export", "run")
        .whereLayer("inference")
        .mayOnlyBeAccessedByLayers("refit", "measure", "export", "run")
        .whereLayer("node")
        .mayOnlyBeAccessedByLayers("inference")
        .whereLayer("layer")
        .mayOnlyBeAccessedByLayers("node", "inference", "refit", "measure", "export", "run")
        .whereLayer("lending")
        .mayOnlyBeAccessedByLayers("layer", "measure", "run")
        .whereLayer("guard")
        .mayOnlyBeAccessedByLayers("lending", "layer", "inference", "run")
        .whereLayer("local")
        .mayOnlyBeAccessedByLayers("refit", "measure", "run")
        .check(HOUSE);
  }

  /** Kernels are left out: they draw numbers for nothing but warming up and timing. */
  @Test
  void noNumberDependsOnTheJdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.orthant.kernels..")
        .should()
        .accessTargetWhere(describe("it is a function of Math that may round", this::mayRound))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(RandomGenerator.class)
        .because("a result is the same under every JDK, as StrictMath and RandomNumbers are")
        .check(HOUSE);
  }

  private boolean mayRound(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(Math.class)
        && ROUNDING_FUNCTIONS.contains(access.getName());
  }

  @Test
  void noPackageDependsOnItselfThroughOthers() {
    slices().matching("org.orthant.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void kernelsNeedTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("org.orthant.kernels..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.orthant.kernels..")
        .check(HOUSE);
  }

  @Test
  void onlyOneRoomNamesDeepLearning4j() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.orthant.dl4j..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.deeplearning4j..")
        .check(HOUSE);
  }

  @Test
  void onlyTheFrameworkKnowsGuice() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.orthant.framework..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.inject..")
        .check(HOUSE);
  }

  @Test
  void pluginsAreRecords() {
    classes()
        .that()
        .implement(Plugin.class)
        .and()
        .areNotInterfaces()
        .should()
        .beRecords()
        .check(HOUSE);
  }

  @Test
  void onlyTheCommandLineWritesToTheConsole() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.orthant.framework.cli.Main")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(HOUSE);
  }

  /** Digits, points and letters of a result are the same wherever it was made. */
  @Test
  void noTextDependsOnTheLocale() {
    noClasses()
        .should()
        .callMethod(String.class, "formatted", Object[].class)
        .orShould()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(PrintStream.class, "printf", String.class, Object[].class)
        .orShould()
        .callMethod(PrintStream.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
        .orShould()
        .callMethod(PrintWriter.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .orShould()
        .callConstructor(Formatter.class)
        .orShould()
        .callConstructor(DecimalFormat.class, String.class)
        .orShould()
        .callMethod(NumberFormat.class, "getInstance")
        .orShould()
        .callMethod(NumberFormat.class, "getIntegerInstance")
        .orShould()
        .callMethod(NumberFormat.class, "getPercentInstance")
        .orShould()
        .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
        .orShould()
        .callMethod(Collator.class, "getInstance")
        .orShould()
        .callMethod(Locale.class, "getDefault")
        .orShould()
        .callMethod(MessageFormat.class, "format", String.class, Object[].class)
        .because("the default locale's digits and letters would show; Locale.ROOT has one kind")
        .check(HOUSE);
  }
}
