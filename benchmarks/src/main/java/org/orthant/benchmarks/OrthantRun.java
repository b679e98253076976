package org.orthant.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.orthant.framework.cli.Main;

/**
 * What a run of Orthant took.
 *
 * @param seconds to measure, as {@code result.json} tells
 * @param peakBytes the most memory the process held at a time
 */
record OrthantRun(double seconds, OptionalLong peakBytes) {

  /**
   * Runs a configuration.
   *
   * @param changes what {@code --set} changes in it
   * @param out the folder of its results
   */
  static OrthantRun of(Path config, List<String> changes, Path out) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("run", config.toString(), "--out", out.toString()));
    for (String change : changes) {
      arguments.add("--set");
      arguments.add(change);
    }
    Subprocess.Ending ending =
        JavaProgram.of(Main.class, List.of(), arguments)
            .run(out.resolveSibling(out.getFileName() + ".log"));
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    double seconds = result.at("/provenance/durations-seconds/measure").doubleValue();
    return new OrthantRun(seconds, ending.peakBytes());
  }
}
