package org.orthant.dl4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.quantizers.Binary;

/**
 * The paper's convolutional network: 3 × 3 "same" convolutions with a 2 × 2 max pool after every
 * second, then dense layers, weights and activations quantized; trained on DeepLearning4J.
 */
@Id("bnn-cnn")
@Doc(
    value = "Convolutional network with quantized weights and activations, trained on the dataset",
    source = "Hubara et al., Binarized Neural Networks, 2016")
public record BnnCnn(
    @Doc("filters of the 3 × 3 convolutions; a max pool follows every second")
        List<Integer> convolutions,
    @Doc("widths of the hidden dense layers; one more layer leads to the classes")
        List<Integer> dense,
    @Doc("quantizer of all weights") Quantizer weights,
    @Doc("quantizer of all activations but the scores") Quantizer activations,
    @Doc("what single layers do differently, by name") Map<String, LayerOverride> overrides,
    @Doc("how it is trained") Training training,
    @Doc("a folder with its parameters as --export writes them; then nothing is trained")
        Optional<Path> parameters)
    implements TrainedNetworkSource {

  public BnnCnn() {
    this(
        List.of(128, 128, 256, 256, 512, 512),
        List.of(1024, 1024),
        new Binary(),
        new Binary(),
        Map.of(),
        new Training(
            20, 50, Loss.SQUARED_HINGE, 5e-3, 1e-5, Decay.COSINE, true, 0, 2, Layers.FUSED, 0),
        Optional.empty());
  }

  public BnnCnn {
    convolutions = List.copyOf(convolutions);
    dense = List.copyOf(dense);
    Layout.requireWidths(convolutions, "convolutions");
    Layout.requireWidths(dense, "dense");
  }

  @Override
  public TrainedSource trained(DatasetShape dataset) {
    return new TrainedSource(
        toString(),
        new Layout(dataset.image())
            .convolutions(convolutions)
            .dense(dense)
            .scores(dataset.classes())
            .recipes(weights, activations, overrides),
        training);
  }
}
