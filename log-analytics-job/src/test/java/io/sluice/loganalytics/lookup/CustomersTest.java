package io.sluice.loganalytics.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.lookup.LookUpRows;
import io.sluice.common.lookup.LookupTable;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.AccessRequestSerializer;
import io.sluice.loganalytics.event.Customer;
import io.sluice.loganalytics.event.RequestField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomersTest {
  @TempDir private Path folder;

  @Test
  void namesTheCustomerOfAField() throws Exception {
    assertThat(looked("user.name", request("x alice y", 2, 7)))
        .containsExactly(new Customer("Acme", "gold"));
    assertThat(looked("user.name", request("bob", 0, 3), new AccessRequest()))
        .containsExactly(Customer.UNKNOWN, Customer.UNKNOWN);
  }

  @Test
  void namesTheCustomerOfALabel() throws Exception {
    AccessRequest labelled = new AccessRequest();
    labelled.label("api_key", "alice");

    assertThat(looked("labels.api_key", labelled, request("alice", 0, 5)))
        .containsExactly(new Customer("Acme", "gold"), Customer.UNKNOWN);
  }

  @Test
  void aKeyLongerThanAnyIsNone() {
    AccessRequest request = request("k".repeat(600), 0, 600);

    assertThat(new NameCustomer("user.name").key(request)).isNull();
  }

  @Test
  void givesTheSameStringForTheSameKey() {
    NameCustomer customers = new NameCustomer("user.name");

    String first = customers.key(request("alice", 0, 5));

    assertThat(customers.key(request("GET alice", 4, 9))).isSameAs(first);
  }

  @Test
  void refusesAFieldThatIsNone() {
    assertThatThrownBy(() -> new NameCustomer("api-key"))
        .hasMessageStartingWith("\"api-key\" is none of labels.<name>, user.name");
  }

  @Test
  void readsCustomersFromCsv() throws IOException {
    Path file =
        file("c.csv", "\uFEFFtier,key,name,since\ngold,k-1,\"Acme, Ltd\",2020\n\n,k-2,Bolt,2021\n");

    assertThat(CustomerFile.read(file))
        .isEqualTo(
            Map.of("k-1", new Customer("Acme, Ltd", "gold"), "k-2", new Customer("Bolt", null)));
  }

  @Test
  void readsCustomersFromYaml() throws IOException {
    Path file = file("c.yaml", "k-1: {name: Acme, tier: gold}\nk-2: Bolt\n7: Seven\n");

    assertThat(CustomerFile.read(file))
        .containsEntry("k-1", new Customer("Acme", "gold"))
        .containsEntry("k-2", new Customer("Bolt", null))
        .containsEntry("7", new Customer("Seven", null));
  }

  @Test
  void saysWhereAFileIsWrong() throws IOException {
    assertWrong(file("a.csv", "id,name\n"), "line 1: the header names no columns key and name");
    assertWrong(file("b.csv", "key,name\nk\n"), "line 2: the line is cut short");
    assertWrong(file("c.csv", "key,name\nk,A\nk,B\n"), "line 3: the key k has two customers");
    assertWrong(file("d.csv", "key,name\n,A\n"), "line 2: the key is empty");
    assertWrong(file("e.yaml", "[1]"), "write lines such as");
    assertWrong(file("f.yaml", "k: {tier: gold}"), "the key k has no name");
    assertWrong(file("g.yaml", "k: ["), "is not YAML");
    assertWrong(folder.resolve("missing.csv"), "cannot be read");
  }

  private void assertWrong(Path file, String problem) {
    assertThatThrownBy(() -> CustomerFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(problem);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static AccessRequest request(String line, int from, int to) {
    AccessRequest request = new AccessRequest();
    request.buffer = line.getBytes(StandardCharsets.UTF_8);
    request.set(RequestField.USER, from, to);
    return request;
  }

  private static List<Customer> looked(String keyField, AccessRequest... requests)
      throws Exception {
    LookupTable<Customer> customers =
        LookupTable.fixed("test-customers", Map.of("alice", new Customer("Acme", "gold")));
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(
            new LookUpRows<>(NameCustomer.STAGE, customers, new NameCustomer(keyField)),
            AccessRequestSerializer.INSTANCE)) {
      harness.open();
      for (AccessRequest request : requests) {
        harness.processElement(request, 1);
      }
      return harness.extractOutputValues().stream().map(request -> request.customer).toList();
    }
  }
}
