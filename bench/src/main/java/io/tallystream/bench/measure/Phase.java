package io.tallystream.bench.measure;

/** One thing to measure. Prints a line for each figure, with the ceiling or ratio beside it. */
public interface Phase {
  void run(Run run) throws Exception;
}
