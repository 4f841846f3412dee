package io.sluice.playground.simulate;

/**
 * One simulated line of an access log.
 *
 * @param value the line without its line end; owned by the receiver
 * @param requestId 32 hexadecimal digits, unique within a seed. The demo format carries it as
 *     $request_id, a garbage line somewhere in its text; the other formats have no room for it
 * @param timestamp event time in epoch milliseconds, what the line says of itself
 * @param garbage whether no parser is to make a request of it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record LogLine(byte[] value, String requestId, long timestamp, boolean garbage) {}
