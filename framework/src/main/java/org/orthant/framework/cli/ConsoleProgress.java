package org.orthant.framework.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.orthant.api.Progress;

/** A bar where a person watches, now and then a line where none does. */
final class ConsoleProgress implements Progress {
  private final Console console;

  ConsoleProgress(Console console) {
    this.console = console;
  }

  @Override
  public Task begin(String name, long steps) {
    return console.interactive() ? new Bar(name, steps) : new Lines(name, steps);
  }

  @Override
  public void note(String line) {
    console.err().println(line);
  }

  private final class Bar implements Task {
    private final ProgressBar bar;

    Bar(String name, long steps) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(steps)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(new ConsoleProgressBarConsumer(console.err()))
              .build();
    }

    @Override
    public void advance(long done, String note) {
      bar.stepTo(done);
      bar.setExtraMessage(note);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private final class Lines implements Task {
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(10);

    /** Steps reported within this time are those of an earlier run that was interrupted. */
    private static final long BEGINNING = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final long steps;
    private final long start = System.nanoTime();
    private long lastLine = start;
    private long known;
    private String lastNote = "";

    Lines(String name, long steps) {
      this.name = name;
      this.steps = steps;
    }

    @Override
    public void advance(long done, String note) {
      lastNote = note;
      long now = System.nanoTime();
      if (now - start < BEGINNING) {
        known = done;
      }
      if (now - lastLine > SILENCE && done > known) {
        lastLine = now;
        double each = (now - start) / (double) (done - known);
        long left = TimeUnit.NANOSECONDS.toSeconds((long) (each * (steps - done)));
        console
            .err()
            .printf(Locale.ROOT, "%s %d/%d, %d s left  %s%n", name, done, steps, left, note);
      }
    }

    @Override
    public void close() {
      console
          .err()
          .printf(
              Locale.ROOT,
              "%s done in %d s  %s%n",
              name,
              TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
              lastNote);
    }
  }
}
