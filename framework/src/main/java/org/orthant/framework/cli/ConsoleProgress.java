package org.orthant.framework.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.orthant.api.Progress;
import org.orthant.framework.pace.Course;
import org.orthant.framework.pace.Rates;
import org.orthant.framework.pace.TimeText;
import org.orthant.framework.pace.Work;
import org.orthant.framework.pace.Workload;
import org.orthant.framework.plan.Plan;

/**
 * One bar for all of a run where a person watches, now and then a line where none does, with the
 * time that is left as far as anything tells it. What is no part of the plan, such as a download,
 * has a bar of its own.
 */
final class ConsoleProgress implements Progress {
  private static final long SILENCE = TimeUnit.SECONDS.toNanos(10);
  private static final long WORTH_A_LINE = TimeUnit.SECONDS.toNanos(1);
  private static final int WHOLE = 1000;

  private final Console console;
  private final Path kept;
  private final String whole;
  private Optional<Course> course = Optional.empty();

  /**
   * @param kept the file of this machine's rates
   * @param whole what a plan is the whole of, in a word
   */
  ConsoleProgress(Console console, Path kept, String whole) {
    this.console = console;
    this.kept = kept;
    this.whole = whole;
  }

  /** Says what is done next. */
  void expect(Plan plan) {
    course = Optional.of(new Course(Workload.of(plan), rates(), System::nanoTime));
  }

  private Rates rates() {
    try {
      return Rates.read(kept);
    } catch (IOException e) {
      note("no time is told: " + e.getMessage());
      return Rates.none();
    }
  }

  @Override
  public Task begin(String name, long steps) {
    Optional<Course> planned = course.filter(each -> each.expects(name));
    planned.ifPresent(each -> each.begin(name, steps));
    return console.interactive() ? new Bar(name, steps, planned) : new Lines(name, steps, planned);
  }

  @Override
  public void note(String line) {
    console.err().println(line);
  }

  private void ended(Course planned) {
    planned.end();
    try {
      planned.rates().write(kept);
    } catch (IOException e) {
      note("how fast this went is not kept: " + e.getMessage());
    }
  }

  /** Such as "12 min left"; empty where nothing tells. */
  private static String left(Course planned) {
    return planned
        .left()
        .map(
            left ->
                TimeText.of(left.seconds())
                    + " left"
                    + left.work().map(Work::task).map(task -> " of " + task).orElse(""))
        .orElse("");
  }

  private static String joined(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
  }

  private final class Bar implements Task {
    private final String name;
    private final Optional<Course> planned;
    private final ProgressBar bar;

    Bar(String name, long steps, Optional<Course> planned) {
      this.name = name;
      this.planned = planned;
      ProgressBarBuilder builder =
          new ProgressBarBuilder()
              .setTaskName(planned.isPresent() ? whole : name)
              .setInitialMax(planned.isPresent() ? WHOLE : steps)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(new ConsoleProgressBarConsumer(console.err()));
      bar = (planned.isPresent() ? builder.hideEta() : builder).build();
      planned.ifPresent(each -> show(each, ""));
    }

    @Override
    public void advance(long done, String note) {
      if (planned.isPresent()) {
        planned.get().advance(done);
        show(planned.get(), note);
      } else {
        bar.stepTo(done);
        bar.setExtraMessage(note);
      }
    }

    private void show(Course run, String note) {
      bar.stepTo(Math.round(WHOLE * run.done()));
      bar.setExtraMessage(joined(joined(name, left(run)), note));
    }

    @Override
    public void close() {
      planned.ifPresent(ConsoleProgress.this::ended);
      planned.ifPresent(each -> bar.stepTo(Math.round(WHOLE * each.done())));
      bar.close();
    }
  }

  private final class Lines implements Task {
    private final String name;
    private final long steps;
    private final Optional<Course> planned;
    private final long start = System.nanoTime();
    private long lastLine = start;
    private String lastNote = "";

    Lines(String name, long steps, Optional<Course> planned) {
      this.name = name;
      this.steps = steps;
      this.planned = planned;
    }

    @Override
    public void advance(long done, String note) {
      lastNote = note;
      planned.ifPresent(each -> each.advance(done));
      long now = System.nanoTime();
      if (now - lastLine > SILENCE && done < steps) {
        lastLine = now;
        String part =
            planned
                .map(
                    each ->
                        String.format(
                            Locale.ROOT, "%.0f %% of the %s", Math.floor(100 * each.done()), whole))
                .orElse("");
        String left = planned.map(ConsoleProgress::left).orElse("");
        note(
            joined(
                String.format(Locale.ROOT, "%s %d/%d", name, done, steps),
                joined(joined(part, left), note)));
      }
    }

    @Override
    public void close() {
      planned.ifPresent(ConsoleProgress.this::ended);
      long took = System.nanoTime() - start;
      if (planned.isPresent() || took >= WORTH_A_LINE) {
        String seconds = TimeText.of(took / (double) TimeUnit.SECONDS.toNanos(1));
        note(joined(String.format(Locale.ROOT, "%s done in %s", name, seconds), result()));
      }
    }

    /**
     * Returns what training came to; of other work the last note names where it was, which is past.
     */
    private String result() {
      return name.equals(Work.TRAINING.task()) ? lastNote : "";
    }
  }
}
