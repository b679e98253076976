package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orthant.benchmarks.kernels.ConvolutionProducts;
import org.orthant.benchmarks.kernels.ConvolutionShape;

/** Convolutions by xnor and by tables beside ND4J's sgemm on the same patches. */
final class Convolutions implements Chapter {
  private static final String NAME = ConvolutionProducts.class.getSimpleName();
  private static final String EVERYTHING = ".*";
  private static final String ANY_SGEMM = "sgemm.*";
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
    Optional<JmhRun> wide =
        run("convolutions", EVERYTHING, List.of(), BlasSettings.AS_IS, settings, session);
    Optional<JmhRun> narrow = narrow(settings, session);
    List<JmhRun> all = new ArrayList<>();
    wide.ifPresent(all::add);
    narrow.ifPresent(all::add);
    for (BlasSettings blas : BlasSettings.tried()) {
      if (blas != BlasSettings.AS_IS) {
        run("sgemm", ANY_SGEMM, List.of(), blas, settings, session).ifPresent(all::add);
      }
    }
    List<String> lines = new ArrayList<>(List.of("## Products of signs", ""));
    lines.add(
        "A convolution of 25 images for each of two threads, patches laid out and products written"
            + " to memory. K is the number of weights of a filter. sgemm multiplies patches laid"
            + " out beforehand, on both threads at once or one product each, whichever is faster,"
            + " under the fastest of these settings of OpenBLAS: "
            + blasKernels(all)
            + ".");
    wide.ifPresent(run -> lines.addAll(table("", run, all, new Target(10, 20))));
    narrow.ifPresent(
        run -> lines.addAll(table(" with `" + NARROW + "`", run, all, new Target(3, 4))));
    return lines;
  }

  private static Optional<JmhRun> narrow(Settings settings, Session session) {
    if (System.getProperty("os.arch").equals("amd64")) {
      return run(
          "convolutions " + NARROW,
          EVERYTHING,
          List.of(NARROW),
          BlasSettings.AS_IS,
          settings,
          session);
    }
    session.skip("convolutions " + NARROW, "this processor has no AVX");
    return Optional.empty();
  }

  private static String blasKernels(List<JmhRun> runs) {
    return runs.stream()
        .map(run -> "%s: %s".formatted(run.blas(), BlasSettings.kernel(run.output())))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static Optional<JmhRun> run(
      String what,
      String methods,
      List<String> flags,
      BlasSettings blas,
      Settings settings,
      Session session) {
    String part = "%s, OpenBLAS %s".formatted(what, blas);
    return session.measure(
        part,
        () ->
            JmhRun.of(
                NAME + "[.](" + methods + ")", flags, blas, settings.quick(), settings.log(part)));
  }

  private static List<String> table(String how, JmhRun run, List<JmhRun> all, Target target) {
    List<Comparison> rows = new ArrayList<>();
    for (Kernel kernel : KERNELS) {
      for (ConvolutionShape shape : ConvolutionShape.values()) {
        rows.add(
            new Comparison(
                "%s%s, K = %d".formatted(kernel.text(), how, shape.dimension()),
                fastest(List.of(run), kernel.method(), shape),
                fastest(all, ANY_SGEMM, shape)
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
        .filter(score -> score.benchmark().matches(NAME + "[.]" + method))
        .map(Score::perSecond)
        .max(Comparator.naturalOrder())
        .map(
            groups ->
                new Figure(groups * shape.products() / 1e9, Unit.BILLION_PRODUCTS_PER_SECOND));
  }
}
