package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.util.Arrays;

/** Where the slices of a field lie in an AccessRequest, as constants of the compiler. */
final class FieldIndex {
  static final int REMOTE_ADDRESS = RequestField.REMOTE_ADDRESS.ordinal();
  static final int FORWARDED_FOR = RequestField.FORWARDED_FOR.ordinal();
  static final int CLIENT_ADDRESS = RequestField.CLIENT_ADDRESS.ordinal();
  static final int USER = RequestField.USER.ordinal();
  static final int METHOD = RequestField.METHOD.ordinal();
  static final int TARGET = RequestField.TARGET.ordinal();
  static final int PATH = RequestField.PATH.ordinal();
  static final int QUERY = RequestField.QUERY.ordinal();
  static final int PROTOCOL = RequestField.PROTOCOL.ordinal();
  static final int REFERRER = RequestField.REFERRER.ordinal();
  static final int USER_AGENT = RequestField.USER_AGENT.ordinal();
  static final int HOST = RequestField.HOST.ordinal();
  static final int REQUEST_ID = RequestField.REQUEST_ID.ordinal();
  static final int HOST_NAME = RequestField.HOST_NAME.ordinal();
  static final int LOG_FILE = RequestField.LOG_FILE.ordinal();

  /** The fields before these come from the line, those from here on from the envelope around it. */
  static final int LINE_FIELDS = HOST_NAME;

  private FieldIndex() {}

  /** The slice if it says anything: neither empty nor a dash. */
  static boolean present(byte[] line, int from, int to) {
    return to > from && (to - from > 1 || line[from] != '-');
  }

  /** Forgets what an attempt to read the line found, and keeps what its envelope said. */
  static void forgetLine(AccessRequest request) {
    Arrays.fill(request.from, 0, LINE_FIELDS, -1);
    Arrays.fill(request.to, 0, LINE_FIELDS, -1);
    request.status = (int) AccessRequest.MISSING;
    request.bodyBytes = AccessRequest.MISSING;
    request.durationMicros = AccessRequest.MISSING;
    request.addressHigh = 0;
    request.addressLow = 0;
  }
}
