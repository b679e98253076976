package org.orthant.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example plugins, built where nothing of this build is, and run from their jars. */
class ExamplePluginsIT {
  private static final List<String> EXAMPLES =
      List.of("least-squares-step", "householder", "effective-bits");

  @TempDir Path folder;

  @Test
  void runTogetherFromTheirJars() throws IOException {
    Outside outside = Outside.in(folder);
    for (String example : EXAMPLES) {
      outside.copy(Path.of("examples", example));
    }
    outside.verify(EXAMPLES);
    assertThat(EXAMPLES.subList(0, 2))
        .as("versions of one library in two jars")
        .extracting(this::libraryVersion)
        .containsExactly("3.6.1", "3.4.1");

    Path config = Path.of("..", "examples", "all-three.yaml").toAbsolutePath().normalize();
    outside.orthant(
        folder,
        "run",
        config.toString(),
        "--plugins",
        jar("least-squares-step").toString(),
        "--plugins",
        jar("householder").toString(),
        "--plugins",
        jar("effective-bits").toString(),
        "--out",
        "report");

    JsonNode result = new ObjectMapper().readTree(folder.resolve("report/result.json").toFile());
    assertThat(result.path("provenance").path("plugins"))
        .extracting(jar -> jar.path("jar").asText() + " " + jar.path("version").asText())
        .containsExactlyInAnyOrder(
            "least-squares-step-0.1.0.jar 0.1.0",
            "householder-0.1.0.jar 0.1.0",
            "effective-bits-0.1.0.jar 0.1.0");
    assertThat(value(result, "effective-bits", "binary", "effective-bits")).isBetween(0.9, 1.0001);
    assertThat(value(result, "effective-bits", "least-squares", "effective-bits"))
        .isBetween(2.0, Math.log(7) / Math.log(2));
    assertThat(value(result, "angle", "least-squares", "mean-degrees"))
        .isLessThan(value(result, "angle", "three-bits", "mean-degrees"));
    assertThat(value(result, "angle", "mirrored", "mean-degrees")).isBetween(35.0, 40.0);
  }

  private Path jar(String example) {
    return folder.resolve(example).resolve("target").resolve(example + "-0.1.0.jar");
  }

  private String libraryVersion(String example) {
    try (JarFile jar = new JarFile(jar(example).toFile());
        InputStream in =
            jar.getInputStream(
                jar.getEntry("META-INF/maven/org.apache.commons/commons-math3/pom.properties"))) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static double value(JsonNode result, String probe, String quantizer, String metric) {
    return StreamSupport.stream(result.path("findings").spliterator(), false)
        .filter(finding -> finding.path("probe").asText().equals(probe))
        .filter(finding -> finding.path("quantizer").asText().equals(quantizer))
        .filter(finding -> finding.path("layer").asText().equals("dense2"))
        .filter(finding -> finding.path("metric").asText().equals(metric))
        .findFirst()
        .orElseThrow()
        .path("value")
        .asDouble();
  }
}
