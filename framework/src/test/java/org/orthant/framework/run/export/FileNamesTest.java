package org.orthant.framework.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

  @ParameterizedTest
  @CsvSource({
    "conv1, conv1",
    "layer1.0.conv-a_B, layer1.0.conv-a_B",
    "a/b <c>.., a%2Fb%20%3Cc%3E..",
    "., %2E",
    ".., %2E.",
    "../../x, %2E.%2F..%2Fx",
    "C:\\x, C%3A%5Cx",
    "100%, 100%25",
    "Schicht ä, Schicht%20%C3%A4",
    "labels.npy, labels%2Enpy",
    "trials.json, trials%2Ejson",
    "network.yaml, network%2Eyaml",
    "network.yaml.1, network.yaml.1",
    "~, %7E"
  })
  void whatLeadsElsewhereIsWrittenInDigits(String name, String file) {
    assertThat(FileNames.of(name)).isEqualTo(file);
  }

  @Test
  void longNamesStayApartAndFitIntoAFileSystem() {
    Set<String> files =
        Stream.of("/".repeat(200), "/".repeat(199), "😀".repeat(100), "/".repeat(199) + "a")
            .map(FileNames::of)
            .collect(Collectors.toSet());

    assertThat(files).hasSize(4).allMatch(file -> file.matches("[%0-9A-F]{163}~[0-9a-f]{16}"));
    assertThat(FileNames.of("a".repeat(180))).isEqualTo("a".repeat(180));
  }
}
