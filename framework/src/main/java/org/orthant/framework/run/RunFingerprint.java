package org.orthant.framework.run;

import java.util.Optional;
import org.orthant.api.data.Dataset;
import org.orthant.api.graph.Model;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.digest.OwnCode;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.failure.FailureFormat;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.run.measure.RunSettings;

/** The hash of all that shapes what a run finds out. */
final class RunFingerprint {
  private RunFingerprint() {}

  static String of(Plan plan, Optional<Dataset> dataset, Model model, RunSettings settings) {
    RunSpec spec = plan.spec();
    return Sha256.of(
        out -> {
          out.writeUTF(OwnCode.sha256());
          out.writeUTF(Sha256.of(spec.yaml()));
          out.writeUTF(dataset.map(Dataset::digest).orElse(""));
          out.writeUTF(ModelDigest.of(model));
          out.writeUTF(settings.arithmetic().name());
          out.writeUTF(Platform.here());
          out.writeBoolean(settings.verified());
          for (PluginJar jar : spec.jars()) {
            out.writeUTF(jar.sha256());
          }
          FailureFormat.write(plan.failures(), out);
        });
  }
}
