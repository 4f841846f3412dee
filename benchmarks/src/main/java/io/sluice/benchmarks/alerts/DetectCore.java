package io.sluice.benchmarks.alerts;

import io.sluice.benchmarks.contest.Task;
import io.sluice.devicealert.DeviceAlertConfig;
import io.sluice.devicealert.OperatorIds;
import io.sluice.devicealert.detect.DetectOperator;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.rule.RuleChange;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/**
 * The job's detection as it stands in {@link io.sluice.devicealert.DeviceAlertPipeline}, fed with
 * decoded events:
 *
 * <pre>
 * events ─▶ keyBy device ─▶ detect ─▶ openings
 * no rule changes ─ broadcast ─┘
 * </pre>
 */
public final class DetectCore extends FlinkContender {
  private static final OutputTag<RuleChange> NO_RULES =
      new OutputTag<>("no-rules", TypeInformation.of(RuleChange.class));

  @Override
  DataStream<String> openings(StreamExecutionEnvironment environment, Task task) {
    DeviceAlertConfig config = AlertTask.config(task);
    SingleOutputStreamOperator<DeviceEvent> events =
        (SingleOutputStreamOperator<DeviceEvent>) AlertTask.source(task).attach(environment);
    SingleOutputStreamOperator<Alert> alerts =
        events
            .keyBy(event -> event.deviceId)
            .connect(events.getSideOutput(NO_RULES).broadcast())
            .transform(
                OperatorIds.DETECT_ALERTS.name(),
                TypeInformation.of(Alert.class),
                new DetectOperator(config.detect(), config.state()))
            .uid(OperatorIds.DETECT_ALERTS.uid());
    return alerts.map(Openings::line, Types.STRING).uid("say-openings").name("say openings");
  }
}
