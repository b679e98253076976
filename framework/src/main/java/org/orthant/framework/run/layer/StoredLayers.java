package org.orthant.framework.run.layer;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.StoredLayer;
import org.orthant.api.spi.Quantizer;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.run.guard.Finite;

/**
 * The selected layers of a network that is not in memory, each open only while it is measured.
 *
 * @param layers in the network's order
 * @param quantizers those that serve each layer, by the layer's name
 * @param seed of all quantizers
 * @param verified whether plugins are held to all of their contracts, whatever it costs
 */
public record StoredLayers(
    List<StoredLayer> layers,
    Map<String, Map<String, Quantizer>> quantizers,
    Seed seed,
    boolean verified) {
  /** How many times a layer's numbers are on the heap while it is measured, at most. */
  private static final int COPIES = 2;

  public StoredLayers {
    layers = List.copyOf(layers);
    quantizers = Map.copyOf(quantizers);
  }

  /** Returns how many numbers may be under way at a time: as many as the heap has room for. */
  public static long mostNumbers() {
    return Runtime.getRuntime().maxMemory() / (COPIES * Float.BYTES);
  }

  public LayerShape shape(int index) {
    return layers.get(index).outline().shape();
  }

  /** Returns how many numbers a layer has. */
  public long numbers(int index) {
    return (long) shape(index).filters() * shape(index).dimension();
  }

  /**
   * Opens a layer; the caller closes it.
   *
   * @throws UnusableLayerException if its weights cannot be used
   * @throws AnalysisException if they cannot be read
   */
  public OpenedLayer open(int index) {
    String name = shape(index).name();
    if (numbers(index) > mostNumbers()) {
      throw new UnusableLayerException(
          String.format(
              Locale.ROOT,
              "%s has %d numbers, and a heap of %d MB has room for %d: give more, as by"
                  + " JAVA_TOOL_OPTIONS=-Xmx%dg",
              name,
              numbers(index),
              Runtime.getRuntime().maxMemory() >> 20,
              mostNumbers(),
              1 + ((numbers(index) * COPIES * Float.BYTES) >> 30)));
    }
    Layer layer = read(index);
    Optional<String> complaint = Finite.complaint(layer.weights());
    if (complaint.isPresent()) {
      layer.weights().close();
      throw new UnusableLayerException(name + ": " + complaint.get());
    }
    return new OpenedLayer(layer, quantizers.getOrDefault(name, Map.of()), seed, verified);
  }

  private Layer read(int index) {
    try {
      return layers.get(index).open();
    } catch (BadInputException e) {
      throw new UnusableLayerException(e.getMessage());
    } catch (IOException e) {
      throw new AnalysisException(
          String.format(
              Locale.ROOT,
              "the weights of %s cannot be read: %s",
              shape(index).name(),
              AtomicFile.inWords(e)));
    }
  }

  /** Says why the weights of a layer cannot be used. */
  public static final class UnusableLayerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableLayerException(String reason) {
      super(reason);
    }
  }
}
