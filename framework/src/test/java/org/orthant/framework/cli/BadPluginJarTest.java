package org.orthant.framework.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.jar.JarOfSources;

/** What the user sees of a jar that cannot be used: one line, exit code 2. */
class BadPluginJarTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path plugins;

  @BeforeEach
  void makeHome() throws IOException {
    plugins = Files.createDirectories(folder.resolve("home").resolve("plugins"));
  }

  @Test
  void inTheHome() throws IOException {
    Path jar = plugins.resolve("broken.jar");
    Files.writeString(jar, "no zip");

    assertThat(execute("plugins")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(lines(err)).singleElement().asString().startsWith("orthant: the plugin " + jar);
  }

  @Test
  void helpIsThereAllTheSame() throws IOException {
    Files.writeString(plugins.resolve("broken.jar"), "no zip");

    assertThat(execute("--help")).isZero();
    assertThat(execute("run", "--help")).isZero();
    assertThat(lines(err)).isEmpty();
  }

  @Test
  void namedOnTheCommandLine() throws IOException {
    Path jar = new JarOfSources().file("readme.txt", "hello").write(folder.resolve("empty.jar"));

    assertThat(execute("plugins", "--plugins", jar.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(lines(err)).singleElement().asString().contains(jar + " registers no plugin");
  }

  @Test
  void anIdThatIsThereAlready() throws IOException {
    Path first = quantizer("plain", "").write(plugins.resolve("first.jar"));
    Path second = quantizer("plain", "").write(folder.resolve("second.jar"));

    assertThat(execute("plugins", "--plugins", second.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(lines(err))
        .singleElement()
        .asString()
        .contains("'plain'", first.toString(), second.toString());
  }

  @Test
  void aConstructorThatThrows() throws IOException {
    Path jar =
        quantizer("plain", "public Plain { throw new IllegalStateException(\"no luck\"); }")
            .write(plugins.resolve("throws.jar"));
    assertThrowingIsTold(jar, "no luck");
  }

  @Test
  void aClassThatCannotBeInitialized() throws IOException {
    Path jar =
        quantizer("plain", "static final int ZERO = 1 / Integer.parseInt(\"0\");")
            .write(plugins.resolve("throws.jar"));
    assertThrowingIsTold(jar, "ArithmeticException: / by zero");
  }

  private void assertThrowingIsTold(Path jar, String reason) throws IOException {
    assertThat(execute("plugins")).isZero();
    assertThat(lines(out)).anyMatch(line -> line.startsWith("  plain"));
    assertThat(execute("plugins", "plain")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(lines(err)).singleElement().asString().contains(jar.toString(), reason);

    Path config = folder.resolve("run.yaml");
    Files.writeString(
        config, "name: run\nnetwork: none\nquantizers: { mine: plain }\nprobes: [x]\n");
    err.reset();
    assertThat(execute("check", config.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(lines(err))
        .anySatisfy(
            line -> assertThat(line).contains("run.yaml:3:21: ").contains("refused", reason));
  }

  private static JarOfSources quantizer(String id, String body) {
    return new JarOfSources()
        .source(
            "acme.Plain",
            JarOfSources.quantizer("acme", "Plain", id)
                .replace("Plain()", "Plain(int bits)")
                .replaceFirst("\\{", "{ public Plain() { this(1); } " + body))
        .service(PluginKind.QUANTIZER, "acme.Plain");
  }

  private int execute(String... arguments) {
    Console console =
        new Console(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Map.of("ORTHANT_HOME", folder.resolve("home").toString()),
            false);
    return new CommandLineInterface(console).execute(arguments);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).lines().toList();
  }
}
