package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** Results, pages and tables have the same bytes whatever the user's language and time zone. */
class LocaleTest {
  private static final String CONFIG =
      """
      name: locales
      dataset: { digits: { training: 500, test: 1000 } }
      network: { bnn-mlp: { dense: [32, 24], training: { epochs: 1, batch: 50 } } }
      layers: [dense2, dense3]
      quantizers:
        binary: binary
        ternary: ternary
        rotated: { gbt: { quantizer: binary, rotation: block-hadamard } }
      probes:
        - angle
        - dot-product: { images: 100 }
        - permutation: { images: 100 }
        - ablation: { images: 100, refit: 100 }
        - gradient: { images: 100, refit: 100 }
        - spectrum: { images: 100 }
        - accuracy: { images: 1000 }
        - weights
      gate: { min-r: 0.9999, worst-verdict: sound, max-accuracy-drop: 0.001 }
      """;

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void write() throws IOException {
    config = Files.writeString(folder.resolve("locales.yaml"), CONFIG);
  }

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  @Test
  void everyByteIsTheSame() throws IOException {
    Map<String, String> expected = everything("in-english", Locale.ENGLISH, "UTC");
    assertThat(expected).containsKeys("result.json", "gate.xml", "index.html", "findings.csv");
    for (Locale tried :
        List.of(
            new Locale("ar", "EG"),
            Locale.forLanguageTag("fa-IR"),
            new Locale("th", "TH", "TH"),
            Locale.forLanguageTag("tr-TR"))) {
      assertThat(everything("in-" + tried, tried, "Asia/Kathmandu"))
          .as(tried.toString())
          .containsExactlyEntriesOf(expected);
    }
  }

  /** What a run, its page and tables, a comparison and the plan hold and say, by name. */
  private Map<String, String> everything(String name, Locale tried, String zone)
      throws IOException {
    Locale.setDefault(tried);
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    Orthant orthant = new Orthant(folder.resolve("home-" + name));
    // Of one name, as pages may show it.
    Path out = folder.resolve("out");
    Map<String, String> all = new TreeMap<>();
    all.put("check", orthant.execute("check", config.toString()).out().toString());
    Orthant.Ending ending = orthant.execute("run", config.toString(), "--out", out.toString());
    assertThat(ending.exitCode()).as(() -> ending.err().toString()).isEqualTo(3);
    all.put(
        "violations",
        ending.err().stream().filter(line -> line.startsWith("gate: ")).toList().toString());
    ObjectNode result =
        (ObjectNode) new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertThat(result.remove("provenance")).isNotNull();
    all.put("result.json", result.toString());
    all.put("gate.xml", Files.readString(out.resolve("gate.xml")));
    // The page shows when, where and how long; so it is made of one and the same result.
    Path first = folder.resolve("first.json");
    if (!Files.exists(first)) {
      Files.copy(out.resolve("result.json"), first);
    }
    for (String format : List.of("html", "csv", "json", "md")) {
      orthant.execute("report", first.toString(), "--format", format, "--out", out.toString());
    }
    for (String file : List.of("index.html", "findings.csv", "findings.json", "claims.md")) {
      all.put(file, Files.readString(out.resolve(file)));
    }
    all.put(
        "comparison",
        orthant
            .execute("compare", first.toString(), first.toString(), "--out", out.toString())
            .out()
            .toString());
    all.put("compare.html", Files.readString(out.resolve("compare.html")));
    return all;
  }
}
