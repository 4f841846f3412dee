package io.sluice.playground.command;

import io.sluice.playground.cluster.JobRecord;
import io.sluice.playground.part.PartException;
import io.sluice.playground.part.SluiceHome;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which job of which cluster a command is about. */
final class JobTarget {
  private static final URI FLINK_DEFAULT = URI.create("http://127.0.0.1:8081");

  @Parameters(
      paramLabel = "JOB",
      description = "Name given at submission, such as log-analytics; or Flink's job id or name.")
  private String job;

  @Option(
      names = "--rest",
      paramLabel = "URL",
      description = "Flink's REST address; default: where the job was submitted, else port 8081.")
  private Optional<URI> rest = Optional.empty();

  static Path records() {
    return SluiceHome.find().scratch().resolve("jobs");
  }

  String job() {
    return job;
  }

  Optional<JobRecord> record() {
    return JobRecord.find(records(), job);
  }

  JobRecord requireRecord() {
    return record()
        .orElseThrow(
            () ->
                new PartException("no job " + job + " was submitted from here, see " + records()));
  }

  URI rest() {
    return rest.orElseGet(() -> record().map(r -> URI.create(r.rest())).orElse(FLINK_DEFAULT));
  }
}
