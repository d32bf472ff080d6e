import { ProfileChanged } from '@kindred/contracts/profile'
import { openDatabase } from '@kindred/db'
import { systemClock } from '@kindred/kernel'

import { consume, createReceiver } from '../src/index.js'
import { openRabbitTransport } from '../src/transports/rabbitmq/index.js'
import { note } from './note.js'

// Run by itself: an instance of a subscriber, for tests that kill it.
const [databaseUrl, url, serviceSecret] = process.argv.slice(2) as [string, string, string]
const silent = (): void => undefined
const log = { debug: silent, info: silent, warn: silent, error: silent }
const { db } = openDatabase<unknown>({ url: databaseUrl, name: 'chat', log })
const consumers = [consume(ProfileChanged, note)]
const receiver = createReceiver({ name: 'chat', db, consumers, context: {}, clock: systemClock, log })
const transport = await openRabbitTransport({ url, service: 'chat', serviceSecret, log })
await transport.receive(receiver)
