package io.sluice.common.dictionary.describe;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The first lines of a file, gzipped or not; blank ones and a byte order mark left out. */
public final class SampleLines {
  private static final int LONGEST = 1 << 20;

  private SampleLines() {}

  public static List<String> of(Path file, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream raw = new FileInputStream(file.toFile());
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine();
          line != null && lines.size() < most;
          line = reader.readLine()) {
        String text = lines.isEmpty() && line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (!text.isBlank() && text.length() <= LONGEST) {
          lines.add(text);
        }
      }
    }
    return lines;
  }
}
