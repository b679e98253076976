package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, the reader gives a run or problems. */
final class ConfigReaderFuzzTest {
  private static final List<String> FRAGMENTS =
      List.of(
          "\n",
          "\n  ",
          "\n    ",
          "\t",
          " ",
          ":",
          ": ",
          "- ",
          "? ",
          "{",
          "}",
          "[",
          "]",
          ",",
          "#",
          "&a ",
          "*a",
          "!!",
          "!x ",
          "%YAML 1.1\n",
          "%YAML 9999999999.1\n",
          "%TAG ! x\n",
          "---\n",
          "...\n",
          "|",
          ">",
          ">9",
          "'",
          "\"",
          "\"\\U7FFFFFFF\"",
          "\"\\uD800\"",
          "\"\\x\"",
          "<<",
          "null",
          "~",
          "true",
          "-1",
          "1e999",
          "0",
          "9".repeat(30),
          "\u0000",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\ud800",
          "😀",
          "name",
          "test-angle",
          "test-gbt",
          "test-crashing",
          "strength",
          "test-files",
          "!<tag:%zz> ",
          "@",
          "`");

  private final ConfigReader reader =
      new ConfigReader(ConfigReaderTest.catalog(), new PretrainedNetworks(List.of()));

  @Property(tries = 3000, seed = "1705")
  void aMutatedFileGivesARunOrProblems(@ForAll("mutations") List<Mutation> mutations) {
    String text = ConfigReaderTest.FULL;
    for (Mutation mutation : mutations) {
      text = mutation.of(text);
    }
    assertRunOrProblems(text, List.of());
  }

  @Property(tries = 1000, seed = "1705")
  void anyTextGivesARunOrProblems(@ForAll String text) {
    assertRunOrProblems(text, List.of());
  }

  @Property(tries = 1000, seed = "1705")
  void anyOverrideGivesARunOrProblems(@ForAll("overrides") List<String> overrides) {
    assertRunOrProblems(ConfigReaderTest.FULL, overrides);
  }

  private void assertRunOrProblems(String text, List<String> overrides) {
    try {
      RunSpec run = reader.read("run.yaml", text, overrides);
      assertThat(reader.read("run.yaml", run.yaml(), List.of()).yaml()).isEqualTo(run.yaml());
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage().lines()).hasSameSizeAs(e.problems());
    }
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Combinators.combine(
            Arbitraries.of(Mutation.Kind.values()),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(0, 12),
            Arbitraries.of(FRAGMENTS))
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<String>> overrides() {
    Arbitrary<String> segments =
        Arbitraries.of(
            "name",
            "seed",
            "network",
            "test-mlp",
            "training",
            "epochs",
            "dense",
            "0",
            "1",
            "x",
            "quantizers",
            "ternary-0.5",
            "zeta",
            "probes",
            "test-angle",
            "test-dot-product",
            "layers",
            "executor",
            "local",
            "",
            "overrides",
            "conv1");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of(FRAGMENTS),
            Arbitraries.of("3", "test-binary", "{a: b}", "[1, 2]", "{test-angle: {}}"));
    return Combinators.combine(segments.list().ofMinSize(1).ofMaxSize(5), values)
        .as((path, value) -> String.join(".", path) + "=" + value)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** A slip of the hand at a place, given as a fraction of the text. */
  record Mutation(Kind kind, double place, int length, String fragment) {
    enum Kind {
      INSERT,
      DELETE,
      REPLACE,
      REPEAT
    }

    String of(String text) {
      int start = (int) (place * text.length());
      int end = Math.min(text.length(), start + length);
      String before = text.substring(0, start);
      String cut = text.substring(start, end);
      String after = text.substring(end);
      return switch (kind) {
        case INSERT -> before + fragment + cut + after;
        case DELETE -> before + after;
        case REPLACE -> before + fragment + after;
        case REPEAT -> before + cut + cut + after;
      };
    }
  }
}
