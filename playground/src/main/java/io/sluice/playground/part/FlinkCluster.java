package io.sluice.playground.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A standalone Flink session cluster: a JobManager with its web UI and TaskManagers, each a JVM of
 * its own with what Flink's own lib/ holds and no class of a job.
 *
 * <p>Heartbeats are short (2 s, two refused ones mean dead) and slots are spread over the
 * TaskManagers, so that losing one is noticed soon and always hurts.
 */
public final class FlinkCluster implements Part {
  /** What env.java.opts.all of the official distribution opens; Flink's own start needs it. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.net",
          "java.io",
          "java.nio",
          "sun.nio.ch",
          "java.lang.reflect",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks");

  private static final Duration READY_LIMIT = Duration.ofMinutes(3);

  /** Sizes of the cluster; memory is a whole process's, in MiB. */
  public record Size(int taskManagers, int slotsEach, int taskManagerMiB, int jobManagerMiB) {
    public static Size of(int taskManagers, int slotsEach) {
      return new Size(taskManagers, slotsEach, 1800, 1280);
    }
  }

  private final SluiceHome home;
  private final Path directory;
  private final Size size;
  private final int rpcPort;
  private final int restPort;
  private final FlinkRest rest;
  private final Map<String, ChildJvm> taskManagers = new LinkedHashMap<>();
  private final Map<String, String> settings;
  private List<String> taskManagerJvm;
  private List<String> taskManagerArgs;
  private ChildJvm jobManager;
  private int startedTaskManagers;

  public FlinkCluster(SluiceHome home, Path runDirectory, Size size) {
    this(home, runDirectory, size, Map.of());
  }

  /** With Flink options of one's own on top. */
  public FlinkCluster(SluiceHome home, Path runDirectory, Size size, Map<String, String> settings) {
    this.home = home;
    this.directory = runDirectory.toAbsolutePath().resolve("flink");
    this.size = size;
    this.settings = Map.copyOf(settings);
    this.rpcPort = FreePorts.next();
    this.restPort = FreePorts.next();
    this.rest = new FlinkRest(java.net.URI.create("http://127.0.0.1:" + restPort));
  }

  @Override
  public String name() {
    return "flink-cluster";
  }

  public FlinkRest rest() {
    return rest;
  }

  /** Where the web UI listens. */
  public String webUi() {
    return "http://127.0.0.1:" + restPort;
  }

  public Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  public Path savepoints() {
    return directory.resolve("savepoints");
  }

  /** Names of the TaskManagers that run now; they are also Flink's resource ids. */
  public List<String> taskManagers() {
    return taskManagers.entrySet().stream()
        .filter(entry -> entry.getValue().isAlive())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The process id of a TaskManager, for tools such as jcmd. */
  public long pidOf(String taskManager) {
    return named(taskManager).pid();
  }

  /** Starts what does not run and waits until every TaskManager has registered. */
  @Override
  public void start() {
    if (isRunning()) {
      return;
    }
    writeConfiguration();
    jobManager = startJobManager();
    Await.until("the JobManager answers on " + webUi(), READY_LIMIT, this::jobManagerAnswers);
    while (taskManagers().size() < size.taskManagers()) {
      launchTaskManager();
    }
    awaitRegistered();
  }

  @Override
  public void stop() {
    taskManagers.values().forEach(ChildJvm::kill);
    taskManagers.clear();
    if (jobManager != null) {
      jobManager.stop();
    }
  }

  @Override
  public void kill() {
    taskManagers.values().forEach(ChildJvm::kill);
    taskManagers.clear();
    if (jobManager != null) {
      jobManager.kill();
    }
  }

  @Override
  public boolean isRunning() {
    return jobManager != null && jobManager.isAlive();
  }

  /** kill -9 of one TaskManager; nothing replaces it until {@link #addTaskManager}. */
  public void killTaskManager(String taskManager) {
    named(taskManager).kill();
    taskManagers.remove(taskManager);
  }

  /** Starts one more TaskManager, waits until it has registered, and gives its name. */
  public String addTaskManager() {
    String name = launchTaskManager();
    awaitRegistered();
    return name;
  }

  private ChildJvm named(String taskManager) {
    ChildJvm child = taskManagers.get(taskManager);
    if (child == null) {
      throw new PartException("no TaskManager " + taskManager + " among " + taskManagers.keySet());
    }
    return child;
  }

  private ChildJvm startJobManager() {
    String[] memory = resourceParameters("GET_JM_RESOURCE_PARAMS");
    List<String> args = new ArrayList<>(List.of("--configDir", conf().toString()));
    args.addAll(List.of("--executionMode", "cluster"));
    args.addAll(words(memory[1]));
    return child(
        "jobmanager",
        words(memory[0]),
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        args);
  }

  private String launchTaskManager() {
    if (taskManagerArgs == null) {
      String[] memory = resourceParameters("GET_TM_RESOURCE_PARAMS");
      taskManagerJvm = words(memory[0]);
      taskManagerArgs = words(memory[1]);
    }
    startedTaskManagers++;
    String name = "taskmanager-" + startedTaskManagers;
    List<String> args = new ArrayList<>(List.of("--configDir", conf().toString()));
    args.addAll(taskManagerArgs);
    args.addAll(List.of("-D", "taskmanager.resource-id=" + name));
    taskManagers.put(
        name,
        child(
            name, taskManagerJvm, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", args));
    return name;
  }

  private ChildJvm child(String name, List<String> jvm, String main, List<String> args) {
    return new ChildJvm.Command(
            name, directory, home.flinkClasspath(), logged(name, jvm), main, args)
        .start();
  }

  private List<String> logged(String process, List<String> jvm) {
    List<String> all = new ArrayList<>(jvm);
    all.add("-Dlog4j.configurationFile=" + conf().resolve("log4j2.properties"));
    // Flink's web UI shows the file of this name.
    all.add("-Dlog.file=" + directory.resolve(process + ".log"));
    all.add("-XX:+UseG1GC");
    OPENED.forEach(name -> all.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    return all;
  }

  /** What the distribution's scripts ask for: JVM flags first, dynamic properties second. */
  private String[] resourceParameters(String question) {
    String prefix = "BASH_JAVA_UTILS_EXEC_RESULT:";
    String output =
        new ChildJvm.Command(
                "flink-memory",
                directory,
                home.flinkClasspath(),
                List.of("-Xmx128m"),
                "org.apache.flink.runtime.util.bash.BashJavaUtils",
                List.of(question, "--configDir", conf().toString()))
            .output();
    String[] results =
        output
            .lines()
            .filter(line -> line.contains(prefix))
            .map(line -> line.substring(line.indexOf(prefix) + prefix.length()))
            .toArray(String[]::new);
    if (results.length != 2) {
      throw new PartException("Flink does not say what memory its processes take: " + output);
    }
    return results;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  private boolean jobManagerAnswers() {
    jobManager.requireAlive();
    return rest.answers();
  }

  private void awaitRegistered() {
    Await.until(
        "all TaskManagers have registered",
        READY_LIMIT,
        () -> {
          taskManagers.values().forEach(ChildJvm::requireAlive);
          return rest.taskManagers().containsAll(taskManagers());
        });
  }

  private Path conf() {
    return directory.resolve("conf");
  }

  private void writeConfiguration() {
    try {
      for (Path path : List.of(conf(), checkpoints(), savepoints(), directory.resolve("tmp"))) {
        Files.createDirectories(path);
      }
      FlinkConfiguration file =
          new FlinkConfiguration(directory, rpcPort, restPort, size, settings);
      Files.writeString(conf().resolve("config.yaml"), file.yaml());
      Files.writeString(conf().resolve("log4j2.properties"), FlinkConfiguration.LOGGING);
    } catch (IOException e) {
      throw new PartException("cannot write Flink's configuration in " + directory, e);
    }
  }
}
