import { drainingTransport, type EventTransport } from '@kindred/events'
import type { Log } from '@kindred/kernel'
import type { EnvReader } from '@kindred/runtime'

/** Opens the transport of a service: whose events are carried, where to tell of troubles, and what would carry them otherwise. */
export type OpenTransport = (opening: {
  readonly service: string
  readonly log: Log
  readonly grpc: EventTransport
}) => EventTransport

/**
 * Reads RABBITMQ_URL and RABBITMQ_DRAIN; without the first, events travel by gRPC and nothing of the broker's client is loaded. With the
 * second, events still come from the broker, while new ones go by gRPC as soon as their subscriber has taken the old ones.
 */
export function readBroker(
  env: EnvReader,
  serviceSecret: string,
): { readonly eventTransport?: OpenTransport } {
  const setting = {
    example: 'amqp://kindred:password@127.0.0.1:5672/kindred',
    protocols: ['amqp:', 'amqps:'],
  }
  const drains = env.flag('RABBITMQ_DRAIN', { example: 'on', default: false })
  if (env.optional('RABBITMQ_URL', setting) === undefined) return {}
  const url = env.url('RABBITMQ_URL', setting)
  return {
    eventTransport: ({ service, log, grpc }) =>
      openLate(async () => {
        const { openRabbitTransport } = await import('@kindred/events/rabbitmq')
        const broker = await openRabbitTransport({ url, service, serviceSecret, log })
        return drains ? drainingTransport({ from: broker, to: grpc, log }) : broker
      }),
  }
}

/** A transport that is loaded when it is first used. */
function openLate(load: () => Promise<EventTransport>): EventTransport {
  let loading: Promise<EventTransport> | undefined
  let loaded: EventTransport | undefined
  const open = (): Promise<EventTransport> => (loading ??= load().then((transport) => (loaded = transport)))
  return {
    publish: async (...batch) => (await open()).publish(...batch),
    receive: async (receiver) => (await open()).receive(receiver),
    async whenApplied(...asked) {
      const { whenApplied } = await open()
      return whenApplied?.(...asked) ?? true
    },
    isConnected: () => loaded?.isConnected?.() === true,
    close: async () => (await loading)?.close(),
  }
}
