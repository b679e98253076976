package org.orthant.framework.run.guard;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.orthant.api.BadInputException;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.failure.PluginCall;

/**
 * A dataset whose images and labels are looked at before anyone else sees them.
 *
 * @param id the dataset's
 */
public record CheckedDataset(String id, Dataset dataset) implements Dataset {

  /**
   * Calls a dataset's method.
   *
   * @param dataset its id
   * @throws AnalysisException if it fails; a mistake of the user's is thrown as it is
   */
  static <T> T call(String dataset, String method, Supplier<T> call) {
    String subject = String.format(Locale.ROOT, "dataset '%s'", dataset);
    return new PluginCall(subject, method)
        .make(
            () -> Objects.requireNonNull(call.get(), "it returned null"),
            thrown ->
                thrown instanceof BadInputException mistake
                    ? mistake
                    : new AnalysisException(
                        String.format(
                            Locale.ROOT,
                            "%s failed: %s: %s",
                            subject,
                            method,
                            PluginCall.inWords(thrown)),
                        thrown));
  }

  private <T> T call(String method, Supplier<T> call) {
    return call(id, method, call);
  }

  @Override
  public DatasetShape shape() {
    return call("shape", dataset::shape);
  }

  @Override
  public Split training() {
    return new CheckedSplit(id, shape().image(), call("training", dataset::training));
  }

  @Override
  public Split test() {
    return new CheckedSplit(id, shape().image(), call("test", dataset::test));
  }

  @Override
  public String digest() {
    return call("digest", dataset::digest);
  }

  @Override
  public List<String> notes() {
    return call("notes", () -> List.copyOf(dataset.notes()));
  }
}
