package org.orthant.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs peers, each under every setting of OpenBLAS that may be the fastest. */
final class Peers {
  private Peers() {}

  /**
   * What became of them.
   *
   * @param python empty if no peer was run
   * @param all every peer under every setting of OpenBLAS, but those that failed
   */
  record Runs(Optional<Python> python, List<PeerRun> all) {

    /** The least seconds per image for some work; empty where no run of the peer tells any. */
    Optional<Double> fastest(Peer peer, Work work) {
      return fastest(peer, work, all.stream());
    }

    /** Returns the same of its run in this environment as it is. */
    Optional<Double> asFound(Peer peer, Work work) {
      return fastest(peer, work, all.stream().filter(run -> run.settings() == BlasSettings.AS_IS));
    }

    private static Optional<Double> fastest(Peer peer, Work work, Stream<PeerRun> runs) {
      return runs.filter(run -> run.peer().equals(peer))
          .flatMap(run -> Optional.ofNullable(run.secondsPerImage().get(work)).stream())
          .min(Comparator.naturalOrder());
    }
  }

  static Runs run(List<Peer> peers, Settings settings, Session session) throws IOException {
    Optional<Python> python = python(settings, session);
    List<PeerRun> all = new ArrayList<>();
    for (Peer peer : peers) {
      for (BlasSettings blas : BlasSettings.tried()) {
        python.flatMap(found -> run(peer, blas, found, settings, session)).ifPresent(all::add);
      }
    }
    nameThoseWithoutOpenBlas(all, session);
    return new Runs(python, List.copyOf(all));
  }

  /** A peer on a slow BLAS is beaten too easily. */
  static void nameThoseWithoutOpenBlas(List<PeerRun> runs, Session session) {
    runs.stream()
        .filter(run -> run.blasKernel().equals(BlasSettings.UNKNOWN))
        .map(run -> run.peer().name())
        .distinct()
        .forEach(
            name ->
                session.skip(
                    name + " on OpenBLAS",
                    "its Python has another BLAS, such as Debian's reference, which is several"
                        + " times slower; Debian's libopenblas0 has it"));
  }

  private static Optional<Python> python(Settings settings, Session session) throws IOException {
    if (settings.peers().isEmpty()) {
      session.skip("the peers", "no folder of their scripts is given (--peers DIR)");
      return Optional.empty();
    }
    Optional<Python> python =
        Python.find(settings.python(), List.of("torch", "numpy"), settings.log("python"));
    if (python.isEmpty()) {
      session.skip("the peers", "no Python here can import torch and numpy (--python EXE)");
    }
    return python;
  }

  private static Optional<PeerRun> run(
      Peer peer, BlasSettings blas, Python python, Settings settings, Session session) {
    String part =
        String.format(
            Locale.ROOT,
            "%s, %s, OpenBLAS %s",
            peer.name(),
            String.join(" ", peer.arguments()),
            blas);
    return session.measure(
        part,
        () ->
            PeerRun.of(
                peer, blas, python.command(), settings.peers().orElseThrow(), settings.log(part)));
  }
}
