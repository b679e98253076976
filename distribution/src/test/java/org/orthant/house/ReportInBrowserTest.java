package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.orthant.framework.cli.Orthant;

/** Reports of real runs, opened from the disk in Chromium. */
class ReportInBrowserTest {
  private static final int NARROW = 360;
  private static final int WIDE = 1600;
  private static final String HOSTILE =
      "</script><script>window.hacked=1</script>\"><img src=x onerror=window.hacked=1>'";

  /** What holds one of a few words, so that another is refused. */
  private static final Set<String> WORDS = Set.of("grade");

  /** What the page knows by name, and shows in another way where it does not. */
  private static final Set<String> NAMES =
      Set.of("grade", "id", "probe", "quantizer", "layer", "metric", "change", "kind");

  @TempDir static Path folder;
  private static Optional<Browser.Programs> programs;
  private static Browser browser;
  private static Orthant orthant;
  private static Path quickstart;
  private static Path vectors;
  private static Path sweep;
  private static Path curves;

  @BeforeAll
  static void run() throws IOException {
    programs = Browser.Programs.find();
    assumeTrue(
        programs.isPresent(),
        "no chromium and chromedriver on the path: Debian's packages chromium, chromium-driver");
    orthant = new Orthant(folder.resolve("home"));
    quickstart = folder.resolve("quickstart/index.html");
    assertDone(QuickstartTest.quickstart(orthant, quickstart.getParent()));
    vectors = folder.resolve("vectors/index.html");
    assertDone(
        orthant.execute(
            "run",
            Orthant.CONFIGS.resolve("theory.yaml").toString(),
            "--out",
            vectors.getParent().toString(),
            "--set",
            "network.random-vectors.vectors=1000",
            "--set",
            "network.random-vectors.isotropic=[3, 10, 27]",
            "--set",
            "network.random-vectors.exponential=[10, 100]"));
    sweep = sweep("sweep", SweepTest.TRAINED);
    curves = sweep("curves", SweepTest.CURVES);
    browser = Browser.start(programs.get(), Browser.Scripts.ALLOWED);
  }

  private static Path sweep(String name, String yaml) throws IOException {
    Path config = Files.writeString(folder.resolve(name + ".yaml"), yaml);
    Path out = folder.resolve(name);
    assertDone(SweepTest.run(orthant, config, out));
    return out.resolve("index.html");
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void showWideAndLight() {
    browser.show(WIDE, "light");
  }

  static Stream<Path> pages() {
    return Stream.of(quickstart, vectors);
  }

  static Stream<Path> pagesAndSweeps() {
    return Stream.concat(pages(), Stream.of(sweep, curves));
  }

  /** The other tests rest on this: what they look for would be seen. */
  @Test
  void brokenPageIsSeenToBeBroken() throws IOException {
    Path page =
        Files.writeString(
            folder.resolve("broken.html"),
            """
            <!DOCTYPE html><html><title>broken</title>
            <body style="width: 3000px">
            <div class="chart" aria-label="canvas"><canvas width="9" height="9"></canvas></div>
            <div class="chart" aria-label="axes"><svg><text>0</text></svg></div>
            <div class="chart" aria-label="nothing"></div>
            <img src="http://127.0.0.1:9/picture.png">
            <script>throw new Error("mishap")</script>
            """);
    browser.open(page);

    assertThat(browser.errors()).anyMatch(error -> error.contains("mishap"));
    assertThat(browser.requests())
        .contains(Browser.address(page), "http://127.0.0.1:9/picture.png");
    assertThat(browser.blankCharts(Duration.ZERO)).containsExactly("canvas", "axes", "nothing");
    assertThat(browser.barriers()).anyMatch(barrier -> barrier.startsWith("image-alt"));
    assertThat(scrollsSideways()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("pagesAndSweeps")
  void loadsAndDrawsEveryFigureWithoutAnErrorOrARequest(Path page) {
    browser.open(page);

    assertThat(browser.evaluate("return document.readyState")).isEqualTo("complete");
    assertThat(browser.all(".chart, .dots")).isNotEmpty();
    assertThat(browser.blankCharts()).isEmpty();
    assertThat(browser.errors()).isEmpty();
    assertStaysInside(page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyFigureDrawsOnANarrowScreen(String colourScheme) {
    browser.show(NARROW, colourScheme);
    browser.open(quickstart);

    assertThat(browser.blankCharts()).isEmpty();
    assertThat(browser.errors()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pagesAndSweeps")
  void narrowScreenIsNotScrolledSideways(Path page) {
    browser.show(NARROW, "light");
    browser.open(page);
    browser.unfold();

    assertThat(browser.blankCharts()).isEmpty();
    assertThat(scrollsSideways()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"360, light", "360, dark", "1600, light", "1600, dark"})
  void axeFindsNoBarrier(int width, String colourScheme) {
    browser.show(width, colourScheme);
    browser.open(quickstart);

    assertThat(browser.barriers()).isEmpty();
  }

  /** On the smaller page, as it takes a while. */
  @ParameterizedTest
  @CsvSource({"360, dark", "1600, light"})
  void axeFindsNoBarrierInWhatIsFolded(int width, String colourScheme) {
    browser.show(width, colourScheme);
    browser.open(vectors);
    browser.unfold();

    assertThat(browser.barriers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"360, dark", "1600, light"})
  void axeFindsNoBarrierInSweeps(int width, String colourScheme) {
    browser.show(width, colourScheme);
    for (Path page : List.of(sweep, curves)) {
      browser.open(page);
      browser.unfold();

      assertThat(browser.barriers()).isEmpty();
    }
  }

  @Test
  void partOfASweepIsAClickAway() {
    browser.open(sweep);
    browser.one(".parts a").click();

    assertThat(browser.one("h1").getText()).isEqualTo("seed-1_rotation-dct");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void verdictAndTablesNeedNoScript(Path page) throws IOException {
    browser.open(page);
    List<String> withScripts = tables(browser);
    ResultFile result = ResultFile.read(page.resolveSibling("result.json"));
    String verdict =
        result.root().path("network").asText().equals("random-vectors")
            ? "1 of 5 distributions turn further than Gaussian vectors: exponential-100."
            : networkVerdict(result).path("reason").asText();
    try (Browser scriptless = Browser.start(programs.orElseThrow(), Browser.Scripts.BLOCKED)) {
      scriptless.show(WIDE, "light");
      scriptless.open(page);

      assertThat(scriptless.all(".chart canvas, .chart svg")).isEmpty();
      assertThat(scriptless.one(".verdict").isDisplayed()).isTrue();
      assertThat(scriptless.one(".verdict").getText()).contains(verdict);
      scriptless.unfold();
      assertThat(scriptless.all("table")).isNotEmpty().allMatch(WebElement::isDisplayed);
      assertThat(tables(scriptless)).isEqualTo(withScripts);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hostileStringsAreInert(boolean namesToo) throws IOException {
    browser.open(quickstart);
    int scripts = browser.all("script:not([type])").size();
    ObjectNode result = ResultFile.read(quickstart.resolveSibling("result.json")).root();
    Path out = Files.createDirectories(folder.resolve(namesToo ? "hostile" : "hostile texts"));
    Path file =
        Files.writeString(
            out.resolve("result.json"), hostile(result, namesToo ? WORDS : NAMES).toString());
    Orthant.Ending ending = orthant.execute("report", file.toString());
    assertDone(ending);

    Path page = out.resolve("index.html");
    browser.open(page);

    assertThat(browser.one("h1").getText()).endsWith(HOSTILE);
    assertThat(browser.all(".chart, .dots")).isNotEmpty();
    assertThat(browser.blankCharts()).isEmpty();
    assertThat(browser.all("script:not([type])")).hasSize(scripts);
    assertThat(browser.all("img, [onerror]")).isEmpty();
    List<?> taken = (List<?>) browser.evaluate(TAKE_AWAY.formatted(".chart.distribution"));
    assertThat(taken.get(0).toString()).matches("([a-z0-9-]+)\\.svg \\1\\.png \\1\\.csv");
    assertThat(taken.get(2)).isEqualTo("0");
    assertThat(browser.evaluate("return typeof window.hacked")).isEqualTo("undefined");
    assertThat(browser.errors()).isEmpty();
    assertStaysInside(page);
  }

  /** Clicks the buttons of one figure and hands back what the browser would have saved. */
  private static final String TAKE_AWAY =
      """
      return (async (place) => {
        const names = [];
        const blobs = [];
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { blobs.push(blob); return create(blob); };
        const click = HTMLAnchorElement.prototype.click;
        HTMLAnchorElement.prototype.click = function () { names.push(this.download); };
        const buttons = document.querySelector(place).closest("figure").querySelectorAll(".take-away button");
        for (const button of buttons) {
          const before = names.length;
          button.click();
          while (names.length === before) {
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        }
        URL.createObjectURL = create;
        HTMLAnchorElement.prototype.click = click;
        const svg = await blobs[0].text();
        const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
        const picture = await createImageBitmap(blobs[1]);
        return [
          names.join(" "),
          parsed.documentElement.tagName,
          String(parsed.querySelectorAll("script, parsererror, foreignObject").length),
          parsed.querySelector("title").textContent,
          String(parsed.querySelectorAll("text").length),
          picture.width + "x" + picture.height,
          await blobs[2].text(),
          document.documentElement.className,
        ];
      })("%s");
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {"distribution", "joint", "rows", "curve", "lines", "scatter", "trade-off"})
  void aFigureIsTakenAway(String kind) {
    browser.open(quickstart);
    assertIsTakenAway(".chart." + kind);
  }

  @Test
  void rowsOfDotsAreTakenAway() {
    browser.open(sweep);
    assertIsTakenAway("figure.dots");
  }

  private static void assertIsTakenAway(String place) {
    List<?> taken = (List<?>) browser.evaluate(TAKE_AWAY.formatted(place));

    assertThat(taken.get(0).toString()).matches("([a-z0-9-]+)\\.svg \\1\\.png \\1\\.csv");
    assertThat(taken.get(1)).isEqualTo("svg");
    assertThat(taken.get(2)).isEqualTo("0");
    assertThat(taken.get(3).toString()).isNotBlank();
    assertThat(Integer.parseInt(taken.get(4).toString())).isGreaterThan(4);
    assertThat(taken.get(5).toString()).startsWith("2160x");
    assertThat(taken.get(6).toString().lines().count()).isGreaterThan(1);
    assertThat(taken.get(7).toString()).doesNotContain("printing");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void columnsOfTheScorecardSort() {
    browser.open(quickstart);
    List<String> layers = column(0);
    List<Double> dimensions = dimensions();
    List<Double> ascending = dimensions.stream().sorted().toList();
    assertThat(dimensions).doesNotHaveDuplicates().isNotEqualTo(ascending);

    WebElement head = sortedBy("d");
    assertThat(head.getDomAttribute("aria-sort")).isEqualTo("ascending");
    assertThat(dimensions()).isEqualTo(ascending);
    assertThat(column(0))
        .containsExactlyElementsOf(
            layers.stream()
                .sorted(Comparator.comparing(layer -> dimensions.get(layers.indexOf(layer))))
                .toList());
    assertThat(browser.evaluate("return location.hash")).isEqualTo("#scorecard?sort=1");

    sortedBy("d");
    assertThat(head.getDomAttribute("aria-sort")).isEqualTo("descending");
    assertThat(dimensions().subList(0, dimensions.size() - 1))
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(column(0).get(layers.size() - 1)).isEqualTo(layers.get(layers.size() - 1));

    sortedBy("layer");
    assertThat(head.getDomAttribute("aria-sort")).isNull();
    assertThat(column(0)).isEqualTo(layers);
  }

  @Test
  void aBoxOfTheNetworkShowsItsLayerAloneAndPutsItsNameIntoTheAddress() {
    browser.open(quickstart);
    browser.all(".boxes a").get(1).click();

    assertThat(shownPanels()).containsExactly("dense2");
    assertThat(browser.evaluate("return location.hash")).isEqualTo("#dense2");

    browser.one("#all-layers").click();
    assertThat(shownPanels()).hasSizeGreaterThan(2);
  }

  @Test
  void anAddressNamesALayerAProbeAndAQuantizer() {
    browser.open(quickstart, "#dense3/dot-product/ternary");

    assertThat(shownPanels()).containsExactly("dense3");
    assertThat(browser.evaluate("return scrollY > 500")).isEqualTo(true);
  }

  @Test
  void anAddressHoldsTheFilterOfTheScorecard() {
    browser.open(quickstart, "#scorecard?layer=dense2");

    assertThat(column(0)).singleElement().asString().startsWith("dense2");
  }

  @Test
  void aNetworkOfManyLayersIsAMapAndAScorecardInPages() throws IOException {
    Path page = manyLayers();
    browser.show(WIDE, "light");
    browser.open(page);
    assertThat(browser.all(".strip table.map td a")).hasSize(70);
    assertThat(rows()).hasSize(50);

    WebElement withPanel = browser.one(".strip table.map td a[href^='#layer-']");
    withPanel.click();
    assertThat(shownPanels()).hasSize(1);
    assertThat(withPanel.getDomAttribute("title")).startsWith(shownPanels().get(0) + ": ");

    browser.one(".pages [data-step='1']").click();
    assertThat(browser.one(".pages output").getText()).isEqualTo("rows 51 to 70 of 70");
    assertThat(rows()).hasSize(20);
    browser.one("#filter-layer").sendKeys("layers.12.");
    assertThat(column(0))
        .containsExactlyInAnyOrder("model.layers.12.q.weight", "model.layers.12.k.weight");

    WebElement cell = browser.one(".strip table.map td a[href^='#row-']");
    cell.click();
    String name = browser.one("tr.found th").getText();
    assertThat(cell.getDomAttribute("title")).startsWith(name + ": ");
    browser.open(page, "#" + name + "/angle/binary");
    assertThat(browser.one("tr.found th").getText()).isEqualTo(name);

    assertThat(browser.barriers()).isEmpty();
    browser.show(NARROW, "dark");
    browser.open(page);
    assertThat(browser.barriers()).isEmpty();
    assertThat(scrollsSideways()).isFalse();
    assertThat(browser.errors()).isEmpty();
  }

  /** The quickstart's second layer 70 times, as two matrices of 35 blocks. */
  private static Path manyLayers() throws IOException {
    ObjectNode result = ResultFile.read(quickstart.resolveSibling("result.json")).root();
    for (String list : List.of("remedies", "joints", "curves", "filters", "advice", "gate")) {
      result.remove(list);
    }
    result.putArray("remedies");
    result.putArray("joints");
    result.putArray("curves");
    for (String list : List.of("layers", "findings", "distributions", "verdicts")) {
      ArrayNode many = JsonNodeFactory.instance.arrayNode();
      String key = list.equals("layers") ? "name" : "layer";
      for (JsonNode entry : result.get(list)) {
        if (!entry.get(key).asText().equals("dense2")) {
          continue;
        }
        for (int i = 0; i < 70; i++) {
          ObjectNode copy = entry.deepCopy();
          copy.remove("place");
          many.add(copy.put(key, "model.layers." + i / 2 + (i % 2 == 0 ? ".q" : ".k") + ".weight"));
        }
      }
      result.set(list, many);
    }
    Path out = Files.createDirectories(folder.resolve("many"));
    Path file = Files.writeString(out.resolve("result.json"), result.toString());
    assertDone(orthant.execute("report", file.toString()));
    return out.resolve("index.html");
  }

  private static List<String> shownPanels() {
    return browser.all("article.panel").stream()
        .filter(WebElement::isDisplayed)
        .map(panel -> panel.getDomAttribute("data-layer"))
        .toList();
  }

  @Test
  void scorecardIsFilteredByLayer() {
    browser.open(quickstart);
    List<String> layers = column(0);
    WebElement filter = browser.one("#filter-layer");

    filter.sendKeys("DENSE2");
    assertThat(column(0)).singleElement().asString().startsWith("dense2");
    filter.sendKeys("0");
    assertThat(column(0)).isEmpty();
    filter.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
    assertThat(column(0)).isEqualTo(layers);
  }

  @Test
  void scorecardIsFilteredByGrade() {
    browser.open(quickstart);
    List<String> rows = rows().stream().map(WebElement::getText).toList();
    List<WebElement> grades = browser.all("#filter-grade option[value]:not([value=''])");
    assertThat(grades).hasSize(5);

    for (WebElement grade : grades) {
      grade.click();
      String label = grade.getText();
      assertThat(rows().stream().map(WebElement::getText))
          .as(label)
          .containsExactlyElementsOf(rows.stream().filter(row -> row.contains(label)).toList());
    }
  }

  private static void assertDone(Orthant.Ending ending) {
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
  }

  private static void assertStaysInside(Path page) {
    assertThat(browser.requests())
        .contains(Browser.address(page))
        .allMatch(
            request ->
                request.equals(Browser.address(page))
                    || request.startsWith("data:")
                    || request.startsWith("blob:"));
  }

  private static boolean scrollsSideways() {
    return Boolean.TRUE.equals(
        browser.evaluate(
            """
            const { documentElement, body } = document;
            return Math.max(documentElement.scrollWidth, body.scrollWidth) > innerWidth;
            """));
  }

  /** The rows of the scorecard that are shown, from the top. */
  private static List<WebElement> rows() {
    return browser.all("table.scorecard tbody tr").stream()
        .filter(WebElement::isDisplayed)
        .toList();
  }

  /** d of the rows; groups of layers have none, and come last whatever the order. */
  private static List<Double> dimensions() {
    return column(1).stream()
        .map(d -> d.isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(d))
        .toList();
  }

  /** What those rows show in a column. */
  private static List<String> column(int index) {
    return rows().stream()
        .map(row -> row.findElements(By.cssSelector("th, td")).get(index).getText())
        .toList();
  }

  /** Clicks on the head with those words, and returns it. */
  private static WebElement sortedBy(String words) {
    for (WebElement head : browser.all("table.scorecard th:has(button)")) {
      if (head.getText().equals(words)) {
        head.findElement(By.tagName("button")).click();
        return head;
      }
    }
    throw new AssertionError("no column " + words);
  }

  /** The words and numbers of each table. */
  private static List<String> tables(Browser browser) {
    return browser.all("table").stream()
        .map(table -> table.getDomProperty("textContent").replaceAll("\\s+", " "))
        .toList();
  }

  private static JsonNode networkVerdict(ResultFile result) {
    for (JsonNode verdict : result.root().path("verdicts")) {
      if (verdict.path("layer").asText().equals("network") && !verdict.has("probe")) {
        return verdict;
      }
    }
    throw new AssertionError("no verdict on the network");
  }

  /** Every text with a hostile end, but for those under keys to spare. Equal texts stay equal. */
  private static JsonNode hostile(JsonNode node, Set<String> spared) {
    if (node.isTextual()) {
      return TextNode.valueOf(node.asText() + HOSTILE);
    }
    if (node.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> items.add(hostile(item, spared)));
      return items;
    }
    if (node.isObject()) {
      ObjectNode members = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              member ->
                  members.set(
                      member.getKey(),
                      spared.contains(member.getKey())
                          ? member.getValue()
                          : hostile(member.getValue(), spared)));
      return members;
    }
    return node;
  }
}
