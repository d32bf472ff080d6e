import { badRequest, BotApiError } from '../error.js'
import type { Methods } from '../method.js'

const longestPollSeconds = 50

/** How updates get to the bot. */
export const updateMethods: Methods = {
  async getUpdates({ updates, webhook, faults }, params, signal) {
    if (webhook.target() !== undefined) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    }
    const allowed = params.json<string[]>('allowed_updates')
    if (allowed !== undefined) updates.allow(allowed)
    const offset = params.integer('offset') ?? 0
    if (offset !== 0) updates.confirm(offset)
    const replaced = updates.takeOver()
    const seconds = Math.min(params.integer('timeout') ?? 0, longestPollSeconds)
    await updates.arrival(seconds * 1_000, AbortSignal.any([signal, replaced]))
    if (replaced.aborted) {
      throw conflict(
        'terminated by other getUpdates request; make sure that only one bot instance is running',
      )
    }
    const limit = Math.min(Math.max(params.integer('limit') ?? 100, 1), 100)
    const waiting = updates.waiting(limit)
    return faults.duplicates ? waiting.flatMap((update) => [update, update]) : waiting
  },

  setWebhook({ updates, webhook }, params) {
    const url = params.text('url') ?? ''
    if (url !== '' && !URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified')
    const secretToken = params.text('secret_token')
    if (secretToken !== undefined && !/^[\w-]{1,256}$/.test(secretToken)) {
      throw badRequest('secret token contains unallowed characters')
    }
    const allowed = params.json<string[]>('allowed_updates')
    if (allowed !== undefined) updates.allow(allowed)
    if (params.flag('drop_pending_updates')) updates.drop()
    updates.takeOver()
    webhook.set(url === '' ? undefined : { url, secretToken })
    return true
  },

  deleteWebhook({ updates, webhook }, params) {
    if (params.flag('drop_pending_updates')) updates.drop()
    webhook.set(undefined)
    return true
  },

  getWebhookInfo({ updates, webhook }) {
    const failure = webhook.lastFailure()
    return {
      url: webhook.target()?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.count(),
      ...(failure !== undefined && { last_error_date: failure.date, last_error_message: failure.message }),
      ...(updates.allowed().length > 0 && { allowed_updates: updates.allowed() }),
    }
  },

  logOut: () => true,
  close: () => true,
}

const conflict = (what: string): BotApiError => new BotApiError(409, `Conflict: ${what}`)
