import { createRequire } from 'node:module'

import { openEnv } from '@kindred/runtime'

import { readServiceConfig } from '../src/index.js'

// Run by itself: opens what carries events as a service does, uses it once and prints whether the broker's client is loaded.
const loaded = Object.keys(createRequire(import.meta.url).cache)
const env = openEnv(process.env)
const { eventTransport } = readServiceConfig(env, 'profile')
env.done()
const log = { debug() {}, info() {}, warn() {}, error() {} }
const none = { publish: async () => [], receive: async () => undefined, close: async () => undefined }
const transport = eventTransport?.({ service: 'profile', log, grpc: none }) ?? none
const signal = AbortSignal.timeout(1_000)
await transport.publish('chat', [], signal).catch(() => undefined)
await transport.close()
const now = Object.keys(createRequire(import.meta.url).cache)
process.stdout.write(JSON.stringify([...loaded, ...now].some((path) => path.includes('rabbitmq-client'))))
