package org.orthant.reports.result;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.result.Result.Advice;
import org.orthant.reports.result.Result.Axis;
import org.orthant.reports.result.Result.Caution;
import org.orthant.reports.result.Result.Curve;
import org.orthant.reports.result.Result.Distribution;
import org.orthant.reports.result.Result.Failure;
import org.orthant.reports.result.Result.Filters;
import org.orthant.reports.result.Result.GateCheck;
import org.orthant.reports.result.Result.Joint;
import org.orthant.reports.result.Result.LabelledAxis;
import org.orthant.reports.result.Result.LabelledValues;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Place;
import org.orthant.reports.result.Result.PluginJar;
import org.orthant.reports.result.Result.Probe;
import org.orthant.reports.result.Result.Provenance;
import org.orthant.reports.result.Result.Quantizer;
import org.orthant.reports.result.Result.Remedy;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.Result.Verdict;

/** Reads a result.json. Keys it does not know are passed over; those it needs must be there. */
public final class ResultReader {
  private static final long SCHEMA = 1;

  /** Counts together stay below this, so that a long holds their sum. */
  private static final long MOST_COUNTED = 1L << 62;

  /** An axis to be drawn ends before this, so that its bins can be joined and its ends mirrored. */
  private static final double FARTHEST = 1e300;

  /** A filter's side ends here, so that pictures stay small. */
  private static final long MOST_PIXELS = 64;

  private ResultReader() {}

  /**
   * Reads a file.
   *
   * @throws UnusableInputException if it is no result.json of schema 1; the message begins with the
   *     file and names the key or the place in question
   */
  public static Result read(Path file) {
    return JsonDocument.read(file, ResultReader::result);
  }

  /** The result that a document holds. */
  public static Result result(JsonEntry document) {
    if (SweepReader.isSweep(document)) {
      throw new UnusableInputException(
          "is a sweep.json; of a sweep there is only the page, and each part has a result.json");
    }
    JsonEntry schema = document.get("schema");
    if (schema.whole() != SCHEMA) {
      throw new UnusableInputException(
          String.format(
              Locale.ROOT,
              "schema: expected %d, found %d%s",
              SCHEMA,
              schema.whole(),
              schema.whole() > SCHEMA ? ", which a newer Orthant has written" : ""));
    }
    List<Layer> layers = document.get("layers").list(ResultReader::layer);
    refuseRepeated("layers", layers, Layer::name);
    List<Scalar> findings = document.get("findings").list(ResultReader::scalar);
    refuseRepeated("findings", findings, Scalar::subject);
    return new Result(
        document.text("name"),
        document.text("network"),
        document.optionalText("dataset"),
        document
            .get("quantizers")
            .list(
                entry ->
                    new Quantizer(
                        entry.text("name"),
                        entry.text("plugin"),
                        entry.text("description"),
                        entry.find("focus").map(JsonEntry::truth).orElse(false))),
        document.get("probes").list(entry -> new Probe(entry.text("id"), entry.text("doc"))),
        layers,
        findings,
        document.get("distributions").list(ResultReader::distribution),
        document.get("curves").list(ResultReader::curve),
        document.get("joints").list(ResultReader::joint),
        document
            .find("filters")
            .map(filters -> filters.list(ResultReader::filters))
            .orElse(List.of()),
        document.get("verdicts").list(ResultReader::verdict),
        document
            .get("remedies")
            .list(
                entry ->
                    new Remedy(
                        entry.text("probe"),
                        entry.optionalText("quantizer"),
                        entry.text("layer"),
                        entry.optionalText("alternative"),
                        entry.text("text"))),
        document.find("advice").map(all -> all.list(ResultReader::advice)).orElse(List.of()),
        document.find("gate").map(checks -> checks.list(ResultReader::gate)).orElse(List.of()),
        document
            .find("cautions")
            .map(cautions -> cautions.list(ResultReader::caution))
            .orElse(List.of()),
        document
            .find("failures")
            .map(failures -> failures.list(ResultReader::failure))
            .orElse(List.of()),
        provenance(document.get("provenance")));
  }

  private static Advice advice(JsonEntry entry) {
    return new Advice(
        entry.text("probe"),
        entry.text("name"),
        entry.text("goal"),
        entry.text("text"),
        entry
            .get("layers")
            .list(
                choice ->
                    new Advice.Choice(
                        choice.text("layer"),
                        choice.text("change"),
                        choice.optionalNumber("bits-per-weight"))));
  }

  private static GateCheck gate(JsonEntry entry) {
    return new GateCheck(
        entry.text("rule"), entry.text("layer"), entry.text("outcome"), entry.text("reason"));
  }

  private static Caution caution(JsonEntry entry) {
    return new Caution(entry.text("text"), entry.get("probes").list(JsonEntry::text));
  }

  private static Failure failure(JsonEntry entry) {
    return new Failure(
        entry.text("plugin"),
        entry.text("name"),
        entry.optionalText("layer"),
        entry.text("reason"));
  }

  private static Layer layer(JsonEntry entry) {
    return new Layer(
        entry.text("name"),
        entry.text("kind"),
        size(entry.get("dimension")),
        size(entry.get("filters")),
        entry.find("weights").map(weights -> place(entry)));
  }

  private static Place place(JsonEntry entry) {
    return new Place(
        entry.text("weights"), entry.text("inputs"), entry.get("after").list(JsonEntry::text));
  }

  private static long size(JsonEntry entry) {
    long size = entry.count();
    if (size > Integer.MAX_VALUE) {
      throw new UnusableInputException(
          String.format(
              Locale.ROOT,
              "%s: expected at most %d, found %d",
              entry.path(),
              Integer.MAX_VALUE,
              size));
    }
    return size;
  }

  static Subject subject(JsonEntry entry) {
    return new Subject(
        entry.text("probe"),
        entry.optionalText("quantizer"),
        entry.text("layer"),
        entry.optionalText("change"),
        entry.text("metric"));
  }

  private static Scalar scalar(JsonEntry entry) {
    return new Scalar(
        subject(entry),
        entry.get("value").number(),
        entry.optionalNumber("expected"),
        entry.optionalNumber("low"),
        entry.optionalNumber("high"),
        entry.optionalCount("n"));
  }

  private static Axis axis(JsonEntry entry) {
    double low = entry.get("low").finite();
    double high = entry.get("high").finite();
    long bins = entry.get("bins").whole();
    if (!(low < high) || Math.max(-low, high) > FARTHEST || bins < 1 || bins > Integer.MAX_VALUE) {
      throw new UnusableInputException(
          String.format(
              Locale.ROOT,
              "%s: expected low < high, neither beyond ±%s, and at least one bin, found %s to %s in %d",
              entry.path(),
              FARTHEST,
              low,
              high,
              bins));
    }
    return new Axis(low, high, (int) bins);
  }

  private static Distribution distribution(JsonEntry entry) {
    Axis axis = axis(entry.get("axis"));
    List<Long> counts = entry.get("counts").list(axis.bins(), JsonEntry::count);
    long outside = entry.get("outside").count();
    refuseOverflow(entry, Stream.concat(counts.stream(), Stream.of(outside)));
    return new Distribution(
        subject(entry),
        axis,
        counts,
        outside,
        entry
            .find("reference")
            .map(reference -> reference.list(axis.bins(), JsonEntry::finite))
            .orElse(List.of()));
  }

  private static Curve curve(JsonEntry entry) {
    List<Double> x = entry.get("x").get("values").list(JsonEntry::finite);
    return new Curve(
        subject(entry),
        new LabelledValues(entry.get("x").text("label"), x),
        new LabelledValues(
            entry.get("y").text("label"),
            entry.get("y").get("values").list(x.size(), JsonEntry::finite)),
        entry
            .find("reference")
            .map(reference -> reference.list(x.size(), JsonEntry::finite))
            .orElse(List.of()));
  }

  private static Joint joint(JsonEntry entry) {
    LabelledAxis x = labelledAxis(entry.get("x"));
    LabelledAxis y = labelledAxis(entry.get("y"));
    List<List<Long>> counts =
        entry
            .get("counts")
            .list(y.axis().bins(), row -> row.list(x.axis().bins(), JsonEntry::count));
    refuseOverflow(entry, counts.stream().flatMap(List::stream));
    return new Joint(subject(entry), x, y, counts);
  }

  private static Filters filters(JsonEntry entry) {
    long height = entry.get("height").count();
    long width = entry.get("width").count();
    long channels = entry.get("channels").count();
    if (Math.min(height, width) < 1
        || Math.max(height, width) > MOST_PIXELS
        || (channels != 1 && channels != 3)) {
      throw new UnusableInputException(
          String.format(
              Locale.ROOT,
              "%s: expected height and width of 1 to %d and 1 or 3 channels, found %d × %d, %d",
              entry.path(),
              MOST_PIXELS,
              height,
              width,
              channels));
    }
    int dimension = (int) (height * width * channels);
    return new Filters(
        subject(entry),
        (int) height,
        (int) width,
        (int) channels,
        entry.get("values").list(filter -> filter.list(dimension, JsonEntry::finite)));
  }

  private static void refuseOverflow(JsonEntry entry, Stream<Long> counts) {
    if (counts.mapToDouble(Long::doubleValue).sum() >= MOST_COUNTED) {
      throw new UnusableInputException(
          String.format(
              Locale.ROOT,
              "%s.counts: expected less than %d together",
              entry.path(),
              MOST_COUNTED));
    }
  }

  private static LabelledAxis labelledAxis(JsonEntry entry) {
    return new LabelledAxis(entry.text("label"), axis(entry));
  }

  private static Verdict verdict(JsonEntry entry) {
    return new Verdict(
        entry.optionalText("probe"),
        entry.optionalText("quantizer"),
        entry.text("layer"),
        entry.optionalText("change"),
        grade(entry.get("grade")),
        entry.text("reason"),
        entry.find("open").map(JsonEntry::truth).orElse(false),
        entry.optionalNumber("times-as-many-images"));
  }

  static Grade grade(JsonEntry entry) {
    Map<String, Grade> grades =
        Arrays.stream(Grade.values()).collect(Collectors.toMap(Grade::name, Function.identity()));
    Grade grade = grades.get(entry.text());
    if (grade == null) {
      throw entry.expected("SOUND, UNCERTAIN, STRAINED, DEGRADED or NOT_EVALUATED");
    }
    return grade;
  }

  private static Provenance provenance(JsonEntry entry) {
    return new Provenance(
        entry.text("orthant"),
        entry.text("config"),
        entry.text("config-sha256"),
        entry.get("seed").whole(),
        entry.optionalText("dataset-sha256"),
        entry.find("network").map(network -> network.map(JsonEntry::text)).orElse(Map.of()),
        entry.find("plugins").map(plugins -> plugins.list(ResultReader::jar)).orElse(List.of()),
        entry.optionalText("java"),
        entry.optionalText("os"),
        entry.optionalText("cpu"),
        entry.optionalCount("threads"),
        entry
            .find("durations-seconds")
            .map(durations -> durations.map(JsonEntry::number))
            .orElse(Map.of()),
        entry.optionalText("finished"));
  }

  private static PluginJar jar(JsonEntry entry) {
    return new PluginJar(entry.text("jar"), entry.optionalText("version"), entry.text("sha256"));
  }

  private static <T> void refuseRepeated(String path, List<T> list, Function<T, ?> identity) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      if (!seen.add(identity.apply(list.get(i)))) {
        throw new UnusableInputException(
            String.format(
                Locale.ROOT,
                "%s[%d] repeats an earlier one: %s",
                path,
                i,
                identity.apply(list.get(i))));
      }
    }
  }
}
