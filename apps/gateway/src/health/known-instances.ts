import type { GrpcTransport, InstanceCondition } from '@kindred/rpc'
import { type Metrics, type ServiceName, serviceNames } from '@kindred/runtime'

/** How the gateway reaches each service. */
export type Transports = Readonly<Record<ServiceName, Pick<GrpcTransport, 'instances' | 'isCut'>>>

interface KnownService {
  /** Calls fail at once, because the service does not answer. */
  readonly cut: boolean
  readonly instances: readonly {
    readonly address: string
    readonly state: InstanceCondition
    readonly in_flight: number
  }[]
}

/** What the gateway goes by when it chooses an instance, with addresses: for operators alone. */
export const tellInstances = (transports: Transports): Readonly<Record<string, KnownService>> =>
  Object.fromEntries(serviceNames.map((name) => [name, tell(transports[name])]))

const tell = ({ isCut, instances }: Transports[ServiceName]): KnownService => ({
  cut: isCut,
  instances: instances.map(({ address, condition, inFlight }) => ({
    address,
    state: condition,
    in_flight: inFlight,
  })),
})

const conditions: readonly InstanceCondition[] = [
  'serving',
  'failing',
  'not_serving',
  'connecting',
  'hung',
  'away',
]

/** `kindred_instances` by service and state, and `kindred_service_cut`. */
export function measureInstances({ gauges }: Pick<Metrics, 'gauges'>, transports: Transports): void {
  gauges('instances', 'Instances of a service as this process sees them', ['peer', 'state'], () =>
    serviceNames.flatMap((peer) => {
      const { instances } = transports[peer]
      return conditions.map((state) => ({
        labels: { peer, state },
        value: instances.filter(({ condition }) => condition === state).length,
      }))
    }),
  )
  gauges('service_cut', '1 while calls to a service fail at once because it does not answer', ['peer'], () =>
    serviceNames.map((peer) => ({ labels: { peer }, value: Number(transports[peer].isCut) })),
  )
}
