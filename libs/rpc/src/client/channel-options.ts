import type { ChannelOptions } from '@grpc/grpc-js'

// Outlier detection takes durations only as {seconds, nanos}; with "1s" grpc-js drops the whole policy without a word.
const seconds = (count: number): { seconds: number; nanos: number } => ({ seconds: count, nanos: 0 })

// An instance that fails nearly every call is left out for a while. grpc-js counts every status but OK as a failure, so the
// threshold is far above what refusals of bad requests reach, and at least two instances must be there to compare.
const outlierDetection = {
  interval: seconds(1),
  base_ejection_time: seconds(5),
  max_ejection_time: seconds(30),
  max_ejection_percent: 50,
  failure_percentage_ejection: {
    threshold: 90,
    enforcement_percentage: 100,
    minimum_hosts: 2,
    request_volume: 20,
  },
  child_policy: [{ round_robin: {} }],
}

/** How the channel to a service behaves: all instances in turn, quick to come back, never through a proxy. */
export const channelOptions: ChannelOptions = {
  'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ outlier_detection: outlierDetection }] }),
  'grpc.service_config_disable_resolution': 1,
  'grpc.enable_http_proxy': 0,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.dns_min_time_between_resolutions_ms': 1_000,
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 5_000,
}
