package io.sluice.playground.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sluice.playground.part.PartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a job was submitted, so that it can be submitted again with another jar or parallelism.
 *
 * <p>Flink does not say later with which arguments a job was started; this file does. Arguments may
 * hold secrets, hence only its owner can read it.
 *
 * @param name what the operator calls it, such as {@code log-analytics}
 * @param rest Flink's REST address
 * @param jobId Flink's id of the current run
 */
public record JobRecord(
    String name, String rest, String jobId, String jar, List<String> arguments) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public JobRecord {
    arguments = List.copyOf(arguments);
  }

  JobRecord startedAs(String newJobId, Path newJar, List<String> newArguments) {
    return new JobRecord(name, rest, newJobId, newJar.toString(), newArguments);
  }

  public static Optional<JobRecord> find(Path directory, String name) {
    Path file = directory.resolve(name + ".json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), JobRecord.class));
    } catch (IOException e) {
      throw new PartException("cannot read " + file, e);
    }
  }

  public void save(Path directory) {
    Path file = directory.resolve(name + ".json");
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(file);
      Files.createFile(file);
      boolean guarded =
          file.toFile().setReadable(false, false) && file.toFile().setReadable(true, true);
      if (!guarded) {
        throw new PartException("cannot keep others from reading " + file);
      }
      JSON.writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw new PartException("cannot write " + file, e);
    }
  }

  public static void forget(Path directory, String name) {
    try {
      Files.deleteIfExists(directory.resolve(name + ".json"));
    } catch (IOException e) {
      throw new PartException("cannot remove the record of " + name, e);
    }
  }
}
