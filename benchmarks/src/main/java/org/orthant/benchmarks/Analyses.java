package org.orthant.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whole analyses of the full-width network beside the peers. */
final class Analyses implements Chapter {
  /** As often as a peer runs, once for each setting of OpenBLAS. */
  private static final int RUNS = BlasSettings.tried().size();

  private static final String TUNED_AS_FOUND = Peer.TUNED.name() + ", as found";

  private static final List<String> RIVALS =
      List.of(Peer.NAIVE.name(), Peer.TUNED.name(), TUNED_AS_FOUND);

  @Override
  public List<String> measured(Settings settings, Session session) throws IOException {
    Map<Analysis, List<OrthantRun>> orthant = orthant(settings, session);
    Peers.Runs rivals = Peers.run(Peer.ALL, settings, session);
    List<String> lines = new ArrayList<>();
    lines.add("## Whole analyses");
    lines.add("");
    lines.add(
        "The full-width network with random weights on two threads. Orthant's seconds are those it"
            + " measures for, with what of its own code has not been compiled while the run began;"
            + " its ablation computes twelve networks, a peer's eleven. The peers extrapolate from"
            + " a few images. Each is run as often, a peer under several settings of OpenBLAS, and"
            + " the fastest of its runs counts for each row; as found is the tuned peer in this"
            + " environment as it is.");
    lines.add("");
    lines.addAll(Comparison.table(RIVALS, rows(settings, orthant, rivals)));
    lines.add("");
    lines.addAll(ownRuns(settings, orthant));
    rivals.python().ifPresent(found -> lines.addAll(List.of("", found.versions() + ":")));
    if (!rivals.all().isEmpty()) {
      lines.add("");
      lines.addAll(details(rivals.all()));
    }
    lines.addAll(List.of("", "## Peak memory of whole analyses", ""));
    lines.addAll(memory(settings, orthant, rivals.all()));
    return lines;
  }

  private static Map<Analysis, List<OrthantRun>> orthant(Settings settings, Session session) {
    Map<Analysis, List<OrthantRun>> runs = new LinkedHashMap<>();
    for (int i = 0; i < RUNS; i++) {
      for (Analysis analysis : Analysis.ALL) {
        int images = settings.images(analysis.images());
        session
            .measure(
                "orthant " + analysis.text(images),
                () ->
                    OrthantRun.of(
                        settings.config(analysis.config()),
                        analysis.changes(images),
                        settings.work().resolve(analysis.probe())))
            .ifPresent(run -> runs.computeIfAbsent(analysis, first -> new ArrayList<>()).add(run));
      }
    }
    return runs;
  }

  private static List<Comparison> rows(
      Settings settings, Map<Analysis, List<OrthantRun>> orthant, Peers.Runs peers) {
    List<Comparison> rows = new ArrayList<>();
    for (Analysis analysis : Analysis.ALL) {
      int images = settings.images(analysis.images());
      Map<String, Figure> rivals = new LinkedHashMap<>();
      Function<Double, Figure> figure = seconds -> analysis.figure(seconds * images, images);
      for (Peer peer : Peer.ALL) {
        peers
            .fastest(peer, analysis.work())
            .map(figure)
            .ifPresent(fastest -> rivals.put(peer.name(), fastest));
      }
      peers
          .asFound(Peer.TUNED, analysis.work())
          .map(figure)
          .ifPresent(asFound -> rivals.put(TUNED_AS_FOUND, asFound));
      Map<String, Target> targets = new HashMap<>(analysis.targets());
      targets.put(TUNED_AS_FOUND, targets.get(Peer.TUNED.name()));
      rows.add(
          new Comparison(
              analysis.text(images),
              orthant.getOrDefault(analysis, List.of()).stream()
                  .map(OrthantRun::seconds)
                  .min(Comparator.naturalOrder())
                  .map(seconds -> analysis.figure(seconds, images)),
              rivals,
              targets));
    }
    return rows;
  }

  private static String process(Analysis analysis, Settings settings) {
    return "Orthant, " + analysis.text(settings.images(analysis.images()));
  }

  private static List<String> ownRuns(Settings settings, Map<Analysis, List<OrthantRun>> orthant) {
    return Markdown.table(
        List.of("process", "each of its runs"),
        orthant.entrySet().stream()
            .map(entry -> List.of(process(entry.getKey(), settings), seconds(entry.getValue())))
            .toList());
  }

  private static String seconds(List<OrthantRun> runs) {
    return runs.stream()
        .map(run -> Unit.SECONDS.text(run.seconds()))
        .collect(Collectors.joining(", "));
  }

  private static List<String> details(List<PeerRun> peers) {
    List<String> header = new ArrayList<>(List.of("peer", "OpenBLAS", "its kernels"));
    header.addAll(List.of("inference", "dot-product", "ablation", "training"));
    return Markdown.table(
        header,
        peers.stream()
            .map(
                run ->
                    List.of(
                        run.peer().name(),
                        run.settings().toString(),
                        run.blasKernel(),
                        perImage(run, Work.INFERENCE),
                        perImage(run, Work.DOT_PRODUCT),
                        perImage(run, Work.ABLATION),
                        perImage(run, Work.TRAINING)))
            .toList());
  }

  private static String perImage(PeerRun run, Work work) {
    Double seconds = run.secondsPerImage().get(work);
    return seconds == null ? Markdown.NONE : Unit.MILLISECONDS_PER_IMAGE.text(seconds * 1e3);
  }

  private static List<String> memory(
      Settings settings, Map<Analysis, List<OrthantRun>> orthant, List<PeerRun> peers) {
    List<List<String>> rows = new ArrayList<>();
    orthant.forEach(
        (analysis, runs) ->
            rows.add(
                List.of(
                    process(analysis, settings),
                    text(
                        runs.stream()
                            .map(OrthantRun::peakBytes)
                            .flatMapToLong(OptionalLong::stream)
                            .max()))));
    for (PeerRun run : peers) {
      rows.add(
          List.of(
              String.format(
                  Locale.ROOT, "%s, all parts, OpenBLAS %s", run.peer().name(), run.settings()),
              text(run.peakBytes())));
    }
    return Markdown.table(List.of("process", "most resident memory"), rows);
  }

  private static String text(OptionalLong bytes) {
    return bytes.isPresent() ? Machine.mebibytes(bytes.getAsLong()) : "not told by this system";
  }
}
