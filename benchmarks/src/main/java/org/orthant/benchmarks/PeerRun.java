package org.orthant.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a peer told of itself.
 *
 * @param blasKernel which kernels OpenBLAS took
 * @param secondsPerImage by work
 * @param peakBytes the most memory the process held at a time
 */
record PeerRun(
    Peer peer,
    BlasSettings settings,
    String blasKernel,
    Map<Work, Double> secondsPerImage,
    OptionalLong peakBytes) {

  /**
   * Runs a peer.
   *
   * @param scripts the folder of its script
   */
  static PeerRun of(Peer peer, BlasSettings settings, String python, Path scripts, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(python);
    command.add(scripts.resolve(peer.script()).toString());
    command.addAll(peer.arguments());
    Subprocess.Ending ending =
        new Subprocess(command)
            .with(settings)
            .with("OMP_NUM_THREADS", Integer.toString(Settings.THREADS))
            .with(BlasSettings.VERBOSE, BlasSettings.TELL_THE_KERNEL)
            .run(log);
    return new PeerRun(
        peer,
        settings,
        BlasSettings.kernel(ending.output()),
        peer.read(ending.output()),
        ending.peakBytes());
  }
}
