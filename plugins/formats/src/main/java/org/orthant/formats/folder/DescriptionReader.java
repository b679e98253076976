package org.orthant.formats.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.orthant.api.BadInputException;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Node;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.folder.yaml.Form;
import org.orthant.formats.folder.yaml.Problems;
import org.orthant.formats.folder.yaml.Tree;
import org.orthant.formats.folder.yaml.Wording;

/** Makes a description of what is written, or says all that is wrong with it. */
final class DescriptionReader {
  private static final String ARRAYS = "arrays";
  private static final int FORMAT = 1;
  private static final int MOST_NODES = 10_000;
  private static final int MOST_INPUTS = 50_000;
  private static final int LONGEST_NAME = 200;

  private final ArrayFolder arrays;
  private final Problems problems;

  DescriptionReader(ArrayFolder arrays, Problems problems) {
    this.arrays = arrays;
    this.problems = problems;
  }

  /** Empty where too little is written to go on. */
  Optional<Description> read(Tree tree) {
    if (!(tree instanceof Tree.Mapping mapping)) {
      problems.add(
          tree.line(), "expected the keys format, input, scores and nodes, found " + tree.words());
      return Optional.empty();
    }
    Parameters all = new Parameters(mapping, "", arrays, problems);
    int format = all.required("format", Form.whole(1, Integer.MAX_VALUE), FORMAT);
    if (format != FORMAT) {
      problems.add(
          all.entry("format").orElseThrow().line(),
          "the format " + format + " is of a later version; this one reads " + FORMAT);
      return Optional.empty();
    }
    if (!opensTensors(all)) {
      return Optional.empty();
    }
    Optional<Tree.Mapping> image = mapping(all, "input", "{ height, width, channels }");
    Optional<String> scores =
        Optional.of(all.required("scores", Form.NODE, "")).filter(name -> !name.isEmpty());
    Loss loss = all.choice("loss", losses()).orElse(Loss.CROSS_ENTROPY);
    Map<String, String> provenance = provenance(all);
    Optional<Tree.Mapping> nodes = mapping(all, "nodes", "{ NAME: { KIND: { PARAMETERS } } }");
    all.refuseOthers();
    return Optional.of(
        new Description(
            image.flatMap(this::image),
            image.map(Tree.Mapping::line).orElse(mapping.line()),
            scores,
            all.entry("scores").map(Tree.Entry::line).orElse(mapping.line()),
            loss,
            provenance,
            nodes.map(this::drafts).orElse(List.of())));
  }

  /** Whether the file with tensors can be read, if one is named. */
  private boolean opensTensors(Parameters all) {
    Optional<String> name = all.optional(ARRAYS, Form.SAFETENSORS);
    if (name.isEmpty()) {
      return all.entry(ARRAYS).isEmpty();
    }
    try {
      arrays.useTensors(name.get());
      return true;
    } catch (BadInputException e) {
      all.refuse(all.entry(ARRAYS).orElseThrow(), e.getMessage());
      return false;
    }
  }

  private static Map<String, Loss> losses() {
    Map<String, Loss> losses = new TreeMap<>();
    for (Loss loss : Loss.values()) {
      losses.put(loss.toString(), loss);
    }
    return losses;
  }

  /** A mapping that must be there. */
  private static Optional<Tree.Mapping> mapping(Parameters all, String key, String words) {
    Optional<Tree.Entry> entry = all.entry(key);
    if (entry.isEmpty()) {
      all.refuse(all.line(), Parameters.missing(key, words));
      return Optional.empty();
    }
    if (entry.get().value() instanceof Tree.Mapping mapping) {
      return Optional.of(mapping);
    }
    all.refuse(entry.get(), "expected " + words + ", found " + entry.get().value().words());
    return Optional.empty();
  }

  private Optional<ImageShape> image(Tree.Mapping written) {
    Parameters parameters = new Parameters(written, "input: ", arrays, problems);
    ImageShape image =
        new ImageShape(
            parameters.required("height", Form.whole(1, Form.LONGEST_SIDE), 1),
            parameters.required("width", Form.whole(1, Form.LONGEST_SIDE), 1),
            parameters.required("channels", Form.whole(1, Form.MOST_CHANNELS), 1));
    parameters.refuseOthers();
    return parameters.isSound() ? Optional.of(image) : Optional.empty();
  }

  private static Map<String, String> provenance(Parameters all) {
    Map<String, String> provenance = new LinkedHashMap<>();
    all.entry("provenance")
        .ifPresent(
            entry -> {
              if (!(entry.value() instanceof Tree.Mapping mapping)) {
                all.refuse(entry, "expected { KEY: TEXT }, found " + entry.value().words());
                return;
              }
              for (Tree.Entry each : mapping.entries()) {
                Form.TEXT
                    .parse()
                    .apply(each.value())
                    .ifPresentOrElse(
                        text -> provenance.put(each.key(), text),
                        () ->
                            all.refuse(
                                each.line(),
                                String.format(
                                    Locale.ROOT,
                                    "provenance: %s: expected a text, found %s",
                                    Wording.quote(each.key()),
                                    each.value().words())));
              }
            });
    return provenance;
  }

  private List<Draft> drafts(Tree.Mapping nodes) {
    if (nodes.entries().isEmpty()) {
      problems.add(nodes.line(), "nodes: there is none");
    }
    if (nodes.entries().size() > MOST_NODES) {
      problems.add(
          nodes.line(),
          String.format(
              Locale.ROOT,
              "nodes: %d of them; at most %d are read",
              nodes.entries().size(),
              MOST_NODES));
      return List.of();
    }
    List<Draft> drafts = new ArrayList<>();
    for (Tree.Entry entry : nodes.entries()) {
      refuseName(entry);
      drafts.add(
          draft(entry)
              .orElseGet(() -> new Draft(entry.key(), entry.line(), List.of(), Optional.empty())));
    }
    int inputs = drafts.stream().mapToInt(draft -> draft.inputs().size()).sum();
    if (inputs > MOST_INPUTS) {
      problems.add(
          nodes.line(),
          String.format(
              Locale.ROOT,
              "nodes: they take %d others in all; at most %d are read",
              inputs,
              MOST_INPUTS));
    }
    return drafts;
  }

  private void refuseName(Tree.Entry entry) {
    String name = entry.key();
    if (name.equals(Node.INPUT)) {
      problems.add(entry.line(), "a node is called 'input', which is the image's name");
    } else if (name.isBlank() || name.length() > LONGEST_NAME || !Wording.isOneLine(name)) {
      problems.add(
          entry.line(),
          String.format(
              Locale.ROOT,
              "a node is called %s: a name is one line of 1 to %d letters",
              Wording.quote(name),
              LONGEST_NAME));
    }
  }

  private Optional<Draft> draft(Tree.Entry node) {
    String subject = subject(node.key());
    if (!(node.value() instanceof Tree.Mapping kinds) || kinds.entries().size() != 1) {
      problems.add(
          node.line(),
          subject
              + "expected one kind, as in { relu: { input: NAME } }, found "
              + (node.value() instanceof Tree.Mapping several
                  ? several.entries().size() + " of them"
                  : node.value().words()));
      return Optional.empty();
    }
    Tree.Entry written = kinds.entries().get(0);
    Kind kind = Kinds.ALL.get(written.key());
    if (kind == null) {
      problems.add(
          written.line(), subject + Wording.unknown("kind", written.key(), Kinds.ALL.keySet()));
      return Optional.empty();
    }
    if (!(written.value() instanceof Tree.Mapping mapping)) {
      problems.add(
          written.line(),
          String.format(
              Locale.ROOT,
              "%s%s: expected a mapping with its parameters, found %s",
              subject,
              written.key(),
              written.value().words()));
      return Optional.empty();
    }
    Parameters parameters = new Parameters(mapping, subject, arrays, problems);
    return Optional.of(kind.read(new NodeEntry(node.key(), node.line(), parameters)));
  }

  /** Returns what a node's problems begin with. */
  static String subject(String name) {
    return Wording.shortened(name) + ": ";
  }
}
