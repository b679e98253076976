package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.benchmarks.kernels.ConvolutionProducts;
import org.orthant.benchmarks.kernels.ConvolutionShape;

/** Convolutions by xnor and by tables beside ND4J's sgemm on the same patches. */
final class Convolutions implements Chapter {
  private static final String SGEMM = "ND4J sgemm";
  private static final String NARROW = "-XX:UseAVX=2";

  /** One of our kernels. */
  private record Kernel(String method, String text, boolean targeted) {}

  private static final List<Kernel> KERNELS =
      List.of(
          new Kernel("xnor", "xnor", true),
          new Kernel("xnorToSigns", "xnor and threshold", false),
          new Kernel("tables", "tables", false));

  @Override
  public List<String> measured(Settings settings, Session session) {
    List<JmhRun> sgemm = new ArrayList<>();
    List<String> kernels = new ArrayList<>();
    Optional<JmhRun> wide = Optional.empty();
    for (BlasSettings blas : BlasSettings.tried()) {
      boolean first = blas == BlasSettings.AS_IS;
      Optional<JmhRun> run = run(first ? "" : "sgemm", List.of(), blas, settings, session);
      run.ifPresent(
          measured -> {
            sgemm.add(measured);
            kernels.add("%s: %s".formatted(blas, BlasSettings.kernel(measured.output())));
          });
      wide = first ? run : wide;
    }
    List<String> lines = new ArrayList<>();
    lines.add("## Products of signs");
    lines.add("");
    lines.add(
        "A convolution of 25 images for each of two threads, patches laid out and products written"
            + " to memory. K is the number of weights of a filter. sgemm multiplies patches laid"
            + " out beforehand, on both threads at once or one product each, whichever is faster,"
            + " with the fastest of these settings of OpenBLAS: "
            + String.join("; ", kernels)
            + ".");
    wide.ifPresent(run -> lines.addAll(rows("", run, sgemm, new Target(10, 20))));
    if (System.getProperty("os.arch").equals("amd64")) {
      run("", List.of(NARROW), BlasSettings.AS_IS, settings, session)
          .ifPresent(
              run -> {
                sgemm.add(run);
                lines.addAll(rows(" with `" + NARROW + "`", run, sgemm, new Target(3, 4)));
              });
    } else {
      session.skip("convolutions " + NARROW, "this processor has no AVX");
    }
    return lines;
  }

  private static Optional<JmhRun> run(
      String methods, List<String> flags, BlasSettings blas, Settings settings, Session session) {
    String part =
        "convolutions %s %s, OpenBLAS %s".formatted(methods, String.join(" ", flags), blas);
    return session.measure(
        part.replaceAll(" +", " ").replace(" ,", ","),
        () ->
            JmhRun.of(
                ConvolutionProducts.class.getSimpleName() + "." + methods,
                flags,
                blas,
                settings.quick(),
                settings.log(part)));
  }

  private static List<String> rows(String how, JmhRun run, List<JmhRun> sgemm, Target target) {
    List<Comparison> rows = new ArrayList<>();
    for (Kernel kernel : KERNELS) {
      for (ConvolutionShape shape : ConvolutionShape.values()) {
        rows.add(
            new Comparison(
                "%s%s, K = %d".formatted(kernel.text(), how, shape.dimension()),
                fastest(List.of(run), kernel.method(), shape),
                fastest(sgemm, "sgemm", shape)
                    .map(figure -> Map.of(SGEMM, figure))
                    .orElse(Map.of()),
                kernel.targeted() ? Map.of(SGEMM, target) : Map.of()));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(Comparison.table(List.of(SGEMM), rows));
    run.output().stream()
        .filter(line -> line.contains(ConvolutionProducts.VARIANT))
        .findFirst()
        .map(line -> line.substring(line.indexOf(ConvolutionProducts.VARIANT)))
        .ifPresent(line -> lines.addAll(List.of("", "The " + line + ".")));
    return lines;
  }

  private static Optional<Figure> fastest(
      List<JmhRun> runs, String method, ConvolutionShape shape) {
    return runs.stream()
        .flatMap(run -> run.scores().stream())
        .filter(score -> score.parameters().get("shape").equals(shape.name()))
        .filter(score -> isOf(method, score.benchmark()))
        .map(Score::perSecond)
        .max(Comparator.naturalOrder())
        .map(
            groups ->
                new Figure(groups * shape.products() / 1e9, Unit.BILLION_PRODUCTS_PER_SECOND));
  }

  private static boolean isOf(String method, String benchmark) {
    String name = benchmark.substring(benchmark.indexOf('.') + 1);
    return method.equals("sgemm") ? name.startsWith(method) : name.equals(method);
  }
}
