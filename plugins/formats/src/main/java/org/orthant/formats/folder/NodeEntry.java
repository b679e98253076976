package org.orthant.formats.folder;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.orthant.formats.folder.yaml.Form;

/** A node's name, and what stands under its kind. */
record NodeEntry(String name, int line, Parameters parameters) {
  private static final String INPUT = "input";
  private static final String INPUTS = "inputs";

  /** The name of what it takes. */
  String input() {
    return parameters.required(INPUT, Form.NODE, "");
  }

  /** The names of what it takes, so many at least. */
  List<String> inputs(int least) {
    List<String> names = parameters.required(INPUTS, Form.NODES, List.of());
    boolean isRead = parameters.isSound();
    if (isRead && names.size() < least) {
      parameters.refuse(
          parameters.entry(INPUTS).orElseThrow(),
          String.format(Locale.ROOT, "needs at least %d, has %d", least, names.size()));
    }
    return names;
  }

  /** The node, once all its parameters were asked for. */
  Draft draft(String input, Draft.Maker maker) {
    return draft(input.isEmpty() ? List.of() : List.of(input), maker);
  }

  /** The node, once all its parameters were asked for. */
  Draft draft(List<String> inputs, Draft.Maker maker) {
    parameters.refuseOthers();
    return new Draft(
        name, line, inputs, parameters.isSound() ? Optional.of(maker) : Optional.empty());
  }
}
