package io.soarbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What deploy/ says of the program, of Kubernetes and of itself is so. */
final class DeployFilesTest {
    private static final Path KUBERNETES = Path.of("deploy/kubernetes");
    private static final Pattern SETTING = Pattern.compile("(?m)^ *(soarbridge\\.[a-z0-9.-]+) *=");
    private static final Pattern VARIABLE = Pattern.compile("SOARBRIDGE_[A-Z0-9_]+");
    private static final Pattern COPIED = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$");
    private static final Map<String, Class<?>> KINDS = Map.of(
            "ConfigMap", ConfigMap.class,
            "Service", Service.class,
            "StatefulSet", StatefulSet.class,
            "Deployment", Deployment.class,
            "PodDisruptionBudget", PodDisruptionBudget.class);

    /** Unknown fields are mistakes here; the model would keep them aside for later versions of Kubernetes. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            });

    static Stream<Path> manifests() throws IOException {
        return Files.walk(KUBERNETES).filter(file -> file.toString().endsWith(".yaml"));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void kubernetes_knows_every_field(Path manifest) throws IOException {
        assertThat(read(manifest)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicated"})
    void the_settings_are_settings_of_the_program(String set) throws IOException {
        Set<String> known = sample();
        String properties = settings(set);

        assertThat(SETTING.matcher(properties).results().map(m -> general(m.group(1))))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(known).contains(key));
    }

    @Test
    void variables_of_image_and_compose_stand_for_settings() throws IOException {
        Set<String> known = sample().stream().map(DeployFilesTest::variable).collect(Collectors.toSet());
        known.add("SOARBRIDGE_JAVA_HOME"); // the launcher's
        String sample = Files.readString(Path.of("application.properties"));

        for (Path file : List.of(Path.of("Dockerfile"), Path.of("deploy/compose.yaml"))) {
            assertThat(VARIABLE.matcher(Files.readString(file)).results().map(m -> m.group()))
                    .as(file.toString())
                    .allSatisfy(name -> assertThat(known.contains(name) || sample.contains("{{env:" + name + "}}"))
                            .as(name)
                            .isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicated"})
    void the_bridge_runs_without_rights_and_has_what_its_settings_name(String set) throws IOException {
        PodSpec pod = pod(set);
        Container bridge = pod.getContainers().get(0);

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(40);
        assertThat(bridge.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(bridge.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(bridge.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(bridge.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains(value(set, "soarbridge.data"), value(set, "soarbridge.secrets"), "/tmp", "/etc/soarbridge");
        assertThat(bridge.getArgs()).containsExactly("run", "--config", "/etc/soarbridge/application.properties");
        assertThat(image()).contains("WORKDIR /app", "COPY routes routes", "USER " + uid(pod));
        assertThat(value(set, "soarbridge.routes")).isEqualTo("/app/routes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicated"})
    void probes_and_service_name_ports_of_the_bridge(String set) throws IOException {
        Container bridge = pod(set).getContainers().get(0);
        Map<String, Integer> ports = bridge.getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));

        assertThat(ports).isEqualTo(Map.of("http", 8080, "management", 8081));
        for (Probe probe : List.of(bridge.getStartupProbe(), bridge.getReadinessProbe(), bridge.getLivenessProbe())) {
            assertThat(probe.getHttpGet().getPort().getStrVal()).isIn(ports.keySet());
        }
        Service service = (Service) read(KUBERNETES.resolve(set).resolve("service.yaml"));
        assertThat(service.getSpec().getPorts().get(0).getTargetPort().getStrVal())
                .isEqualTo("http");
        assertThat(service.getSpec().getSelector()).isEqualTo(Map.of("app.kubernetes.io/name", "soarbridge"));
    }

    @Test
    void the_image_copies_only_what_is_there() throws IOException {
        assertThat(COPIED.matcher(image())
                        .results()
                        .flatMap(m -> Stream.of(m.group(1).split(" "))))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    private static PodSpec pod(String set) throws IOException {
        Object bridge = read(KUBERNETES.resolve(set).resolve("bridge.yaml"));
        return bridge instanceof StatefulSet stateful
                ? stateful.getSpec().getTemplate().getSpec()
                : ((Deployment) bridge).getSpec().getTemplate().getSpec();
    }

    private static String settings(String set) throws IOException {
        ConfigMap map = (ConfigMap) read(KUBERNETES.resolve(set).resolve("settings.yaml"));
        return map.getData().get("application.properties");
    }

    private static String value(String set, String key) throws IOException {
        return settings(set)
                .lines()
                .filter(line -> line.startsWith(key + " = "))
                .map(line -> line.substring(key.length() + 3))
                .findFirst()
                .orElseThrow();
    }

    private static String uid(PodSpec pod) {
        return pod.getSecurityContext().getRunAsUser() + ":"
                + pod.getSecurityContext().getRunAsGroup();
    }

    private static String image() throws IOException {
        return Files.readString(Path.of("Dockerfile"));
    }

    private static Object read(Path manifest) throws IOException {
        JsonNode yaml = Yaml.read(manifest);
        String kind = yaml.path("kind").asText();
        assertThat(KINDS).containsKey(kind);
        return STRICT.treeToValue(yaml, KINDS.get(kind));
    }

    /** Keys of the sample, which a test keeps equal to those of the code; names of sources and connections as {@code <name>}. */
    private static Set<String> sample() throws IOException {
        Set<String> known = new TreeSet<>();
        Pattern.compile("(?m)^#?(soarbridge\\.[a-z0-9.<>-]+) *=")
                .matcher(Files.readString(Path.of("application.properties")))
                .results()
                .forEach(m -> known.add(general(m.group(1))));
        return known;
    }

    private static String general(String key) {
        return key.replaceFirst("^(soarbridge\\.(?:source|connection))\\.[^.]+\\.", "$1.<name>.");
    }

    private static String variable(String key) {
        return key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
