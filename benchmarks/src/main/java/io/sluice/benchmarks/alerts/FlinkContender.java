package io.sluice.benchmarks.alerts;

import io.sluice.benchmarks.contest.Cluster;
import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.RowFiles;
import io.sluice.benchmarks.contest.Task;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A contender of W3 on a Flink cluster: from the events of a fleet to lines of openings. */
abstract class FlinkContender implements Contender {
  private final Cluster cluster = Cluster.roomy();

  /** Builds the graph, up to lines of {@link Openings}. */
  abstract DataStream<String> openings(StreamExecutionEnvironment environment, Task task);

  @Override
  public final Round run(Task task) throws Exception {
    RowFiles.clear(task.path("out"));
    StreamExecutionEnvironment environment = cluster.environment(task);
    Configuration backend = new Configuration();
    backend.set(StateBackendOptions.STATE_BACKEND, task.text("backend"));
    environment.configure(backend);
    openings(environment, task)
        .transform("note the end", Types.STRING, new NoteEnd(task.path("out")))
        .uid("note-end")
        .sinkTo(new RowFiles(task.path("out")))
        .name("write openings")
        .uid("write-openings");
    return cluster.runOnceUp(
        environment, task, () -> NoteEnd.read(task.path("out"), Cluster.PARALLELISM));
  }

  @Override
  public final void close() throws Exception {
    cluster.close();
  }
}
