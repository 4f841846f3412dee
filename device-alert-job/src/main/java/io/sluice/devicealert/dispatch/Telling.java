package io.sluice.devicealert.dispatch;

import org.apache.flink.api.common.functions.FlatMapFunction;

/** Makes what arrives something that a device's dispatch can be told, or nothing of it. */
interface Telling<T> extends FlatMapFunction<T, DispatchSignal> {}
