package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.orthant.api.BadInputException;
import org.orthant.framework.cache.CacheEntry;
import org.orthant.framework.cache.CacheFolder;
import org.orthant.framework.config.Wording;

/** Lists what the cache holds, or clears it. */
final class CacheCommand implements Command {
  private static final String LIST = "list";
  private static final String PRUNE = "prune";
  private static final int DAYS = 7;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private static final Option OLDER =
      Option.builder()
          .longOpt("older-than")
          .hasArg()
          .argName("DAYS")
          .desc("prune only what was last written that long ago; 7 unless given")
          .get();
  private static final Option TRAININGS =
      Option.builder().longOpt("trainings").desc("prune trained networks too").get();

  private final CacheFolder cache;
  private final PrintStream out;

  @Inject
  CacheCommand(Console console) {
    this.cache = new CacheFolder(console.home());
    this.out = console.out();
  }

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public String arguments() {
    return LIST + "|" + PRUNE;
  }

  @Override
  public String summary() {
    return "list what runs have left in the home's cache, or prune what interrupted runs left";
  }

  @Override
  public List<String> examples() {
    return List.of("cache list", "cache prune --older-than 30 --trainings");
  }

  @Override
  public Options options() {
    return new Options().addOption(OLDER).addOption(TRAININGS);
  }

  @Override
  public int execute(CommandLine line) throws IOException {
    String what = RunFile.onlyArgument(line, "list or prune");
    switch (what) {
      case LIST -> list();
      case PRUNE -> prune(days(line), line.hasOption(TRAININGS));
      default ->
          throw new BadInputException(
              Wording.unknown("thing to do with the cache", what, List.of(LIST, PRUNE)));
    }
    return ExitCode.DONE;
  }

  private static int days(CommandLine line) {
    String text = line.getOptionValue(OLDER, String.valueOf(DAYS));
    try {
      int days = Integer.parseInt(text);
      if (days >= 0) {
        return days;
      }
    } catch (NumberFormatException e) {
      // told below, as of a negative number
    }
    throw new BadInputException("--older-than: expected a number of days, got " + text);
  }

  private void list() throws IOException {
    List<CacheEntry> entries = cache.entries();
    entries.forEach(entry -> out.println(words(entry)));
    out.println(total(entries, ""));
  }

  private void prune(int days, boolean trainings) throws IOException {
    Instant before = Instant.now().minus(Duration.ofDays(days));
    List<CacheEntry> old =
        cache.entries().stream()
            .filter(entry -> trainings || entry.kind() != CacheEntry.Kind.TRAINING)
            .filter(entry -> !entry.last().isAfter(before))
            .toList();
    for (CacheEntry entry : old) {
      cache.delete(entry);
      out.println("deleted " + words(entry));
    }
    out.println(total(old, " deleted"));
  }

  private static String words(CacheEntry entry) {
    return String.format(
        Locale.ROOT,
        "%-15s  %9s  %s  %s",
        entry.kind(),
        size(entry.bytes()),
        TIME.format(entry.last()),
        entry.name());
  }

  private static String total(List<CacheEntry> entries, String done) {
    return String.format(
        Locale.ROOT,
        "%d in all%s, %s",
        entries.size(),
        done,
        size(entries.stream().mapToLong(CacheEntry::bytes).sum()));
  }

  private static String size(long bytes) {
    return bytes < 1000
        ? bytes + " B"
        : bytes < 1_000_000
            ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
            : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
