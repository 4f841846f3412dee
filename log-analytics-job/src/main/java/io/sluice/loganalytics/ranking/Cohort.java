package io.sluice.loganalytics.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The searches of one bucket that began in the same five minutes: they are judged by the same
 * firing, so they are opened, written and closed together. An open-addressing table by {@link
 * SearchHash} (linear probing, at most half full) over arrays, so that a search takes some fifty
 * bytes of heap, and some fifteen in state beside the texts, each of which is held once.
 *
 * <p>Once fired only the hashes are kept, to tell a late click from one whose search is unknown.
 * For one thread.
 */
final class Cohort {
  private static final int FIRST_CAPACITY = 8;
  private static final int DIMENSIONS = 4;

  /** Is shown one search after the other. */
  interface Visitor {
    void search(long hash, int second, int place);
  }

  private long[] hashes = new long[FIRST_CAPACITY];
  private int size;

  /** Seconds since the cohort's first; null once fired, as are the next four. */
  private short[] seconds = new short[FIRST_CAPACITY];

  private int[] dimensions = new int[FIRST_CAPACITY * DIMENSIONS];
  private Gains[] gains = new Gains[FIRST_CAPACITY];
  private List<String> texts = new ArrayList<>();
  private Map<String, Integer> textIndexes;

  /** One that has fired. */
  static Cohort fired(int expected) {
    Cohort cohort = new Cohort();
    cohort.fire();
    cohort.resize(capacityFor(expected));
    return cohort;
  }

  private static int capacityFor(int expected) {
    return Math.max(FIRST_CAPACITY, Integer.highestOneBit(Math.max(1, expected)) << 2);
  }

  boolean hasFired() {
    return seconds == null;
  }

  int size() {
    return size;
  }

  /** The place of a search, or -1. */
  int find(long hash) {
    int place = placeOf(hash);
    return hashes[place] == 0 ? -1 : place;
  }

  private int placeOf(long hash) {
    int mask = hashes.length - 1;
    int place = (int) hash & mask;
    while (hashes[place] != 0 && hashes[place] != hash) {
      place = (place + 1) & mask;
    }
    return place;
  }

  /** Takes a search in that is not there; its place holds until the next one is taken in. */
  int add(long hash, int second, SearchEvent search) {
    return add(
        hash,
        second,
        textIndex(search.region),
        textIndex(search.city),
        textIndex(search.channel),
        textIndex(search.term));
  }

  /** The same by the indexes of texts that the cohort has. */
  int add(long hash, int second, int region, int city, int channel, int term) {
    int place = addHash(hash);
    seconds[place] = (short) second;
    int at = place * DIMENSIONS;
    dimensions[at] = region;
    dimensions[at + 1] = city;
    dimensions[at + 2] = channel;
    dimensions[at + 3] = term;
    return place;
  }

  /** Takes the hash of a search in that is not there. */
  int addHash(long hash) {
    if (2 * (size + 1) > hashes.length) {
      resize(2 * hashes.length);
    }
    int place = placeOf(hash);
    hashes[place] = hash;
    size++;
    return place;
  }

  void click(int place, long rank, double gain) {
    if (gains[place] == null) {
      gains[place] = new Gains();
    }
    gains[place].click(rank, gain);
  }

  /** Null where there was no click. */
  Gains gains(int place) {
    return gains[place];
  }

  String region(int place) {
    return texts.get(dimensions[place * DIMENSIONS]);
  }

  String city(int place) {
    return texts.get(dimensions[place * DIMENSIONS + 1]);
  }

  String channel(int place) {
    return texts.get(dimensions[place * DIMENSIONS + 2]);
  }

  String term(int place) {
    return texts.get(dimensions[place * DIMENSIONS + 3]);
  }

  /** The index of the text of a dimension, from 0 to 3. */
  int textIndex(int place, int dimension) {
    return dimensions[place * DIMENSIONS + dimension];
  }

  List<String> texts() {
    return texts;
  }

  int textIndex(String text) {
    if (textIndexes == null) {
      textIndexes = new HashMap<>();
      for (int index = 0; index < texts.size(); index++) {
        textIndexes.put(texts.get(index), index);
      }
    }
    Integer known = textIndexes.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    return texts.size() - 1;
  }

  void forEach(Visitor visitor) {
    for (int place = 0; place < hashes.length; place++) {
      if (hashes[place] != 0) {
        visitor.search(hashes[place], seconds == null ? 0 : seconds[place], place);
      }
    }
  }

  /** Forgets everything but the hashes. */
  void fire() {
    seconds = null;
    dimensions = null;
    gains = null;
    texts = null;
    textIndexes = null;
  }

  private void resize(int capacity) {
    long[] oldHashes = hashes;
    short[] oldSeconds = seconds;
    int[] oldDimensions = dimensions;
    Gains[] oldGains = gains;
    hashes = new long[capacity];
    if (oldSeconds != null) {
      seconds = new short[capacity];
      dimensions = new int[capacity * DIMENSIONS];
      gains = new Gains[capacity];
    }
    for (int old = 0; old < oldHashes.length; old++) {
      if (oldHashes[old] != 0) {
        int place = placeOf(oldHashes[old]);
        hashes[place] = oldHashes[old];
        if (oldSeconds != null) {
          seconds[place] = oldSeconds[old];
          gains[place] = oldGains[old];
          System.arraycopy(
              oldDimensions, old * DIMENSIONS, dimensions, place * DIMENSIONS, DIMENSIONS);
        }
      }
    }
  }

  /** The hashes in ascending order. */
  long[] sortedHashes() {
    long[] sorted = new long[size];
    int at = 0;
    for (long hash : hashes) {
      if (hash != 0) {
        sorted[at++] = hash;
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }
}
