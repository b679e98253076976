package org.orthant.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orthant.benchmarks.kernels.PairComparisons;

/** The comparison of dot products before and after quantization beside NumPy. */
final class Pairs implements Chapter {
  private static final String NUMPY = "NumPy";
  private static final String SCRIPT = "pairs.py";
  private static final Pattern LINE = Pattern.compile("pairs: ([0-9.]+) ns");
  private static final Target TARGET = new Target(60, 100);

  @Override
  public List<String> measured(Settings settings, Session session) throws IOException {
    Optional<Figure> orthant =
        new JmhBenchmarks(PairComparisons.class, settings, session)
            .run("compare", List.of(), BlasSettings.AS_IS)
            .flatMap(run -> JmhRun.fastest(List.of(run), "compare", Map.of()))
            .map(pairs -> new Figure(1e9 / pairs, Unit.NANOSECONDS_PER_PAIR));
    Optional<Python> python =
        Python.find(settings.python(), List.of("numpy"), settings.log("python for pairs"));
    if (python.isEmpty()) {
      session.skip("pairs by NumPy", "no Python here can import numpy (--python EXE)");
    }
    Optional<Figure> numpy = python.flatMap(found -> numpy(found, settings, session));
    List<String> lines = new ArrayList<>(List.of("## Pairs of dot products", ""));
    lines.add(
        "Joint histogram, moments and flips of 25600 × 128 pairs, whole numbers beside real ones:"
            + " Orthant on such an array for each of two threads, with moments and flips for every"
            + " column, as the probes take them; NumPy by `histogram2d` with 200 × 200 bins,"
            + " `corrcoef` and a comparison of signs, over all columns at once, on one array, since"
            + " `histogram2d` knows no threads.");
    lines.add("");
    lines.addAll(
        Comparison.table(
            List.of(NUMPY),
            List.of(
                new Comparison(
                    "joint histogram, moments, flips",
                    orthant,
                    numpy.map(figure -> Map.of(NUMPY, figure)).orElse(Map.of()),
                    Map.of(NUMPY, TARGET)))));
    python.ifPresent(found -> lines.addAll(List.of("", found.versions() + ".")));
    return lines;
  }

  private static Optional<Figure> numpy(Python python, Settings settings, Session session) {
    return session.measure(
        "pairs by NumPy",
        () -> {
          List<String> output =
              new Subprocess(List.of(python.command(), "-c", script()))
                  .with("OMP_NUM_THREADS", Integer.toString(Settings.THREADS))
                  .run(settings.log("pairs by NumPy"))
                  .output();
          double nanoseconds =
              least(output)
                  .orElseThrow(() -> new FailedException("no line of it tells a time", output));
          return new Figure(nanoseconds, Unit.NANOSECONDS_PER_PAIR);
        });
  }

  private static String script() throws IOException {
    try (InputStream script = Pairs.class.getResourceAsStream(SCRIPT)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The fewest nanoseconds for a pair that the script tells; empty if it tells none. */
  static OptionalDouble least(List<String> output) {
    return output.stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
        .min();
  }
}
