import type { Log } from '@kindred/kernel'
import {
  compose,
  createLog,
  createMetrics,
  createOpsServer,
  openTracer,
  type Runnable,
} from '@kindred/runtime'

import { createBot, type KindredBot } from './bot.js'
import type { BotConfig } from './config.js'
import type { Delivery } from './delivery/delivery.js'
import { createPolling } from './delivery/polling.js'
import { createWebhook, type Webhook } from './delivery/webhook.js'
import { createDesk } from './gateway/desk.js'
import { createGateway } from './gateway/gateway.js'

export { type BotConfig, readConfig } from './config.js'

/** The bot as a process of its own. */
export interface BotService extends Runnable {
  readonly opsPort: number
  /** Where Telegram calls, in webhook mode. */
  readonly webhookPort: number | undefined
  /** Who cannot be written to. */
  readonly reach: KindredBot['reach']
}

/** A bot that does not run yet. It starts without Telegram and without the gateway, and works once they are there. */
export function createBotService(config: BotConfig, options: { log?: Log } = {}): BotService {
  const log = options.log ?? createLog({ name: 'bot', level: config.logLevel, pretty: !config.production })
  const { appUrl, telegramRoot, supportUrl, moderationChat, opsPort, host } = config
  const access = { url: config.gatewayUrl, secret: config.apiSecret }
  const [gateway, desk] = [createGateway(access), createDesk(access)]
  const metrics = createMetrics('bot')
  const tracer = openTracer(config.tracing, { name: 'bot', log, metrics })
  const deps = { gateway, desk, log, appUrl, telegramRoot, supportUrl, moderationChat, tracer }
  const kindredBot = createBot(config.token, deps)
  const { notices, casePosts, newsFollowers } = kindredBot
  const delivery = createDelivery(kindredBot, config, log)
  const ready = async () => ({ telegram: delivery.isReady() })
  const ops = createOpsServer({ name: 'bot', host, port: opsPort, ready, metrics, log })
  let port = opsPort
  const life = compose('bot', log)
    .add({ name: 'tracing', stop: () => tracer?.stop() })
    .add({ name: 'ops', start: async () => (port = await ops.start()), stop: ops.stop, stopWithinMs: 500 })
    .add({ name: 'delivery', start: delivery.start, stop: delivery.stop, stopWithinMs: 8_000 })
    .add({ name: 'notices', start: notices.start, stop: notices.stop })
    .add({
      name: 'cases',
      start: async () => casePosts?.start(),
      stop: async () => casePosts?.stop(),
    })
    .add({ name: 'news', stop: newsFollowers.stop })
    .add({ name: 'readiness', stop: () => ops.drain() })

  return {
    name: 'bot',
    log,
    reach: kindredBot.reach,
    start: life.start,
    stop: life.stop,
    get opsPort() {
      return port
    },
    get webhookPort() {
      return 'port' in delivery ? delivery.port : undefined
    },
  }
}

function createDelivery(bot: KindredBot, config: BotConfig, log: Log): Delivery | Webhook {
  const { appUrl, delivery, host } = config
  if (delivery.mode === 'polling') return createPolling(bot, { appUrl, log })
  const { url, secret, port } = delivery
  return createWebhook(bot, { url, secret, port, host, appUrl, log })
}
