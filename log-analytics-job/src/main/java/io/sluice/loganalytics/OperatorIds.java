package io.sluice.loganalytics;

import io.sluice.common.runtime.OperatorId;

/**
 * The operators of the job. Append-only: a uid is bound to its state in every savepoint and never
 * given to another operator.
 */
public final class OperatorIds {
  public static final OperatorId READ_ACCESS_LOGS = OperatorId.of("read-access-logs");
  public static final OperatorId JUDGE_LATENESS = OperatorId.of("judge-lateness");
  public static final OperatorId SPLIT_LINES = OperatorId.of("split-lines");
  public static final OperatorId ENRICH_REQUESTS = OperatorId.of("enrich-requests");
  public static final OperatorId WRITE_REQUESTS = OperatorId.of("write-requests");
  public static final OperatorId WRITE_RECENT_REQUESTS = OperatorId.of("write-recent-requests");
  public static final OperatorId AGGREGATE_TRAFFIC = OperatorId.of("aggregate-traffic");
  public static final OperatorId MERGE_TRAFFIC = OperatorId.of("merge-traffic");
  public static final OperatorId WRITE_TRAFFIC = OperatorId.of("write-traffic");
  public static final OperatorId LIST_LATE_REQUESTS = OperatorId.of("list-late-requests");
  public static final OperatorId LIST_CLOSED_WINDOWS = OperatorId.of("list-closed-windows");
  public static final OperatorId WRITE_LATE = OperatorId.of("write-late");
  public static final OperatorId COUNT_PARSED = OperatorId.of("count-parsed");
  public static final OperatorId COUNT_ENRICHED = OperatorId.of("count-enriched");
  public static final OperatorId MERGE_STAGE_COUNTS = OperatorId.of("merge-stage-counts");
  public static final OperatorId WRITE_QUALITY = OperatorId.of("write-quality");
  public static final OperatorId WRITE_REJECTS = OperatorId.of("write-rejects");

  public static final OperatorId READ_CLEANING_RULES = OperatorId.of("read-cleaning-rules");
  public static final OperatorId HOLD_CLEANING_RULES = OperatorId.of("hold-cleaning-rules");
  public static final OperatorId WRITE_CLEANING_RULES = OperatorId.of("write-cleaning-rules");
  public static final OperatorId CLEAN_REQUESTS = OperatorId.of("clean-requests");
  public static final OperatorId MERGE_RULE_HITS = OperatorId.of("merge-rule-hits");
  public static final OperatorId WRITE_RULE_HITS = OperatorId.of("write-rule-hits");

  public static final OperatorId SAMPLE_RECENT_REQUESTS = OperatorId.of("sample-recent-requests");

  public static final OperatorId MEASURE_COUNTS = OperatorId.of("measure-counts");
  public static final OperatorId OBSERVE_FIELDS = OperatorId.of("observe-fields");
  public static final OperatorId FEEL_PULSE = OperatorId.of("feel-pulse");
  public static final OperatorId ADDRESS_PULSES = OperatorId.of("address-pulses");
  public static final OperatorId JUDGE_QUALITY = OperatorId.of("judge-quality");
  public static final OperatorId LIST_COUNTS = OperatorId.of("list-counts");
  public static final OperatorId LIST_VIOLATIONS = OperatorId.of("list-violations");
  public static final OperatorId WRITE_QUALITY_LOG = OperatorId.of("write-quality-log");
  public static final OperatorId WRITE_VIOLATIONS = OperatorId.of("write-violations");
  public static final OperatorId WRITE_JUDGEMENTS = OperatorId.of("write-judgements");
  public static final OperatorId NOTIFY_WEBHOOK = OperatorId.of("notify-webhook");
  public static final OperatorId LOOK_UP_CUSTOMERS = OperatorId.of("look-up-customers");
  public static final OperatorId COUNT_LOOKED_UP = OperatorId.of("count-looked-up");

  public static final OperatorId READ_APP_EVENTS = OperatorId.of("read-app-events");
  public static final OperatorId JUDGE_EVENT_LATENESS = OperatorId.of("judge-event-lateness");
  public static final OperatorId SPLIT_APP_EVENTS = OperatorId.of("split-app-events");
  public static final OperatorId LOCATE_APP_CLIENTS = OperatorId.of("locate-app-clients");
  public static final OperatorId COUNT_PARSED_EVENTS = OperatorId.of("count-parsed-events");
  public static final OperatorId COUNT_LOCATED_EVENTS = OperatorId.of("count-located-events");
  public static final OperatorId SELECT_SEARCHES = OperatorId.of("select-searches");
  public static final OperatorId SELECT_ORDERS = OperatorId.of("select-orders");
  public static final OperatorId TYPE_ORDERS = OperatorId.of("type-orders");
  public static final OperatorId WRITE_SEARCH_CLEAN = OperatorId.of("write-search-clean");
  public static final OperatorId WRITE_ORDERS_CLEAN = OperatorId.of("write-orders-clean");

  public static final OperatorId ADMIT_SEARCHES = OperatorId.of("admit-searches");
  public static final OperatorId COUNT_ADMITTED = OperatorId.of("count-admitted");
  public static final OperatorId RANK_SEARCHES = OperatorId.of("rank-searches-by-cohort");
  public static final OperatorId MATCH_CLICKS = OperatorId.of("match-clicks-for-windows");
  public static final OperatorId JUDGE_WINDOWS = OperatorId.of("judge-sliding-windows");
  public static final OperatorId COUNT_RANKED = OperatorId.of("count-ranked");
  public static final OperatorId COMBINE_SCORES = OperatorId.of("combine-scores");
  public static final OperatorId MERGE_FIRINGS = OperatorId.of("merge-firings");
  public static final OperatorId LIST_FIRINGS = OperatorId.of("list-firings");
  public static final OperatorId ROLL_UP_FIRINGS = OperatorId.of("roll-up-firings");
  public static final OperatorId WRITE_NDCG = OperatorId.of("write-ndcg");
  public static final OperatorId WRITE_NDCG_ROLLUP = OperatorId.of("write-ndcg-rollup");
  public static final OperatorId SELECT_WHOLE_COMBINATIONS =
      OperatorId.of("select-whole-combinations");
  public static final OperatorId WRITE_NDCG_TOPIC = OperatorId.of("write-ndcg-topic");

  private OperatorIds() {}
}
