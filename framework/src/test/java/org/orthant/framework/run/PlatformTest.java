package org.orthant.framework.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {
  @TempDir Path folder;

  @Test
  void namesTheVirtualMachineAndTheProcessor() {
    assertThat(Platform.here())
        .startsWith("Java " + Runtime.version())
        .contains(System.getProperty("java.vm.name"))
        .isEqualTo(Platform.here());
  }

  @Test
  void anotherVersionOfALibraryIsAnotherPlatform() throws IOException {
    String before = libraries("openblas-0.3.19.jar", "nd4j-api-1.0.0.jar", "orthant-a.jar");
    assertThat(libraries("nd4j-api-1.0.0.jar", "openblas-0.3.19.jar", "orthant-b.jar"))
        .isEqualTo(before);
    assertThat(libraries("openblas-0.3.21.jar", "nd4j-api-1.0.0.jar")).isNotEqualTo(before);
    assertThat(libraries("openblas-0.3.19.jar")).isNotEqualTo(before);
    Files.writeString(folder.resolve("openblas-0.3.19.jar"), "built anew");
    assertThat(libraries("openblas-0.3.19.jar", "nd4j-api-1.0.0.jar")).isNotEqualTo(before);
  }

  private String libraries(String... names) throws IOException {
    StringBuilder classPath = new StringBuilder(folder.resolve("classes").toString());
    for (String name : names) {
      Path jar = folder.resolve(name);
      if (!Files.exists(jar)) {
        Files.writeString(jar, "");
      }
      classPath.append(File.pathSeparator).append(jar);
    }
    return Platform.libraries(classPath.toString());
  }
}
