package io.sluice.playground.part;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Entry point of every child JVM: runs another class's main and dies with the parent.
 *
 * <p>The parent holds the other end of standard input. When it goes away, however suddenly, the
 * read ends and this JVM halts. Only JDK classes and no nested ones: the class file is copied alone
 * onto the child's classpath, so that the child carries nothing else of ours.
 */
public final class Leash {
  private Leash() {}

  /** Arguments: the class to run, then its own arguments. */
  public static void main(String[] args) throws Throwable {
    Thread watch = new Thread(Leash::haltWhenParentIsGone, "leash");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void haltWhenParentIsGone() {
    try {
      while (System.in.read() >= 0) {
        continue;
      }
    } catch (IOException e) {
      System.err.println("lost the parent: " + e);
    }
    Runtime.getRuntime().halt(99);
  }
}
