package io.sluice.playground.command;

import io.sluice.common.dictionary.Dictionary;
import io.sluice.common.dictionary.Reading;
import io.sluice.common.dictionary.Source;
import io.sluice.common.dictionary.SourceReader;
import io.sluice.common.dictionary.describe.SampleDescriber;
import io.sluice.common.dictionary.describe.SampleLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The data dictionary: a first entry from a sample, and a check of entries against one. */
@Command(
    name = "sources",
    description = "Describe sources of records for the data dictionary.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class SourcesCommand implements Runnable {
  private static final int MOST_LINES = 1_000_000;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say describe or check");
  }

  @Command(
      name = "describe",
      description =
          "Write a first dictionary entry from a sample: JSON lines or CSV with a header.",
      mixinStandardHelpOptions = true)
  int describe(
      @Parameters(paramLabel = "SAMPLE", description = "A file, gzipped or not.") Path sample,
      @Option(names = "--name", description = "Name of the source; that of the file if left out.")
          Optional<String> name,
      @Option(names = "--topic", description = "Its topic; its name if left out.")
          Optional<String> topic,
      @Option(names = "--out", paramLabel = "FILE", description = "Write there, not to the screen.")
          Optional<Path> out)
      throws IOException {
    requireReadable(sample);
    String called = name.orElseGet(() -> stem(sample));
    String entry = SampleDescriber.describe(sample, called, topic.orElse(called));
    if (out.isPresent()) {
      Files.writeString(out.get(), entry);
      tell("written to " + out.get() + "; " + summary(out.get(), called, sample));
    } else {
      spec.commandLine().getOut().print(entry);
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  @Command(
      name = "check",
      description = "Check a dictionary, and with a sample how its records are read.",
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(index = "0", paramLabel = "FILE.yaml", description = "The dictionary.") Path file,
      @Parameters(index = "1", arity = "0..1", paramLabel = "SAMPLE", description = "Records.")
          Optional<Path> sample,
      @Option(names = "--source", description = "Name or topic; the first one if left out.")
          Optional<String> source)
      throws IOException {
    requireReadable(file);
    Dictionary dictionary = Dictionary.load(file);
    String name = source.orElse(dictionary.sources().get(0).name());
    if (dictionary.source(name).isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--source: " + file + " has no source " + name);
    }
    if (sample.isPresent()) {
      requireReadable(sample.get());
      tell(summary(file, name, sample.get()));
    } else {
      tell(file + " is right: " + dictionary.sources().size() + " sources");
    }
    return 0;
  }

  /** How many records of the sample have which structure, and why others have none. */
  private static String summary(Path file, String name, Path sample) throws IOException {
    Source source = Dictionary.load(file).source(name).orElseThrow();
    SourceReader reader = new SourceReader(source);
    Map<String, Integer> counts = new TreeMap<>();
    int nulled = 0;
    for (String line : SampleLines.of(sample, MOST_LINES)) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      Reading reading = reader.read(bytes, 0, bytes.length, sample.getFileName().toString());
      nulled += reading.nulled();
      if (!reading.isHeader()) {
        counts.merge(outcome(reading), 1, Integer::sum);
      }
    }
    return String.format(Locale.ROOT, "read %s; %,d values left out", counts, nulled);
  }

  private static String outcome(Reading reading) {
    return reading.isRecord()
        ? reading.structure().name()
        : "rejected as " + reading.problem().reason();
  }

  private static String stem(Path sample) {
    String stem = sample.getFileName().toString().replaceAll("\\..*", "");
    String name = stem.replaceAll("[^A-Za-z0-9._-]+", "-");
    return name.matches("[A-Za-z0-9].*") ? name : "source";
  }

  private void tell(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  private void requireReadable(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), file + " is not there or cannot be read");
    }
  }
}
