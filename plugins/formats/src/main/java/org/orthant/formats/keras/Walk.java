package org.orthant.formats.keras;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.orthant.api.BadInputException;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.NetworkDraft;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.keras.file.KerasFile;
import org.orthant.formats.keras.file.Place;

/** Goes through the layers of a model and gives each what enters it. */
final class Walk {
  private static final Map<String, Function<Call, Image>> LAYERS = new HashMap<>();

  static {
    LAYERS.putAll(ProductLayers.ALL);
    LAYERS.putAll(PoolLayers.ALL);
    LAYERS.putAll(CurveLayers.ALL);
    LAYERS.putAll(ScaleLayers.ALL);
    LAYERS.putAll(MergeLayers.ALL);
    LAYERS.putAll(ShapeLayers.ALL);
  }

  private final Architecture model;
  private final Place place;
  private final KerasFile file;
  private final NetworkDraft draft;
  private final Set<String> endings;
  private final Map<Reference, Optional<Image>> values = new HashMap<>();

  /**
   * @param place of the model
   * @param isLast whether nothing comes behind it that changes the order of the scores
   */
  Walk(Architecture model, Place place, KerasFile file, NetworkDraft draft, boolean isLast) {
    this.model = model;
    this.place = place;
    this.file = file;
    this.draft = draft;
    this.endings = isLast ? endings(model) : Set.of();
  }

  /** The layers behind which nothing comes but what does not change the order of the scores. */
  private static Set<String> endings(Architecture model) {
    Set<String> endings = new HashSet<>();
    Set<String> others = new HashSet<>();
    List<KerasLayer> backwards = new ArrayList<>(model.layers());
    Collections.reverse(backwards);
    for (KerasLayer layer : backwards) {
      if (!others.contains(layer.name())) {
        endings.add(layer.name());
      }
      if (others.contains(layer.name()) || !CurveLayers.keepsOrder(layer)) {
        layer.calls().forEach(call -> call.forEach(taken -> others.add(taken.layer())));
      }
    }
    return endings;
  }

  /**
   * Returns what leaves the model.
   *
   * @param images what enters it, one for each of its inputs
   */
  List<Optional<Image>> outputs(List<Optional<Image>> images) {
    if (images.size() != model.inputs().size()) {
      throw new BadInputException(
          String.join("/", place.names())
              + " takes "
              + model.inputs().size()
              + " inputs, and "
              + images.size()
              + " enter it");
    }
    for (int i = 0; i < images.size(); i++) {
      values.put(model.inputs().get(i), images.get(i));
    }
    model.layers().forEach(this::add);
    return model.outputs().stream().map(this::value).toList();
  }

  private Optional<Image> value(Reference reference) {
    // Some versions count the uses of a model within a model from 1.
    Reference first = new Reference(reference.layer(), 0, reference.output());
    Reference second = new Reference(reference.layer(), 1, reference.output());
    if (!values.containsKey(reference) && reference.equals(second)) {
      return value(first);
    }
    if (!values.containsKey(reference)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "takes output %d of use %d of the layer %s, which has none",
              reference.output(),
              reference.call(),
              reference.layer()));
    }
    return values.get(reference);
  }

  private void add(KerasLayer layer) {
    for (int use = 0; use < layer.calls().size(); use++) {
      List<Optional<Image>> inputs = layer.calls().get(use).stream().map(this::value).toList();
      List<Optional<Image>> outputs =
          layer.isModel() ? within(layer, inputs) : List.of(output(layer, inputs));
      for (int i = 0; i < outputs.size(); i++) {
        values.put(new Reference(layer.name(), use, i), outputs.get(i));
      }
    }
  }

  private List<Optional<Image>> within(KerasLayer layer, List<Optional<Image>> inputs) {
    ObjectNode inner = JsonNodeFactory.instance.objectNode();
    inner.put("class_name", layer.type());
    inner.set("config", layer.settings().node());
    return new Walk(
            Architecture.of(inner),
            place.of(layer.name(), layer.numbered()),
            file,
            draft,
            endings.contains(layer.name()))
        .outputs(inputs);
  }

  private Optional<Image> output(KerasLayer layer, List<Optional<Image>> inputs) {
    Place own = place.of(layer.name(), layer.numbered());
    Call call =
        new Call(
            layer,
            String.join("/", own.names()),
            own,
            inputs,
            draft,
            file.weights(),
            endings.contains(layer.name()),
            file.isThird());
    String advice;
    try {
      return applied(call);
    } catch (UnsupportedException e) {
      advice = e.getMessage();
    } catch (IllegalArgumentException | ArithmeticException e) {
      advice = "it does not work here: " + e.getMessage();
    }
    draft.refuse(call.name(), layer.type(), advice);
    return Advice.keepsShape(layer.type()) && inputs.size() == 1 ? inputs.get(0) : Optional.empty();
  }

  private static Optional<Image> applied(Call call) {
    Function<Call, Image> layer = LAYERS.get(call.layer().type());
    if (layer == null) {
      throw new UnsupportedException(Advice.on(call.layer().type()));
    }
    if (!call.layer().isWhole()) {
      throw new UnsupportedException("with images alone it is; Rescaling computes with numbers");
    }
    if (call.settings().text("data_format", "channels_last").equals("channels_first")) {
      throw new UnsupportedException(
          "with data_format = channels_last it is; build the model so, and set its weights");
    }
    if (call.inputs().isEmpty()) {
      throw new IllegalArgumentException("nothing enters it");
    }
    if (!call.isKnown()) {
      ProductLayers.unplaced(call);
      return Optional.empty();
    }
    return Optional.of(layer.apply(call));
  }
}
