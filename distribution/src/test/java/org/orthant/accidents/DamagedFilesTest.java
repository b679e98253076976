package org.orthant.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/**
 * Whatever becomes of a file that is kept, a run ends with the result of an undisturbed one, or
 * with one line and an exit code that is not 0. {@code -Dorthant.damages=200} damages more often.
 */
class DamagedFilesTest {
  private static final int DAMAGES = Integer.getInteger("orthant.damages", 12);

  /** Two seeds are two trainings of the same shape, and two runs of the same groups. */
  private static final String CONFIG =
      """
      name: damaged
      seed: %d
      dataset: { digits: { training: 200, test: 100 } }
      network: { bnn-mlp: { dense: [8, 8], training: { epochs: 60, batch: 50 } } }
      quantizers: { binary: binary }
      layers: [dense2, dense3]
      probes:
        - angle
        - dot-product: { images: 100 }
        - ablation: { images: 100, refit: 100 }
      """;

  private static final String SWEEP =
      """
      name: swept
      network: { random-vectors: { vectors: 20, isotropic: [8], exponential: [] } }
      quantizers: { binary: binary }
      probes: [angle]
      sweep: { seed: [1, 2] }
      """;

  @TempDir static Path folder;
  private static Path config;
  private static Path sweep;

  /** The cache that interrupted runs of both seeds left. */
  private static final Path TRAINING = Path.of("training");

  private static final Path MEASURED = Path.of("measured");
  private static Path undisturbed;
  private static Path swept;

  /** A kind of file: where the damaged ones lie, and what their names are like. */
  private enum Kind {
    UNFINISHED_TRAINING(TRAINING, "[0-9a-f]+\\.network"),
    FINISHED_TRAINING(MEASURED, "[0-9a-f]+\\.network"),
    COPY_OF_A_LOG(MEASURED, "[0-9a-f]+\\.network\\.csv"),
    GROUP(MEASURED, "group-\\d+"),
    REFIT(MEASURED, "refit-[0-9a-f]+"),
    RESULT_OF_A_PART(Path.of("swept"), "result\\.json"),
    CHECKSUM_OF_A_PART(Path.of("swept"), "result\\.json\\.sha256");

    private final Path state;
    private final String names;

    Kind(Path state, String names) {
      this.state = state;
      this.names = names;
    }

    List<Path> files(Path in) throws IOException {
      return Kept.files(in, "").stream()
          .filter(file -> file.getFileName().toString().matches(names))
          .toList();
    }
  }

  /** The damage that a file takes. */
  private enum Damage {
    SWAPPED {
      @Override
      void happenTo(Path file, List<Path> others, SplittableRandom random) throws IOException {
        Path other = others.get(random.nextInt(others.size()));
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Files.readAllBytes(other));
        Files.write(other, content);
      }
    },
    TRUNCATED {
      @Override
      void happenTo(Path file, List<Path> others, SplittableRandom random) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, random.nextInt(content.length)));
      }
    },
    FLIPPED {
      @Override
      void happenTo(Path file, List<Path> others, SplittableRandom random) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, content);
      }
    },
    LENGTHENED {
      @Override
      void happenTo(Path file, List<Path> others, SplittableRandom random) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length + random.nextInt(1, 100)));
      }
    },
    DELETED {
      @Override
      void happenTo(Path file, List<Path> others, SplittableRandom random) throws IOException {
        Files.delete(file);
      }
    };

    abstract void happenTo(Path file, List<Path> others, SplittableRandom random)
        throws IOException;
  }

  @BeforeAll
  static void undisturbed() throws Exception {
    config = write("damaged", CONFIG.formatted(1));
    Path other = write("other", CONFIG.formatted(2));
    undisturbed = folder.resolve("undisturbed");
    interrupted(config, undisturbed);
    interrupted(other, folder.resolve("other"));
    sweep = write("swept", SWEEP);
    swept = folder.resolve("undisturbed-sweep");
    assertEnded(run(folder.resolve("home-swept"), sweep, swept));
    Kept.copy(swept, folder.resolve("swept").resolve("out"));
    for (Kind kind : Kind.values()) {
      assertThat(kind.files(folder.resolve(kind.state))).as(kind.name()).hasSizeGreaterThan(1);
    }
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  /** Runs, and keeps what it would have left had it been interrupted. */
  private static void interrupted(Path config, Path out) throws Exception {
    Path home = folder.resolve("home-" + out.getFileName());
    Thread training = new Thread(() -> copyTraining(home));
    training.start();
    Orthant.Ending ending =
        new Orthant(home)
            .execute(
                line -> copyMeasured(line, home),
                "run",
                config.toString(),
                "--out",
                out.toString());
    assertEnded(ending);
    training.join();
  }

  private static void copyTraining(Path home) {
    try {
      List<Path> networks = Kept.networks(home);
      while (networks.isEmpty()) {
        Thread.onSpinWait();
        networks = Kept.networks(home);
      }
      // A list that is made while the file is replaced may lack it.
      Path file = networks.get(0);
      Path copy = folder.resolve(TRAINING).resolve(home.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyMeasured(String line, Path home) {
    if (line.startsWith("images done")) {
      try {
        Kept.copy(home, folder.resolve(MEASURED));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void runsEndAsIfNothingHadHappenedOrSayWhatHas() throws IOException {
    SplittableRandom random = new SplittableRandom(1705);
    Map<String, Integer> table = new TreeMap<>();
    for (int round = 0; round < DAMAGES; round++) {
      Kind kind = Kind.values()[round % Kind.values().length];
      Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
      Path home = folder.resolve("home");
      Kept.copy(folder.resolve(kind.state), home);
      List<Path> files = new ArrayList<>(kind.files(home));
      Path file = files.remove(random.nextInt(files.size()));
      damage.happenTo(file, files, random);
      String outcome = outcome(kind, home, file);
      table.merge(
          String.format(Locale.ROOT, "%-20s %-10s %s", kind, damage, outcome), 1, Integer::sum);
      FileUtils.deleteDirectory(home.toFile());
    }
    table.forEach((row, times) -> System.out.printf(Locale.ROOT, "%-60s %4d%n", row, times));
  }

  private static String outcome(Kind kind, Path home, Path file) throws IOException {
    Path out = home.resolve("out");
    boolean isPart = kind.state.equals(Path.of("swept"));
    Orthant.Ending ending = run(home, isPart ? sweep : config, out);
    String all = String.join("\n", ending.err());
    if (ending.exitCode() != 0) {
      assertThat(ending.err()).as(all).filteredOn(line -> line.startsWith("orthant: ")).hasSize(1);
      return "exit code " + ending.exitCode();
    }
    if (isPart) {
      assertThat(out.resolve("sweep.json"))
          .as(all)
          .hasSameBinaryContentAs(swept.resolve("sweep.json"));
      for (Path part : Kept.files(swept.resolve("parts"), "result.json")) {
        Path same = out.resolve(swept.relativize(part)).getParent();
        assertThat(Kept.result(same)).as(all).isEqualTo(Kept.result(part.getParent()));
      }
    } else {
      assertThat(Kept.result(out)).as(file + "\n" + all).isEqualTo(Kept.result(undisturbed));
    }
    Set<String> told = Set.of("set aside as", "is computed again");
    return ending.err().stream().anyMatch(line -> told.stream().anyMatch(line::contains))
        ? "the same, and a line"
        : "the same";
  }

  private static Orthant.Ending run(Path home, Path config, Path out) {
    return new Orthant(home).execute("run", config.toString(), "--out", out.toString());
  }

  private static void assertEnded(Orthant.Ending ending) {
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
  }
}
