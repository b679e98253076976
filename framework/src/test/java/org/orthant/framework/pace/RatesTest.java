package org.orthant.framework.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {
  @TempDir Path folder;

  @Test
  void areFoundAgain() throws IOException {
    Path file = folder.resolve("cache").resolve("rates.json");
    assertThat(Rates.read(file)).isEqualTo(Rates.none());
    Rates rates = Rates.none().with("bnn-mlp/images", 3e9, 1.5);

    rates.write(file);

    assertThat(Rates.read(file)).isEqualTo(rates);
    assertThat(Rates.read(file).seconds("bnn-mlp/images", 1e9)).hasValue(0.5);
  }

  @Test
  void laterRunsCountMoreAndShortOnesNotAtAll() {
    Rates rates = Rates.none().with("a", 1e9, 1).with("a", 1e9, 4);

    assertThat(rates.seconds("a", 1e9).orElseThrow()).isCloseTo(3, within(1e-9));
    assertThat(rates.with("a", 1e9, 0.1)).isEqualTo(rates);
    assertThat(rates.with("a", 0, 10)).isEqualTo(rates);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"a\": 3}", "null", "{\"a\": {\"seconds\": []}}"})
  void anotherFileIsRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("rates.json"), text);

    assertThatThrownBy(() -> Rates.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is no file of rates; delete it");
  }

  @Test
  void ratesThatCannotBeAreLeftOut() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rates.json"),
            "{\"a\": {\"products\": -1, \"seconds\": 1}, \"b\": null, \"c\": {\"seconds\": 1}}");

    assertThat(Rates.read(file)).isEqualTo(Rates.none());
  }
}
