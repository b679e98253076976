package org.orthant.reports.result;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.SweepResult.Advised;
import org.orthant.reports.result.SweepResult.Axis;
import org.orthant.reports.result.SweepResult.Choice;
import org.orthant.reports.result.SweepResult.Finding;
import org.orthant.reports.result.SweepResult.Part;
import org.orthant.reports.result.SweepResult.Provenance;
import org.orthant.reports.result.SweepResult.Verdict;

/** Reads a sweep.json. Keys it does not know are passed over; those it needs must be there. */
public final class SweepReader {
  private static final long SCHEMA = 1;
  private static final String KIND = "sweep";

  /** The name of a part is that of its folder, and links lead there. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private SweepReader() {}

  public static boolean isSweep(JsonEntry document) {
    return document.value().path("kind").asText().equals(KIND);
  }

  public static SweepResult result(JsonEntry document) {
    if (document.get("schema").whole() != SCHEMA) {
      throw document.get("schema").expected(Long.toString(SCHEMA));
    }
    List<Axis> axes = document.get("axes").list(SweepReader::axis);
    if (axes.stream().filter(Axis::replicates).count() > 1) {
      throw new UnusableInputException("axes: more than one has replicates");
    }
    SweepResult result =
        new SweepResult(
            document.text("name"),
            axes,
            document.get("layers").list(JsonEntry::text),
            document.get("parts").list(part -> part(part, axes.size())),
            List.of(),
            provenance(document.get("provenance")));
    int compared = result.compared().size();
    int seeds = Math.max(1, result.seeds());
    List<Finding> findings =
        document.get("findings").list(finding -> finding(finding, compared, seeds));
    refuseRepeated(findings);
    return new SweepResult(
        result.name(), axes, result.layers(), result.parts(), findings, result.provenance());
  }

  private static Axis axis(JsonEntry entry) {
    return new Axis(
        entry.text("path"),
        entry.text("label"),
        entry.get("values").list(JsonEntry::text),
        entry.get("replicates").value().asBoolean());
  }

  private static Part part(JsonEntry entry, int axes) {
    if (!NAME.matcher(entry.text("name")).matches()) {
      throw entry.get("name").expected("the name of a folder");
    }
    return new Part(
        entry.text("name"),
        entry.get("values").list(axes, JsonEntry::text),
        entry.find("verdict").map(SweepReader::verdict),
        entry.find("advice").map(each -> each.list(SweepReader::advised)).orElse(List.of()),
        entry.find("failures").map(each -> each.list(JsonEntry::text)).orElse(List.of()),
        entry.optionalText("error"));
  }

  private static Advised advised(JsonEntry entry) {
    return new Advised(
        entry.text("goal"),
        entry.get("layers").list(layer -> new Choice(layer.text("layer"), layer.text("change"))));
  }

  private static Verdict verdict(JsonEntry entry) {
    return new Verdict(ResultReader.grade(entry.get("grade")), entry.text("reason"));
  }

  private static Finding finding(JsonEntry entry, int compared, int seeds) {
    return new Finding(
        entry.get("at").list(compared, JsonEntry::text),
        ResultReader.subject(entry),
        entry.get("mean").number(),
        entry.optionalNumber("expected"),
        entry.optionalNumber("low"),
        entry.optionalNumber("high"),
        entry.get("n").count(),
        entry.get("values").list(seeds, JsonEntry::number));
  }

  private static Provenance provenance(JsonEntry entry) {
    return new Provenance(entry.text("orthant"), entry.text("config"), entry.text("config-sha256"));
  }

  private static void refuseRepeated(List<Finding> findings) {
    Set<Map.Entry<List<String>, Subject>> seen = new HashSet<>();
    for (int i = 0; i < findings.size(); i++) {
      if (!seen.add(Map.entry(findings.get(i).at(), findings.get(i).subject()))) {
        throw new UnusableInputException(
            String.format(Locale.ROOT, "findings[%d] repeats an earlier one", i));
      }
    }
  }
}
