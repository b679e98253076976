package org.orthant.framework.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.catalog.SamplePlugins;
import org.orthant.framework.catalog.ServiceFiles;
import org.orthant.framework.config.PretrainedNetworks;
import org.orthant.framework.config.RunKey;

final class RunSchemaTest {
  @TempDir Path folder;

  @Test
  void everyKeyIsDescribed() throws JsonProcessingException {
    JsonNode schema = schema(SamplePlugins.all());
    for (RunKey key : RunKey.values()) {
      assertThat(schema.path("properties").path(key.id()).path("description").asText())
          .isEqualTo(key.doc());
    }
    assertThat(names(schema.path("required")))
        .containsExactly("name", "network", "quantizers", "probes");
  }

  @Test
  void aPluginIsAnIdOrOneKey() throws JsonProcessingException {
    JsonNode quantizer = schema(SamplePlugins.all()).at("/definitions/quantizer/anyOf");
    assertThat(names(quantizer.findValues("const")))
        .containsExactly("test-binary", "test-crashing", "test-gbt", "test-ternary");
    assertThat(quantizer.at("/0/description").asText())
        .isEqualTo("Keeps the sign\n\nsign(x)\n\nCourbariaux et al. 2016");
    JsonNode withParameters = quantizer.path(4);
    assertThat(withParameters.path("maxProperties").asInt()).isOne();
    assertThat(names(withParameters.path("properties").fieldNames()))
        .containsExactly("test-binary", "test-crashing", "test-gbt", "test-ternary");
  }

  @Test
  void parametersTellTypePurposeAndDefault() throws JsonProcessingException {
    JsonNode ternary =
        schema(SamplePlugins.all())
            .at("/definitions/quantizer/anyOf/4/properties/test-ternary/properties");
    assertThat(ternary.at("/rule"))
        .hasToString(
            "{\"default\":\"relative-to-mean\",\"type\":\"string\","
                + "\"enum\":[\"absolute\",\"relative-to-mean\"]}");
    assertThat(ternary.at("/threshold/description").asText()).isEqualTo("Below it, zero");
    assertThat(ternary.at("/threshold/default").asDouble()).isEqualTo(0.7);
    assertThat(names(ternary.at("/keep-scale/type"))).containsExactly("boolean", "string");
    assertThat(ternary.at("/bits").has("default")).isFalse();
    assertThat(ternary.at("/bits/anyOf/1")).hasToString("{\"type\":\"null\"}");
  }

  @Test
  void aPluginInsideAnotherKeepsTheDefaultItIsGiven() throws JsonProcessingException {
    JsonNode gbt =
        schema(SamplePlugins.all())
            .at("/definitions/quantizer/anyOf/4/properties/test-gbt/properties");
    assertThat(gbt.at("/quantizer"))
        .hasToString(
            "{\"default\":{\"test-ternary\":{\"rule\":\"absolute\",\"threshold\":0.02,"
                + "\"keep-scale\":false,\"bits\":null}},"
                + "\"allOf\":[{\"$ref\":\"#/definitions/quantizer\"}]}");
    assertThat(gbt.at("/rotation/default").asText()).isEqualTo("test-hadamard");
  }

  @Test
  void aRecordInsideAPluginHasTheDefaultsThatThePluginGivesIt() throws JsonProcessingException {
    JsonNode mlp =
        schema(SamplePlugins.all()).at("/definitions/network/anyOf/2/properties/test-mlp");
    assertThat(mlp.at("/properties/training/properties/epochs/default").asInt()).isEqualTo(6);
    assertThat(mlp.at("/properties/training").has("required")).isFalse();
  }

  @Test
  void whatHasNoDefaultMustBeWritten() throws JsonProcessingException {
    JsonNode schema = schema(SamplePlugins.all());
    JsonNode dataset = schema.at("/definitions/dataset/anyOf");
    assertThat(names(dataset.findValues("const"))).containsExactly("test-digits");
    JsonNode files = dataset.at("/1/properties/test-files");
    assertThat(names(files.path("required"))).containsExactly("folder");
    assertThat(files.path("type").asText()).isEqualTo("object");
    JsonNode override =
        schema.at(
            "/definitions/network/anyOf/2/properties/test-mlp/properties/overrides"
                + "/additionalProperties");
    assertThat(names(override.path("required"))).containsExactly("weights");
  }

  @Test
  void aKindWithoutPluginsAcceptsNothing() throws JsonProcessingException {
    JsonNode rotation = schema(new ServiceFiles()).at("/definitions/rotation/anyOf");
    assertThat(rotation)
        .hasToString(
            "[{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false,"
                + "\"minProperties\":1,\"maxProperties\":1}]");
  }

  @Test
  void trainedNetworksAreNamed() throws IOException {
    assertThat(schema(SamplePlugins.all()).at("/properties/network").has("anyOf")).isFalse();
    Files.createDirectories(folder.resolve("small"));
    Files.writeString(folder.resolve("small/network.yaml"), "# A small one\ntest-mlp: {}\n");
    JsonNode network = schema(SamplePlugins.all()).at("/properties/network/anyOf/1");
    assertThat(network.at("/properties/pretrained/anyOf/0"))
        .hasToString("{\"description\":\"A small one\",\"const\":\"small\"}");
  }

  private JsonNode schema(ServiceFiles plugins) throws JsonProcessingException {
    Catalog catalog = Guice.createInjector(new CatalogModule(plugins)).getInstance(Catalog.class);
    return new ObjectMapper()
        .readTree(new RunSchema(catalog, new PretrainedNetworks(List.of(folder))).json());
  }

  private static List<String> names(Iterable<JsonNode> nodes) {
    List<String> names = new ArrayList<>();
    nodes.forEach(node -> names.add(node.asText()));
    return names;
  }

  private static List<String> names(Iterator<String> fields) {
    List<String> names = new ArrayList<>();
    fields.forEachRemaining(names::add);
    return names;
  }
}
