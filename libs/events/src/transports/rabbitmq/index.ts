import { type BrokerTransport, rabbitEventTransport, type RabbitEventTransportOptions } from './transport.js'

/** Loads the client of RabbitMQ, which nothing else does, and opens the transport. */
export async function openRabbitTransport(
  options: Omit<RabbitEventTransportOptions, 'client'>,
): Promise<BrokerTransport> {
  // Not imported above: a bundle would load it with everything else.
  const client = await import('rabbitmq-client')
  return rabbitEventTransport({ ...options, client })
}
