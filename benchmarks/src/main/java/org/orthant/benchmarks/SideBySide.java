package org.orthant.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;

/**
 * Measures Orthant beside what one would use instead, prints the ratios and writes them down. The
 * system property {@code orthant.root} names the folder of Orthant's sources.
 */
public final class SideBySide {
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  private static final Option PEERS =
      Option.builder()
          .longOpt("peers")
          .hasArg()
          .argName("DIR")
          .desc("where pytorch_naive.py and pytorch_tuned.py lie")
          .get();
  private static final Option PYTHON =
      Option.builder()
          .longOpt("python")
          .hasArg()
          .argName("EXE")
          .desc(
              "runs them and NumPy; without it the first of python3 and /usr/bin/python3 that can")
          .get();
  private static final Option QUICK =
      Option.builder().longOpt("quick").desc("take a tenth of the images").get();
  private static final Option ONLY =
      Option.builder()
          .longOpt("only")
          .hasArg()
          .argName("CHAPTER")
          .desc("measure one chapter, such as training; needs --out")
          .get();
  private static final Option OUT =
      Option.builder()
          .longOpt("out")
          .hasArg()
          .argName("FILE")
          .desc("write here instead of benchmarks/results.md")
          .get();
  private static final Option HELP =
      Option.builder("h").longOpt("help").desc("show this help").get();

  /** By the name that {@code --only} takes, in the order of the report. */
  private static final Map<String, Chapter> CHAPTERS = new LinkedHashMap<>();

  static {
    CHAPTERS.put("convolutions", new Convolutions());
    CHAPTERS.put("hadamard", new Hadamard());
    CHAPTERS.put("pairs", new Pairs());
    CHAPTERS.put("analyses", new Analyses());
    CHAPTERS.put("training", new Training());
    CHAPTERS.put("growth", new Growth());
    CHAPTERS.put("packed-weights", new PackedWeights());
  }

  private SideBySide() {}

  public static void main(String[] arguments) throws IOException {
    Options options = new Options();
    List.of(PEERS, PYTHON, QUICK, ONLY, OUT, HELP).forEach(options::addOption);
    try {
      CommandLine line = new DefaultParser().parse(options, arguments);
      if (!line.getArgList().isEmpty()) {
        throw new ParseException("unknown argument: " + line.getArgList().get(0));
      }
      if (line.hasOption(HELP)) {
        HelpFormatter.builder()
            .setShowSince(false)
            .get()
            .printHelp("benchmarks/side-by-side", "", options, "", true);
        return;
      }
      System.exit(compare(line));
    } catch (ParseException e) {
      System.err.println("side-by-side: " + e.getMessage());
      System.exit(BAD_INPUT);
    }
  }

  private static int compare(CommandLine line) throws IOException, ParseException {
    Path root = Path.of(System.getProperty("orthant.root"));
    Settings settings =
        new Settings(
            root,
            folder(line, PEERS),
            Optional.ofNullable(line.getOptionValue(PYTHON)),
            line.hasOption(QUICK));
    if (line.hasOption(ONLY) && !line.hasOption(OUT)) {
      throw new ParseException("--only: name a file with --out, for results.md has every chapter");
    }
    Collection<Chapter> chapters = chapters(line);
    Path out =
        Path.of(
            line.getOptionValue(OUT, root.resolve("benchmarks").resolve("results.md").toString()));
    Session session = new Session(System.err);
    List<String> report = new ArrayList<>();
    report.add("# Orthant side by side");
    report.add("");
    report.add(
        String.format(
            Locale.ROOT, "Measured on %s by `%s`.", LocalDate.now(ZoneOffset.UTC), command(line)));
    report.add("");
    report.add("* " + Version.of(settings));
    Machine.description().forEach(fact -> report.add("* " + fact));
    for (Chapter chapter : chapters) {
      report.add("");
      report.addAll(chapter.measured(settings, session));
    }
    report.addAll(List.of("", "## Not measured", ""));
    report.addAll(
        session.missing().isEmpty()
            ? List.of("Nothing is missing.")
            : session.missing().stream().map(part -> "* " + part).toList());
    Files.write(out, report);
    report.forEach(System.out::println);
    return session.hasFailed() ? FAILED : 0;
  }

  private static Collection<Chapter> chapters(CommandLine line) throws ParseException {
    if (!line.hasOption(ONLY)) {
      return CHAPTERS.values();
    }
    String name = line.getOptionValue(ONLY);
    if (!CHAPTERS.containsKey(name)) {
      throw new ParseException(
          String.format(
              Locale.ROOT,
              "--only: no chapter %s; there are %s",
              name,
              String.join(", ", CHAPTERS.keySet())));
    }
    return List.of(CHAPTERS.get(name));
  }

  /** As it was given, without the paths. */
  private static String command(CommandLine line) {
    StringBuilder command = new StringBuilder("benchmarks/side-by-side");
    for (Option option : line.getOptions()) {
      command.append(" --").append(option.getLongOpt());
      if (option.hasArg()) {
        command.append(' ').append(option.getArgName());
      }
    }
    return command.toString();
  }

  private static Optional<Path> folder(CommandLine line, Option option) throws ParseException {
    Optional<Path> folder = Optional.ofNullable(line.getOptionValue(option)).map(Path::of);
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new ParseException(
          String.format(Locale.ROOT, "--%s: no folder %s", option.getLongOpt(), folder.get()));
    }
    return folder;
  }
}
