package io.sluice.playground.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The simulated site: its pages, their links, its customers; read from the resource files. */
final class Site {
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final Weighted<Page> entries;
  private final Weighted<Page> calls;
  private final Weighted<byte[]> customers;

  /** A link as written in pages.txt: {@code name*weight}. */
  private record Link(Page page, double weight) {}

  Site() {
    Map<String, List<String>> words = Resource.words("words.txt");
    Target.Gaps gaps = new Target.Gaps(words);
    List<List<String>> rows = Resource.table("pages.txt", 10);
    for (List<String> row : rows) {
      pages.put(row.get(0), new Page(row, gaps));
    }
    for (List<String> row : rows) {
      link(pages.get(row.get(0)), row.get(8), row.get(9));
    }
    entries =
        new Weighted<>(
            pages.values().stream().filter(p -> p.next != null && p.entryShare > 0).toList(),
            p -> p.entryShare);
    calls =
        new Weighted<>(
            pages.values().stream().filter(p -> p.next == null && p.entryShare > 0).toList(),
            p -> p.entryShare);
    customers = Weighted.byRank(words.get("customer").stream().map(Exchange::ascii).toList(), 0.7);
  }

  private void link(Page page, String causes, String next) {
    page.causes =
        Resource.split(causes).stream()
            .map(c -> new Page.Cause(page(c.replace("?", "")), !c.endsWith("?")))
            .toList();
    List<Link> links = new ArrayList<>();
    for (String text : Resource.split(next)) {
      if (List.of("api", "crawler", "monitor").contains(text)) {
        continue; // said for the reader of the file
      }
      int star = text.indexOf('*');
      links.add(
          star < 0
              ? new Link(page(text), 1)
              : new Link(
                  page(text.substring(0, star)), Double.parseDouble(text.substring(star + 1))));
    }
    if (!links.isEmpty()) {
      Map<Page, Double> weights =
          links.stream().collect(Collectors.toMap(Link::page, Link::weight));
      page.next = new Weighted<>(links.stream().map(Link::page).toList(), weights::get);
    }
  }

  Page page(String name) {
    Page page = pages.get(name);
    if (page == null) {
      throw new IllegalStateException("simulate/pages.txt: no page " + name);
    }
    return page;
  }

  /** Where people arrive. */
  Weighted<Page> entries() {
    return entries;
  }

  /** What programs call. */
  Weighted<Page> calls() {
    return calls;
  }

  byte[] customer(SplittableRandom random) {
    return customers.draw(random);
  }
}
