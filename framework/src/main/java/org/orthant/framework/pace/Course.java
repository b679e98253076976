package org.orthant.framework.pace;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * How far a run has come, and how long the rest takes. Steps are weighted with what they cost. The
 * work at hand goes on as fast as it went in the second half of what is done of it, once that is
 * evidence; before, and for what comes after it, past runs tell. Where nothing tells, there is no
 * time.
 */
public final class Course {
  private static final double NANOS = 1e9;

  /** The part of some work, and its seconds, that are evidence of its speed. */
  private static final double EVIDENT_PART = 0.05;

  private static final double EVIDENT_SECONDS = 3;

  /** Steps reported within this time may be those of an earlier run that was interrupted. */
  private static final double BEGINNING_SECONDS = 1;

  private final Workload workload;
  private final LongSupplier nanoTime;
  private final Map<Work, Double> taken = new EnumMap<>(Work.class);
  private Rates rates;
  private Optional<Stage> current = Optional.empty();
  private double furthest;

  /**
   * @param nanoTime the time, from any beginning
   */
  public Course(Workload workload, Rates rates, LongSupplier nanoTime) {
    this.workload = workload;
    this.rates = rates;
    this.nanoTime = nanoTime;
  }

  /**
   * How long something takes.
   *
   * @param work what alone it is the rest of; empty where it is that of all
   */
  public record Left(double seconds, Optional<Work> work) {}

  /** Work that is being done. */
  private final class Stage {
    private final Work work;
    private final Workload.Amount amount;
    private final long steps;
    private final double begun = seconds();

    /** The parts that were done so far, with the seconds it took since they counted. */
    private final TreeMap<Double, Double> course = new TreeMap<>();

    private double known;

    Stage(Work work, Workload.Amount amount, long steps) {
      this.work = work;
      this.amount = amount;
      this.steps = steps;
      course.put(0.0, begun);
    }

    void advance(long done) {
      double part = part(done);
      if (seconds() - begun < BEGINNING_SECONDS) {
        known = part;
        course.clear();
      }
      course.putIfAbsent(part, seconds());
    }

    private double part(long done) {
      double weighted = amount.behind().applyAsDouble(done);
      double part = Double.isFinite(weighted) ? weighted : done / (double) Math.max(1, steps);
      return Math.max(0, Math.min(1, part));
    }

    double done() {
      return course.isEmpty() ? 0 : course.lastKey();
    }

    /** Of what is not done yet; nothing where too little was done to tell. */
    OptionalDouble left() {
      double fresh = done() - known;
      if (fresh < EVIDENT_PART || seconds() - begun < EVIDENT_SECONDS) {
        return OptionalDouble.empty();
      }
      double half = course.floorKey(known + fresh / 2);
      double since = course.lastEntry().getValue() - course.get(half);
      double meanwhile = seconds() - course.lastEntry().getValue();
      double left = since / (done() - half) * (1 - done());
      return OptionalDouble.of(Math.max(0, left - meanwhile));
    }

    /**
     * Returns how long all of it takes at its own pace; nothing where too little was done to tell.
     */
    OptionalDouble whole() {
      OptionalDouble left = left();
      return left.isPresent()
          ? OptionalDouble.of(left.getAsDouble() / Math.max(1e-9, 1 - done()))
          : left;
    }

    /** Returns what it tells about the speed of such work: what was done after the beginning. */
    Rates told(Rates before) {
      return before.with(
          workload.key(work),
          amount.products() * (done() - known),
          seconds() - course.firstEntry().getValue());
    }
  }

  /** Whether a task is work of the plan. */
  public boolean expects(String task) {
    return Work.of(task).filter(workload.amounts()::containsKey).isPresent();
  }

  /** Begins a task that is expected; what should have come before it is done, or was not needed. */
  public void begin(String task, long steps) {
    Work work = Work.of(task).orElseThrow();
    Stream.of(Work.values())
        .filter(before -> before.compareTo(work) < 0)
        .forEach(before -> taken.putIfAbsent(before, 0.0));
    current = Optional.of(new Stage(work, workload.amounts().get(work), steps));
  }

  /** Moves on to so many steps of the task. */
  public void advance(long done) {
    current.ifPresent(stage -> stage.advance(done));
  }

  /** Ends the task. */
  public void end() {
    current.ifPresent(
        stage -> {
          rates = stage.told(rates);
          taken.put(stage.work, seconds() - stage.begun);
        });
    current = Optional.empty();
  }

  /** Those of past runs and of what this one has finished. */
  public Rates rates() {
    return rates;
  }

  /** The part of all that is done, from 0 to 1; it does not shrink. */
  public double done() {
    double done = 0;
    double all = 0;
    for (Work work : workload.amounts().keySet()) {
      double whole = taken.getOrDefault(work, supposed(work));
      all += whole;
      done +=
          taken.containsKey(work)
              ? whole
              : whole * current.filter(stage -> stage.work == work).map(Stage::done).orElse(0.0);
    }
    furthest = Math.max(furthest, all > 0 ? done / all : 0);
    return furthest;
  }

  private double supposed(Work work) {
    return current
        .filter(stage -> stage.work == work)
        .map(Stage::whole)
        .filter(OptionalDouble::isPresent)
        .orElseGet(() -> rates.seconds(workload, work))
        .orElse(workload.amounts().get(work).products() / work.supposed());
  }

  /** Returns how long the rest takes; nothing where nothing tells. */
  public Optional<Left> left() {
    return current.flatMap(
        stage -> {
          OptionalDouble own = stage.left();
          OptionalDouble before = rates.seconds(workload, stage.work);
          if (own.isEmpty() && before.isEmpty()) {
            return Optional.empty();
          }
          double here =
              own.isPresent()
                  ? own.getAsDouble()
                  : Math.max(
                      0, before.getAsDouble() * (1 - stage.known) - (seconds() - stage.begun));
          double all = here;
          for (Work work : workload.amounts().keySet()) {
            if (work.compareTo(stage.work) > 0) {
              OptionalDouble later = rates.seconds(workload, work);
              if (later.isEmpty()) {
                return Optional.of(new Left(here, Optional.of(stage.work)));
              }
              all += later.getAsDouble();
            }
          }
          return Optional.of(new Left(all, Optional.empty()));
        });
  }

  private double seconds() {
    return nanoTime.getAsLong() / NANOS;
  }
}
