package io.soarbridge.contract;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of CONTRIBUTING.md that can be read from compiled classes. */
final class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.soarbridge");
    private static final JavaClasses ALL = new ClassFileImporter().importPackages("io.soarbridge");

    private static final Set<String> EDGES =
            Set.of("Processor", "RouteBuilder", "Component", "Endpoint", "Producer", "Consumer", "Strategy");

    /** Classes that may use Camel without the name of an edge, and why. */
    private static final Map<String, String> CAMEL_WAIVERS = Map.of(
            "io.soarbridge.connection.Call", "the one place where a request leaves, by camel-http",
            "io.soarbridge.connection.Caller", "is what a call sees of an exchange",
            "io.soarbridge.connection.Download", "keeps a file for as long as an exchange lasts",
            "io.soarbridge.connection.ExchangeParts", "reads what the endpoints of its package need of an exchange",
            "io.soarbridge.delivery.Claims", "reads what the processors of its package need of an exchange",
            "io.soarbridge.delivery.Operations", "runs an operation, which is a Kamelet");

    /** Classes outside {@code config} that may read the environment or system properties, and why. */
    private static final Map<String, String> ENVIRONMENT_WAIVERS = Map.of();

    @Test
    void packages_use_each_other_as_the_picture_says() {
        classes()
                .should(adhereToPlantUmlDiagram(Path.of("docs/packages.puml"), consideringOnlyDependenciesInDiagram()))
                .check(MAIN);
    }

    @Test
    void every_package_is_in_the_picture() throws Exception {
        String picture = java.nio.file.Files.readString(Path.of("docs/packages.puml"));

        assertThat(MAIN.stream().map(JavaClass::getPackageName).distinct())
                .allSatisfy(name -> assertThat(picture).contains("<<" + top(name) + "..>>"));
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("io.soarbridge.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void only_edges_know_camel() {
        noClasses()
                .that(describe("are no edge", type -> !isEdge(type)))
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.camel.."))
                .because(
                        "mechanisms are tested without a Camel context; name the class by its edge, or waive it with a reason")
                .check(MAIN);
    }

    @Test
    void only_the_command_line_uses_standard_streams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.soarbridge.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(MAIN);
    }

    @Test
    void only_config_reads_the_environment() {
        Set<String> names = Set.of("getenv", "getProperty", "getProperties", "getBoolean", "getInteger", "getLong");
        Set<Class<?>> owners = Set.of(System.class, Boolean.class, Integer.class, Long.class);
        ArchRule rule = noClasses()
                .that(describe(
                        "are outside config and not waived",
                        type -> !type.getPackageName().startsWith("io.soarbridge.config")
                                && !ENVIRONMENT_WAIVERS.containsKey(outermost(type))))
                .should(callMethodWhere(calls(names, owners)));
        rule.because("what steers the program is a setting, with a name, a default and a check")
                .check(MAIN);
    }

    @Test
    void nobody_sleeps() {
        noClasses()
                .should(callMethodWhere(
                        calls(Set.of("sleep"), Set.of(Thread.class, java.util.concurrent.TimeUnit.class))))
                .because("what waits must be able to be woken, and tests must not depend on time")
                .check(ALL);
    }

    @Test
    void logging_goes_through_slf4j() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(MAIN);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)")
                .check(ALL);
    }

    @Test
    void waivers_are_still_needed() {
        assertThat(CAMEL_WAIVERS.keySet())
                .allSatisfy(name -> assertThat(MAIN.get(name).getDirectDependenciesFromSelf())
                        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith("org.apache.camel")));
        assertThat(ENVIRONMENT_WAIVERS.keySet())
                .allSatisfy(name -> assertThat(MAIN.contain(name)).isTrue());
    }

    private static boolean isEdge(JavaClass type) {
        String name = outermost(type);
        return type.getPackageName().startsWith("io.soarbridge.app")
                || CAMEL_WAIVERS.containsKey(name)
                || EDGES.stream().anyMatch(name::endsWith);
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "");
    }

    private static String top(String packageName) {
        String[] parts = packageName.split("\\.");
        return "io.soarbridge." + parts[2];
    }

    private static DescribedPredicate<JavaMethodCall> calls(Set<String> names, Set<Class<?>> owners) {
        return describe(
                "the target is one of %s of %s".formatted(names, owners),
                call -> names.contains(call.getName())
                        && owners.stream().anyMatch(call.getTargetOwner()::isEquivalentTo));
    }
}
