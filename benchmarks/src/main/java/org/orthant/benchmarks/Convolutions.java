package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.benchmarks.kernels.ConvolutionProducts;
import org.orthant.benchmarks.kernels.ConvolutionShape;

/** Products and convolutions by xnor and by tables beside ND4J's sgemm on the same patches. */
final class Convolutions implements Chapter {
  private static final String ANY_SGEMM = "sgemm.*";
  private static final String FASTEST = "sgemm, fastest";
  private static final String AS_FOUND = "sgemm, as found";
  private static final String WITHOUT_AVX512 = "sgemm without AVX-512";
  private static final String NARROW = "-XX:UseAVX=2";

  /** One of our kernels. */
  private record Kernel(String method, String text, boolean targeted) {}

  private static final List<Kernel> KERNELS =
      List.of(
          new Kernel("xnorProduct", "xnor product", true),
          new Kernel("xnorConvolution", "xnor convolution to floats", false),
          new Kernel("xnorToSigns", "xnor convolution to signs", false),
          new Kernel("tables", "convolution by tables to floats", false));

  @Override
  public List<String> measured(Settings settings, Session session) {
    JmhBenchmarks benchmarks = new JmhBenchmarks(ConvolutionProducts.class, settings, session);
    List<JmhRun> wide = benchmarks.underAllSettings(ANY_SGEMM);
    Optional<JmhRun> narrow = narrow(benchmarks, session);
    List<String> lines = new ArrayList<>(List.of("## Products of signs", ""));
    lines.add(
        "25 images for each of two threads; K is the number of weights of a filter. The xnor"
            + " product and sgemm multiply patches laid out beforehand, sgemm on both threads at"
            + " once or one product each, whichever is faster; the xnor product leaves a tile's"
            + " counts in the cache, as a layer takes them from there. The convolutions also lay"
            + " out the patches, mind the border, and write floats or the next layer's signs.");
    JmhRun.asFound(wide).forEach(run -> lines.addAll(wideTable(run, wide)));
    narrow.ifPresent(run -> lines.addAll(narrowTable(run, wide)));
    return lines;
  }

  private static Optional<JmhRun> narrow(JmhBenchmarks benchmarks, Session session) {
    if (System.getProperty("os.arch").equals("amd64")) {
      return benchmarks.run(".*", List.of(NARROW), BlasSettings.HASWELL);
    }
    session.skip("convolutions " + NARROW, "this processor has no AVX");
    return Optional.empty();
  }

  private static List<String> wideTable(JmhRun orthant, List<JmhRun> all) {
    Map<String, List<JmhRun>> rivals = new LinkedHashMap<>();
    rivals.put(FASTEST, all);
    rivals.put(AS_FOUND, List.of(orthant));
    String text =
        "sgemm as this environment has OpenBLAS, and under the fastest of these of its settings: "
            + JmhRun.blasKernels(all)
            + ".";
    Target target = new Target(10, 20);
    return table("", text, orthant, rivals, Map.of(FASTEST, target, AS_FOUND, target));
  }

  private static List<String> narrowTable(JmhRun orthant, List<JmhRun> wide) {
    List<JmhRun> rivals = new ArrayList<>(List.of(orthant));
    wide.stream().filter(run -> !run.usesAvx512()).forEach(rivals::add);
    String text =
        "As on a machine without AVX-512, which has no sgemm of that kind either, so settings of"
            + " OpenBLAS that take such kernels are left out; the fastest of: "
            + JmhRun.blasKernels(rivals)
            + ".";
    return table(
        " with `" + NARROW + "`",
        text,
        orthant,
        Map.of(WITHOUT_AVX512, rivals),
        Map.of(WITHOUT_AVX512, new Target(3, 4)));
  }

  private static List<String> table(
      String how,
      String text,
      JmhRun orthant,
      Map<String, List<JmhRun>> rivals,
      Map<String, Target> targets) {
    List<Comparison> rows = new ArrayList<>();
    for (Kernel kernel : KERNELS) {
      for (ConvolutionShape shape : ConvolutionShape.values()) {
        rows.add(
            new Comparison(
                String.format(Locale.ROOT, "%s%s, K = %d", kernel.text(), how, shape.dimension()),
                figure(List.of(orthant), kernel.method(), shape),
                JmhRun.figures(rivals, runs -> figure(runs, ANY_SGEMM, shape)),
                kernel.targeted() ? targets : Map.of()));
      }
    }
    List<String> lines = new ArrayList<>(List.of("", text, ""));
    lines.addAll(Comparison.table(List.copyOf(rivals.keySet()), rows));
    orthant.output().stream()
        .filter(line -> line.contains(ConvolutionProducts.VARIANT))
        .findFirst()
        .map(line -> line.substring(line.indexOf(ConvolutionProducts.VARIANT)))
        .ifPresent(line -> lines.addAll(List.of("", "The " + line + ".")));
    return lines;
  }

  private static Optional<Figure> figure(List<JmhRun> runs, String method, ConvolutionShape shape) {
    return JmhRun.fastest(runs, method, Map.of("shape", shape.name()))
        .map(
            groups ->
                new Figure(groups * shape.products() / 1e9, Unit.BILLION_PRODUCTS_PER_SECOND));
  }
}
