package org.orthant.house;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of this machine, without a window. */
final class Browser implements AutoCloseable {

  /** The programs, where both are on the path. */
  record Programs(Path chromium, Path driver) {

    static Optional<Programs> find() {
      return onPath("chromium")
          .flatMap(
              chromium -> onPath("chromedriver").map(driver -> new Programs(chromium, driver)));
    }

    private static Optional<Path> onPath(String name) {
      return Stream.of(System.getenv("PATH").split(File.pathSeparator))
          .map(folder -> Path.of(folder, name))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  /** Whether pages may run scripts. */
  enum Scripts {
    ALLOWED(1),
    BLOCKED(2);

    private final int setting;

    Scripts(int setting) {
      this.setting = setting;
    }
  }

  /** Warns of a browser newer than itself, though nothing here depends on its version. */
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Shapes in the colours of axes and text are no data. Canvases are compared pixel by pixel. */
  private static final String FIND_BLANK_CHARTS =
      """
      const [patience, done] = arguments;
      const visible = (element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 0 || height > 0;
      };
      const paper = ["--soft", "--line", "--ink"].map((name) => {
        const sample = document.createElement("i");
        sample.style.color = `var(${name})`;
        document.body.append(sample);
        const { color } = getComputedStyle(sample);
        sample.remove();
        return color;
      });
      const painted = (shape) => {
        const { fill, stroke } = getComputedStyle(shape);
        return [fill, stroke].some((paint) => paint !== "none" && !paper.includes(paint));
      };
      const uneven = (canvas) => {
        if (canvas.width === 0 || canvas.height === 0) {
          return false;
        }
        const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const pixels = new Uint32Array(image.data.buffer);
        return pixels.some((pixel) => pixel !== pixels[0]);
      };
      const drawn = (chart) =>
        Array.from(chart.querySelectorAll("canvas")).some(uneven) ||
        Array.from(chart.querySelectorAll("svg path, svg rect, svg circle, svg polyline"))
          .filter((shape) => !shape.closest("defs"))
          .some((shape) => visible(shape) && painted(shape));
      const nextFrame = () => new Promise(requestAnimationFrame);
      (async () => {
        const blank = [];
        const all = document.getElementById("all-layers");
        if (all && !all.hidden) {
          all.click();
        }
        const end = performance.now() + patience;
        for (const chart of document.querySelectorAll(".chart")) {
          chart.scrollIntoView({ block: "center", behavior: "instant" });
          while (!drawn(chart) && performance.now() < end) {
            await nextFrame();
          }
          if (!drawn(chart)) {
            blank.push(chart.getAttribute("aria-label") || chart.outerHTML);
          }
        }
        done(blank);
      })();
      """;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser start(Programs programs, Scripts scripts) {
    VERSIONS.setLevel(Level.OFF);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(programs.chromium().toFile());
    // Containers seldom allow the sandbox; the pages are our own.
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.setExperimentalOption(
        "prefs", Map.of("profile.managed_default_content_settings.javascript", scripts.setting));
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.setScriptTimeout(PATIENCE.multipliedBy(2));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(programs.driver().toFile())
            .usingAnyFreePort()
            .withLogOutput(OutputStream.nullOutputStream())
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Lays the page out in so many pixels, and tells it which colours its reader prefers. */
  void show(int width, String colourScheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
  }

  /** Opens a file, waits until it is loaded, and forgets what earlier pages logged. */
  void open(Path page) {
    open(page, "");
  }

  /** Opens a page at a place, such as {@code #conv1}; empty for its beginning. */
  void open(Path page, String place) {
    driver.get("about:blank");
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.get(address(page) + place);
  }

  /** The address under which a file is opened. */
  static String address(Path page) {
    return page.toUri().toString();
  }

  /**
   * Errors on the console, of the page's scripts and of what it could not fetch, since asked last.
   */
  List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The address of everything that the page asked for since asked last. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> json(entry.getMessage()).path("message"))
        .filter(message -> message.path("method").asText().equals("Network.requestWillBeSent"))
        .map(message -> message.path("params").path("request").path("url").asText())
        .toList();
  }

  /** The labels of those charts in which nothing is drawn, each scrolled into view before. */
  List<String> blankCharts() {
    return blankCharts(PATIENCE);
  }

  List<String> blankCharts(Duration patience) {
    List<?> labels = (List<?>) driver.executeAsyncScript(FIND_BLANK_CHARTS, patience.toMillis());
    return labels.stream().map(String::valueOf).toList();
  }

  /**
   * What axe-core calls serious or critical: the rule, its help, and the elements that break it.
   */
  List<String> barriers() {
    return new AxeBuilder()
        .analyze(driver).getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(Browser::described)
            .toList();
  }

  private static String described(Rule rule) {
    return "%s (%s): %s"
        .formatted(
            rule.getId(),
            rule.getHelp(),
            rule.getNodes().stream().map(node -> node.getHtml()).limit(10).toList());
  }

  /** Opens what the reader would unfold, which takes no script of the page. */
  void unfold() {
    driver.executeScript("document.querySelectorAll('details').forEach(d => { d.open = true; })");
  }

  /** What a script returns. */
  Object evaluate(String script) {
    return driver.executeScript(script);
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("the driver's log is not JSON", e);
    }
  }
}
