package org.orthant.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run of Orthant's that has its like among the peers.
 *
 * @param config its file in the folder of configurations
 * @param images of a full comparison
 * @param targets what is asked of the ratio to each peer, by name
 */
record Analysis(Work work, String config, String probe, int images, Map<String, Target> targets) {

  static final List<Analysis> ALL =
      List.of(
          new Analysis(
              Work.INFERENCE,
              "inference.yaml",
              "accuracy",
              10_000,
              Map.of(Peer.TUNED.name(), new Target(10, 15))),
          new Analysis(
              Work.DOT_PRODUCT,
              "dot-product.yaml",
              "dot-product",
              1_000,
              Map.of(Peer.NAIVE.name(), new Target(40, 90), Peer.TUNED.name(), new Target(3, 5))),
          new Analysis(
              Work.ABLATION,
              "ablation.yaml",
              "ablation",
              10_000,
              Map.of(Peer.NAIVE.name(), new Target(8, 16), Peer.TUNED.name(), new Target(3, 6))));

  /** As Orthant's or a peer's column shows it. */
  Figure figure(double seconds, int images) {
    return work == Work.INFERENCE
        ? new Figure(images / seconds, Unit.IMAGES_PER_SECOND)
        : new Figure(seconds, Unit.SECONDS);
  }

  /** Changes the configuration to so many images. */
  List<String> changes(int images) {
    return List.of(String.format(Locale.ROOT, "probes.%s.images=%d", probe, images));
  }

  String text(int images) {
    String name = work == Work.INFERENCE ? "inference" : probe;
    return String.format(Locale.ROOT, "%s, %,d images", name, images);
  }
}
