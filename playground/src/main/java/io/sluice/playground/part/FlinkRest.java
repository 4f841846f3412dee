package io.sluice.playground.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Flink's REST interface as an operator uses it: upload a jar, run it, look, stop it.
 *
 * <p>Every refusal becomes a {@link PartException} with the first line of Flink's reason. Safe for
 * use by several threads.
 */
public final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);
  private static final Duration METRIC_LIMIT = Duration.ofSeconds(30);
  private static final Duration SAVEPOINT_LIMIT = Duration.ofMinutes(5);

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  public FlinkRest(URI base) {
    this.base = base;
  }

  /** What to run: parallelism and savepoint are Flink's and the job's own choice when absent. */
  public record Run(
      String jarId,
      List<String> arguments,
      Optional<Integer> parallelism,
      Optional<String> savepoint) {
    public static Run of(String jarId, List<String> arguments) {
      return new Run(jarId, arguments, Optional.empty(), Optional.empty());
    }
  }

  /** A job as the overview lists it; {@code state} is Flink's word, such as RUNNING. */
  public record Job(String id, String name, String state, long startedAt) {
    public boolean isTerminal() {
      return List.of("FINISHED", "CANCELED", "FAILED").contains(state);
    }
  }

  /** Whether the interface is up. */
  public boolean answers() {
    try {
      return get("/overview").has("flink-version");
    } catch (PartException e) {
      return false;
    }
  }

  /** Resource ids of the registered TaskManagers. */
  public List<String> taskManagers() {
    return each(get("/taskmanagers").path("taskmanagers"))
        .map(tm -> tm.path("id").asText())
        .toList();
  }

  public int slots() {
    return get("/overview").path("slots-total").asInt();
  }

  /** Uploads a fat jar and gives the id to run it by. */
  public String upload(Path jar) {
    String boundary = "sluice-" + Long.toHexString(jar.toString().hashCode() & 0xffffffffL);
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/jars/upload"))
            .timeout(SAVEPOINT_LIMIT)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> multipart(jar, boundary)))
            .build();
    String stored = send(request).path("filename").asText();
    return stored.substring(stored.lastIndexOf('/') + 1);
  }

  /** Runs an uploaded jar's main class and gives the job's id. */
  public String run(Run run) {
    ObjectNode body = JSON.createObjectNode();
    run.arguments().forEach(body.putArray("programArgsList")::add);
    run.parallelism().ifPresent(parallelism -> body.put("parallelism", parallelism));
    run.savepoint().ifPresent(path -> body.put("savepointPath", path));
    return post("/jars/" + run.jarId() + "/run", body).path("jobid").asText();
  }

  public void deleteJar(String jarId) {
    send(request("/jars/" + jarId).DELETE().build());
  }

  public List<Job> jobs() {
    return each(get("/jobs/overview").path("jobs"))
        .map(
            job ->
                new Job(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText(),
                    job.path("start-time").asLong()))
        .toList();
  }

  /** By id or by name; a live job is preferred to an ended one of that name, the newest wins. */
  public Optional<Job> findJob(String idOrName) {
    return jobs().stream()
        .filter(job -> job.id().equals(idOrName) || job.name().equals(idOrName))
        .max(
            java.util.Comparator.comparing((Job job) -> !job.isTerminal())
                .thenComparingLong(Job::startedAt));
  }

  /** The full answer of {@code /jobs/:id}. */
  public JsonNode job(String jobId) {
    return get("/jobs/" + jobId);
  }

  public String state(String jobId) {
    return job(jobId).path("state").asText();
  }

  /** Whether the job and each of its subtasks run. */
  public boolean allTasksRun(String jobId) {
    JsonNode job = job(jobId);
    return job.path("state").asText().equals("RUNNING")
        && each(job.path("vertices"))
            .allMatch(
                v -> v.path("tasks").path("RUNNING").asInt() == v.path("parallelism").asInt());
  }

  /** Waits until every subtask runs; a job that ends instead fails at once with its cause. */
  public void awaitRunning(String jobId, Duration limit) {
    Await.until(
        "every task of job " + jobId + " runs",
        limit,
        () -> {
          String state = state(jobId);
          if (List.of("FAILED", "CANCELED", "FINISHED").contains(state)) {
            throw new PartException("job " + jobId + " is " + state + ": " + rootCause(jobId));
          }
          return allTasksRun(jobId);
        });
  }

  /** Resource ids of the TaskManagers that run a subtask of the job. */
  public List<String> taskManagersOf(String jobId) {
    return each(job(jobId).path("vertices"))
        .map(
            vertex ->
                get("/jobs/" + jobId + "/vertices/" + vertex.path("id").asText() + "/taskmanagers"))
        .flatMap(answer -> each(answer.path("taskmanagers")))
        .map(taskManager -> taskManager.path("taskmanager-id").asText())
        .distinct()
        .toList();
  }

  public long completedCheckpoints(String jobId) {
    return get("/jobs/" + jobId + "/checkpoints").path("counts").path("completed").asLong();
  }

  /** The first line of what made the job fail last, empty when nothing did. */
  public String rootCause(String jobId) {
    JsonNode entries =
        get("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries");
    return entries
        .path(0)
        .path("stacktrace")
        .asText("")
        .lines()
        .limit(3)
        .reduce("", (a, b) -> a + " " + b)
        .strip();
  }

  /** How often the job failed and was restarted or ended, as far as Flink remembers. */
  public int failures(String jobId) {
    return get("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries").size();
  }

  public void cancel(String jobId) {
    send(request("/jobs/" + jobId).method("PATCH", HttpRequest.BodyPublishers.noBody()).build());
    awaitEnd(jobId);
  }

  private void awaitEnd(String jobId) {
    Await.until(
        "job " + jobId + " has ended",
        SAVEPOINT_LIMIT,
        () -> List.of("FAILED", "CANCELED", "FINISHED").contains(state(jobId)));
  }

  /** A savepoint of a job that goes on; gives its path. */
  public String savepoint(String jobId, Optional<String> target) {
    ObjectNode body = JSON.createObjectNode().put("cancel-job", false);
    target.ifPresent(path -> body.put("target-directory", path));
    return awaitSavepoint(jobId, post("/jobs/" + jobId + "/savepoints", body));
  }

  /** Stops the job with a savepoint; {@code drain} first fires every window and hold. */
  public String stop(String jobId, Optional<String> target, boolean drain) {
    ObjectNode body = JSON.createObjectNode().put("drain", drain);
    target.ifPresent(path -> body.put("targetDirectory", path));
    String path = awaitSavepoint(jobId, post("/jobs/" + jobId + "/stop", body));
    awaitEnd(jobId);
    return path;
  }

  private String awaitSavepoint(String jobId, JsonNode triggered) {
    String status = "/jobs/" + jobId + "/savepoints/" + triggered.path("request-id").asText();
    Await.until(
        "the savepoint of job " + jobId + " is complete",
        SAVEPOINT_LIMIT,
        () -> get(status).path("status").path("id").asText().equals("COMPLETED"));
    JsonNode operation = get(status).path("operation");
    if (operation.has("failure-cause")) {
      throw new PartException(
          "savepoint failed: "
              + firstLine(operation.path("failure-cause").path("stack-trace").asText()));
    }
    return operation.path("location").asText();
  }

  /**
   * One metric of a TaskManager, such as {@code Status.JVM.Memory.Metaspace.Used}.
   *
   * <p>Flink fetches metrics every few seconds and only once somebody asks, so this waits.
   */
  public double taskManagerMetric(String taskManager, String metric) {
    String path = "/taskmanagers/" + taskManager + "/metrics?get=" + metric;
    Await.until(
        "TaskManager " + taskManager + " reports " + metric,
        METRIC_LIMIT,
        () -> get(path).path(0).has("value"));
    return get(path).path(0).path("value").asDouble();
  }

  /** One metric of a job, such as {@code numRestarts}; 0 before Flink has fetched it. */
  public double jobMetric(String jobId, String metric) {
    return get("/jobs/" + jobId + "/metrics?get=" + metric).path(0).path("value").asDouble();
  }

  /** GET of any path of the interface. */
  public JsonNode get(String path) {
    return send(request(path).GET().build());
  }

  private JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(REQUEST_LIMIT);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode body = answer.body().length == 0 ? JSON.nullNode() : JSON.readTree(answer.body());
      if (answer.statusCode() / 100 != 2) {
        throw new PartException(
            "Flink refused " + request.method() + " " + request.uri() + ": " + reason(body));
      }
      return body;
    } catch (IOException e) {
      throw new PartException("no Flink answers on " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartException("interrupted while asking " + request.uri(), e);
    }
  }

  /** Flink wraps a program's own message in several exceptions; the last cause says it best. */
  private static String reason(JsonNode body) {
    List<String> errors = new ArrayList<>();
    each(body.path("errors")).forEach(error -> errors.add(error.asText()));
    String all = String.join("\n", errors);
    return all.lines()
        .filter(line -> line.startsWith("Caused by: "))
        .reduce((first, second) -> second)
        .map(line -> line.substring("Caused by: ".length()))
        .orElseGet(() -> firstLine(all));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("no reason given");
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static InputStream multipart(Path jar, String boundary) {
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
            + jar.getFileName()
            + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
    String tail = "\r\n--" + boundary + "--\r\n";
    try {
      return new SequenceInputStream(
          Collections.enumeration(List.of(bytes(head), Files.newInputStream(jar), bytes(tail))));
    } catch (IOException e) {
      throw new PartException("cannot read " + jar, e);
    }
  }

  private static InputStream bytes(String text) {
    return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
