package io.sluice.benchmarks.micro;

/** Works on the lines as they are. */
abstract class LineContender extends RecordContender<byte[]> {
  @Override
  final byte[] prepare(byte[] line) {
    return line;
  }
}
