package org.orthant.framework.worker;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.orthant.api.data.DataFiles;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.config.AllowedPaths;
import org.orthant.framework.config.ConfigReader;
import org.orthant.framework.data.DatasetFolders;
import org.orthant.framework.job.Job;
import org.orthant.framework.job.JobFile;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.Planner;
import org.orthant.framework.plan.PlanningModule;
import org.orthant.framework.run.Analysis;
import org.orthant.framework.run.RemoteGroups;
import org.orthant.framework.run.RemoteLayers;
import org.orthant.framework.storage.Home;
import org.orthant.framework.storage.RunLocations;
import org.orthant.framework.sweep.RemoteParts;
import org.orthant.framework.sweep.SweepPlan;

/**
 * Where this process does the pieces of a job.
 *
 * @param home of this machine
 * @param folder of this job alone, with the files that came along
 * @param injector with the plugins of the job
 */
record Workplace(Home home, Path folder, Injector injector) {

  private static final String CONFIG = "the run's configuration";

  /** Lays out what came along, in a folder that is gone when the process ends. */
  static Workplace of(Job job) throws IOException {
    Path folder = ProcessFolder.create(Path.of(System.getProperty("java.io.tmpdir")));
    for (JobFile file : job.cached()) {
      file.writeInto(cache(folder));
    }
    List<PluginJar> jars = new ArrayList<>();
    for (JobFile jar : job.jars()) {
      jars.add(PluginJar.open(jar.writeInto(folder.resolve("plugins"))));
    }
    Home home = Home.of(System.getenv());
    return new Workplace(
        home,
        folder,
        Guice.createInjector(
            new CatalogModule(Workplace.class.getClassLoader(), jars),
            new PlanningModule(home.models())));
  }

  private static Path cache(Path folder) {
    return folder.resolve("cache");
  }

  private Plan plan(Job job) {
    return planner().plan(reader().read(CONFIG, job.config(), Path.of(job.folder()), List.of()));
  }

  /** Prepares to measure stored layers. */
  RemoteLayers layers(Job job) throws IOException {
    return RemoteLayers.prepare(
        plan(job), cache(folder), job.verified(), job.details(), new LoggedProgress());
  }

  /** Prepares to measure groups. */
  RemoteGroups groups(Job job) throws IOException {
    return RemoteGroups.prepare(
        plan(job), data(job), cache(folder), job.verified(), job.details(), new LoggedProgress());
  }

  /** Prepares to compute parts of a sweep. */
  RemoteParts parts(Job job) {
    SweepPlan plan =
        SweepPlan.of(
            reader()
                .sweep(CONFIG, job.config(), Path.of(job.folder()), List.of(), AllowedPaths.ANY),
            planner());
    RunLocations locations = new RunLocations(home, data(job), List.of());
    return new RemoteParts(
        plan, new Analysis(locations, new LoggedProgress(), job.verified()), folder, job.details());
  }

  private ConfigReader reader() {
    return injector.getInstance(ConfigReader.class);
  }

  private Planner planner() {
    return injector.getInstance(Planner.class);
  }

  private DataFiles data(Job job) {
    Stream<String> here = Stream.of(System.getenv().getOrDefault("ORTHANT_DATA", ""));
    List<Path> folders =
        Stream.concat(job.datasets().stream(), here)
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .toList();
    return new DatasetFolders(folders, home.datasets(), new LoggedProgress());
  }
}
