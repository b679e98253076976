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

/** A multilayer perceptron with quantized weights and activations, trained on DeepLearning4J. */
@Id("bnn-mlp")
@Doc(
    value = "Multilayer perceptron with quantized weights and activations, trained on the dataset",
    source = "Hubara et al., Binarized Neural Networks, 2016")
public record BnnMlp(
    @Doc("widths of the hidden layers; one more layer leads to the classes") List<Integer> dense,
    @Doc("quantizer of all weights") Quantizer weights,
    @Doc("quantizer of all activations but the scores") Quantizer activations,
    @Doc("what single layers do differently, by name") Map<String, LayerOverride> overrides,
    @Doc("how it is trained") Training training,
    @Doc("a folder with its parameters as --export writes them; then nothing is trained")
        Optional<Path> parameters)
    implements TrainedNetworkSource {

  public BnnMlp() {
    this(List.of(512, 512), new Binary(), new Binary(), Map.of(), new Training(), Optional.empty());
  }

  public BnnMlp {
    dense = List.copyOf(dense);
    Layout.requireWidths(dense, "dense");
  }

  @Override
  public TrainedSource trained(DatasetShape dataset) {
    return new TrainedSource(
        toString(),
        new Layout(dataset.image())
            .dense(dense)
            .scores(dataset.classes())
            .recipes(weights, activations, overrides),
        training);
  }
}
