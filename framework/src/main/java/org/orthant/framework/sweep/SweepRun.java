package org.orthant.framework.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.orthant.api.Progress;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.config.Sweep;
import org.orthant.framework.config.SweepPart;
import org.orthant.framework.failure.PluginCall;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.run.Analysis;
import org.orthant.framework.run.OutputFolder;

/** Executes the parts of a sweep that are not finished, then writes what all of them found. */
public final class SweepRun {
  private static final String RESULT = "sweep.json";
  private static final String PARTS = "parts";

  private final Analysis analysis;
  private final Progress progress;
  private final boolean export;
  private final boolean anew;

  /**
   * @param export whether to write arrays for others to check
   * @param anew whether to compute finished parts again
   */
  public SweepRun(Analysis analysis, Progress progress, boolean export, boolean anew) {
    this.analysis = analysis;
    this.progress = progress;
    this.export = export;
    this.anew = anew;
  }

  /**
   * What a sweep leaves behind.
   *
   * @param result the path of {@code sweep.json}
   * @param parts in their order
   */
  public record Published(Path result, List<PartEnding> parts) {}

  /**
   * Executes a sweep. A part that fails does not keep the others from being computed.
   *
   * @param out the folder of the results
   * @param pages is shown each part's {@code result.json} that has no page
   */
  public Published execute(SweepPlan plan, Path out, Consumer<Path> pages) throws IOException {
    Sweep sweep = plan.sweep();
    List<Identity> identities = identities(plan.plans());
    try (OutputFolder folder = OutputFolder.open(out)) {
      SweepTable table = new SweepTable(sweep);
      List<PartEnding> endings = new ArrayList<>();
      for (int i = 0; i < sweep.parts().size(); i++) {
        SweepPart part = sweep.parts().get(i);
        PartFolder partFolder = new PartFolder(folder.path().resolve(PARTS).resolve(part.name()));
        String words =
            "part %d of %d: %s".formatted(i + 1, sweep.parts().size(), sweep.words(part));
        try {
          Optional<PartResult> finished = finished(partFolder, identities.get(i), words);
          if (finished.isPresent()) {
            table.add(i, finished.get());
            endings.add(PartEnding.of(part, finished.get(), finished.get().failures()));
          } else {
            progress.note(words);
            partFolder.clear();
            Analysis.Published published =
                analysis.execute(plan.plans().get(i), partFolder.path(), export);
            partFolder.seal();
            PartResult result = PartResultReader.read(partFolder.result());
            table.add(i, result);
            endings.add(PartEnding.of(part, result, published.failures()));
          }
          if (partFolder.lacksPage()) {
            pages.accept(partFolder.result());
          }
        } catch (CancellationException e) {
          throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError | UnusableResultException e) {
          progress.note(words + " failed: " + PluginCall.inWords(e));
          endings.add(PartEnding.failed(part, e));
        }
      }
      Path file = folder.publish(RESULT, new SweepJson(sweep, endings, table)::write);
      return new Published(file, List.copyOf(endings));
    }
  }

  /** The part's result if it is there; one that cannot be used is passed over, and said so. */
  private Optional<PartResult> finished(PartFolder folder, Identity identity, String words)
      throws IOException {
    if (anew) {
      return Optional.empty();
    }
    try {
      Optional<PartResult> finished = folder.finished(identity, export);
      finished.ifPresent(result -> progress.note(words + " is finished already"));
      return finished;
    } catch (UnusableResultException e) {
      progress.note(
          "%s is computed again, for %s cannot be used: %s"
              .formatted(words, folder.result(), e.getMessage()));
      return Optional.empty();
    }
  }

  /** A dataset that several parts share is opened once; one that cannot be ends the sweep. */
  private List<Identity> identities(List<Plan> plans) throws IOException {
    Map<Object, Optional<String>> digests = new HashMap<>();
    List<Identity> identities = new ArrayList<>();
    for (Plan plan : plans) {
      RunSpec spec = plan.spec();
      Object source = spec.dataset().map(named -> (Object) named.value()).orElse("");
      if (!digests.containsKey(source)) {
        digests.put(source, analysis.datasetDigest(spec));
      }
      identities.add(Identity.of(spec, digests.get(source)));
    }
    return identities;
  }
}
