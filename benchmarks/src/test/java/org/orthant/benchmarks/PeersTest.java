package org.orthant.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PeersTest {
  private static PeerRun run(Peer peer, BlasSettings blas, Map<Work, Double> secondsPerImage) {
    return new PeerRun(peer, blas, "Haswell", secondsPerImage, OptionalLong.empty());
  }

  @Test
  void theFastestOfAPeersRunsCounts() {
    Peers.Runs runs =
        new Peers.Runs(
            Optional.empty(),
            List.of(
                run(Peer.NAIVE, BlasSettings.AS_IS, Map.of(Work.TRAINING, 0.04)),
                run(Peer.NAIVE, BlasSettings.SKYLAKEX, Map.of(Work.TRAINING, 0.03)),
                run(Peer.TUNED, BlasSettings.AS_IS, Map.of(Work.INFERENCE, 0.01))));

    assertThat(runs.fastest(Peer.NAIVE, Work.TRAINING)).contains(0.03);
    assertThat(runs.asFound(Peer.NAIVE, Work.TRAINING)).contains(0.04);
    assertThat(runs.fastest(Peer.TUNED, Work.TRAINING)).isEmpty();
    assertThat(runs.asFound(Peer.TUNED, Work.TRAINING)).isEmpty();
  }

  @Test
  void withoutAFolderOfScriptsTheyAreNamedAsNotRun() throws IOException {
    Session session = session();
    Settings settings = new Settings(Path.of(""), Optional.empty(), Optional.empty(), true);

    assertThat(Peers.run(Peer.ALL, settings, session).all()).isEmpty();
    assertThat(session.missing()).hasSize(1);
  }

  @Test
  void aPeerWithoutOpenBlasIsNamedOnce() {
    Session session = session();

    Peers.nameThoseWithoutOpenBlas(
        List.of(
            run(Peer.NAIVE, BlasSettings.AS_IS, Map.of()),
            withoutOpenBlas(BlasSettings.AS_IS),
            withoutOpenBlas(BlasSettings.UNSET)),
        session);

    assertThat(session.missing())
        .singleElement()
        .asString()
        .startsWith("PyTorch tuned on OpenBLAS: not run: ");
  }

  private static PeerRun withoutOpenBlas(BlasSettings blas) {
    return new PeerRun(Peer.TUNED, blas, BlasSettings.UNKNOWN, Map.of(), OptionalLong.empty());
  }

  private static Session session() {
    return new Session(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  }
}
