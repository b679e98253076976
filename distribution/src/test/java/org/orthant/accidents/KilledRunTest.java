package org.orthant.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed again and again, while it trains and while it measures, ends with the result
 * of an undisturbed one. {@code -Dorthant.kills=20} kills it more often.
 */
class KilledRunTest {
  private static final int KILLS = Math.max(2, Integer.getInteger("orthant.kills", 3));

  private static final String CONFIG =
      """
      name: killed
      dataset: { digits: { training: 500, test: 1000 } }
      network: { bnn-mlp: { dense: [64, 64], training: { epochs: 40, batch: 50 } } }
      quantizers:
        binary: binary
        ternary: ternary
        rotated: { gbt: { quantizer: binary, rotation: block-hadamard } }
      probes:
        - angle
        - dot-product: { images: 1000 }
        - permutation: { images: 1000 }
        - ablation: { images: 1000, refit: 500 }
        - gradient: { images: 500, refit: 500 }
      advice: { budgets: { bits-per-weight: [1.5, 2] } }
      executor: { local: { threads: 1 } }
      """;

  @TempDir Path folder;
  private Path config;

  @Test
  void endsAsIfNothingHadHappened() throws Exception {
    config = Files.writeString(folder.resolve("killed.yaml"), CONFIG);
    Child undisturbed = child("undisturbed");
    end(undisturbed);
    SplittableRandom random = new SplittableRandom(5);
    int killed = 0;
    int life = 0;
    Child child = child("life-0");
    while (killed < KILLS) {
      int before = Kept.groups(child.home()).size();
      // First while it trains, then after some more groups.
      int target = killed == 0 ? 0 : before + random.nextInt(1, 10);
      if (killsAfter(child, target)) {
        killed++;
      } else {
        assertThat(Kept.result(child.out())).isEqualTo(Kept.result(undisturbed.out()));
        child = child("life-" + ++life);
      }
    }
    int kept = Kept.groups(child.home()).size();
    end(child);
    assertThat(Kept.result(child.out())).isEqualTo(Kept.result(undisturbed.out()));
    assertThat(Kept.interim(child.home())).as("what is left of interrupted runs").isEmpty();
    assertThat(kept).as("groups when the last run began").isPositive();
    assertThat(child.log()).contains(kept + " of 40 groups of images were measured before");
    assertThat(child("life-0").log()).contains("training goes on after epoch ");
  }

  private Child child(String name) {
    return new Child(config, folder.resolve("home-" + name), folder.resolve(name));
  }

  private static void end(Child child) throws Exception {
    assertThat(child.start().waitFor()).as(child::log).isZero();
  }

  /**
   * Kills a run as soon as it has kept so much.
   *
   * @param target groups; 0 for an epoch of the training
   * @return whether it was killed before it ended
   */
  private static boolean killsAfter(Child child, int target) throws Exception {
    Process run = child.start();
    while (target == 0
        ? Kept.networks(child.home()).isEmpty()
        : Kept.groups(child.home()).size() < target) {
      if (run.waitFor(1, TimeUnit.MILLISECONDS)) {
        assertThat(run.exitValue()).as(child::log).isZero();
        return false;
      }
    }
    run.destroyForcibly().waitFor();
    return !Files.exists(child.out().resolve("result.json"));
  }
}
