package org.orthant.datasets.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.orthant.api.BadInputException;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class CsvFuzzTest {
  private static final Fuzz ROWS =
      new Fuzz(
          "CSV",
          List.of(BadInputException.class),
          "x,y,class\n1,2,0\n3,4,1\n5,6,2\n".getBytes(UTF_8),
          "\"x\",\"y\"\r\n1.5e3,\"a\"\r\n-2,\"b \"\"c\"\"\"\r\n".getBytes(UTF_8));

  private static Path file;

  @BeforeContainer
  static void makeFile() throws IOException {
    file = Files.createTempFile("fuzz", ".csv");
  }

  @AfterContainer
  static void report() throws IOException {
    Files.delete(file);
    ROWS.report();
  }

  @Property(seed = "1705")
  void rows(@ForAll Random random) {
    ROWS.feed(
        random,
        input ->
            new Csv(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Files.write(file, input)),
                    Optional.empty(),
                    List.of(),
                    0.5,
                    1,
                    true,
                    false)
                .open(asked -> file));
  }
}
