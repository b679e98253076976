package org.orthant.framework.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.orthant.api.Progress;
import org.orthant.api.spi.Executor;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.config.Sweep;
import org.orthant.framework.config.SweepPart;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.PluginCall;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.run.Analysis;
import org.orthant.framework.storage.OutputFolder;
import org.orthant.framework.storage.Publication;

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
   * @param page adds the page of a part, or of the whole, to what is published
   * @param missing is shown each finished part's {@code result.json} that has no page
   */
  public Published execute(
      SweepPlan plan, Path out, Publication.Addition page, Consumer<Path> missing)
      throws IOException {
    Sweep sweep = plan.sweep();
    List<Identity> identities = identities(plan.plans());
    try (OutputFolder folder = OutputFolder.open(out)) {
      List<PartFolder> folders =
          sweep.parts().stream()
              .map(part -> new PartFolder(folder.path().resolve(PARTS).resolve(part.name())))
              .toList();
      List<Optional<PartResult>> finished = new ArrayList<>();
      for (int i = 0; i < folders.size(); i++) {
        finished.add(finished(folders.get(i), identities.get(i), words(sweep, i)));
      }
      Map<Integer, PartWork.Arrived> arrived = elsewhere(plan, folders, finished);
      SweepTable table = new SweepTable(sweep);
      List<PartEnding> endings = new ArrayList<>();
      for (int i = 0; i < folders.size(); i++) {
        SweepPart part = sweep.parts().get(i);
        PartFolder partFolder = folders.get(i);
        try {
          List<Failure> failures = new ArrayList<>();
          if (arrived.containsKey(i)) {
            arrived.get(i).requireDone();
          } else if (finished.get(i).isEmpty()) {
            failures.addAll(compute(plan, i, partFolder, page));
          }
          PartResult result =
              finished.get(i).isPresent()
                  ? finished.get(i).get()
                  : PartResultReader.read(partFolder.result());
          table.add(i, result);
          endings.add(
              PartEnding.of(part, result, failures.isEmpty() ? result.failures() : failures));
          if (partFolder.lacksPage()) {
            missing.accept(partFolder.result());
          }
        } catch (CancellationException e) {
          throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError | UnusableResultException e) {
          progress.note(words(sweep, i) + " failed: " + PluginCall.inWords(e));
          endings.add(PartEnding.failed(part, e));
        }
      }
      try (Publication publication = folder.publish()) {
        publication.write(RESULT, new SweepJson(sweep, endings, table)::write);
        page.addTo(publication);
        publication.commit();
      }
      return new Published(folder.path().resolve(RESULT), List.copyOf(endings));
    }
  }

  private static String words(Sweep sweep, int part) {
    return String.format(
        Locale.ROOT,
        "part %d of %d: %s",
        part + 1,
        sweep.parts().size(),
        sweep.words(sweep.parts().get(part)));
  }

  /** Side by side, where the parts' executor performs its pieces in other processes. */
  private Map<Integer, PartWork.Arrived> elsewhere(
      SweepPlan plan, List<PartFolder> folders, List<Optional<PartResult>> finished) {
    Map<Integer, PartFolder> wanted = new TreeMap<>();
    for (int i = 0; i < folders.size(); i++) {
      if (finished.get(i).isEmpty()) {
        wanted.put(i, folders.get(i));
      }
    }
    Set<Executor> executors =
        plan.plans().stream()
            .map(part -> part.spec().executor().value())
            .collect(Collectors.toSet());
    Map<Integer, PartWork.Arrived> arrived = new HashMap<>();
    if (executors.size() > 1 || !executors.iterator().next().isElsewhere() || wanted.isEmpty()) {
      return arrived;
    }
    try (Progress.Task task = progress.begin("parts", wanted.size())) {
      executors
          .iterator()
          .next()
          .execute(
              new PartWork(plan, wanted, analysis.datasets(), anew, export, progress),
              part -> {
                arrived.put(part.part(), part);
                task.advance(arrived.size(), "");
              });
    }
    return arrived;
  }

  /** The failures with where they arose, which a result does not tell. */
  private List<Failure> compute(
      SweepPlan plan, int index, PartFolder folder, Publication.Addition page) throws IOException {
    progress.note(words(plan.sweep(), index));
    folder.clear();
    return analysis
        .execute(
            plan.plans().get(index),
            folder.path(),
            export,
            publication -> {
              PartFolder.seal(publication);
              page.addTo(publication);
            })
        .failures();
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
          String.format(
              Locale.ROOT,
              "%s is computed again, for %s cannot be used: %s",
              words,
              folder.result(),
              e.getMessage()));
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
