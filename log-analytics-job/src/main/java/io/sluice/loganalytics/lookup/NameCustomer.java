package io.sluice.loganalytics.lookup;

import io.sluice.common.lookup.Answer;
import io.sluice.common.lookup.Enrichment;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Customer;

/** Gives each request its customer, {@link Customer#UNKNOWN} where there is no answer. */
public final class NameCustomer implements Enrichment<AccessRequest, Customer> {
  /** What metrics call the stage. */
  public static final String STAGE = "lookup";

  private static final long serialVersionUID = 1L;

  private final CustomerKey key;

  /** Throws IllegalArgumentException that says in one line what is wrong with the field's name. */
  public NameCustomer(String keyField) {
    key = new CustomerKey(keyField);
  }

  @Override
  public String key(AccessRequest request) {
    return key.of(request);
  }

  @Override
  public void apply(AccessRequest request, Answer<Customer> answer) {
    request.customer = answer.row() == null ? Customer.UNKNOWN : answer.row();
  }
}
