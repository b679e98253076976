package org.orthant.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.orthant.dl4j.Form;
import org.orthant.dl4j.TrainingSteps;

/**
 * What steps of training took in one form of the full-width network.
 *
 * @param batch images of a step
 * @param blasKernel which kernels OpenBLAS took
 * @param secondsPerImage of the fastest step
 */
record TrainingRun(Form form, int batch, String blasKernel, double secondsPerImage) {
  private static final Reading READING =
      Reading.imagesPerSecond(Work.TRAINING, "fastest of .*: # images/s");

  /**
   * How often to step.
   *
   * @param warmUp times before the measurement begins
   * @param measured times from then on
   */
  record Steps(int warmUp, int measured) {}

  /**
   * Trains, under OpenBLAS as the environment has it.
   *
   * @throws FailedException if the training fails or tells no figure
   */
  static TrainingRun of(Form form, int batch, Steps steps, Path log) throws IOException {
    List<String> numbers =
        Stream.of(batch, steps.warmUp(), steps.measured(), Settings.THREADS)
            .map(String::valueOf)
            .toList();
    List<String> arguments = Stream.concat(Stream.of(form.name()), numbers.stream()).toList();
    List<String> output =
        JavaProgram.of(TrainingSteps.class, List.of(), arguments)
            .with(BlasSettings.VERBOSE, BlasSettings.TELL_THE_KERNEL)
            .run(log)
            .output();
    return read(form, batch, output);
  }

  /** Reads what the program has printed. */
  static TrainingRun read(Form form, int batch, List<String> output) {
    double seconds =
        READING
            .least(output)
            .orElseThrow(() -> new FailedException("no line of it tells a step", output));
    return new TrainingRun(form, batch, BlasSettings.kernel(output), seconds);
  }
}
