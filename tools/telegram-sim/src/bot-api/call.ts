import type { World } from '../world/world.js'
import { badRequest, BotApiError, forbidden } from './error.js'
import type { Method } from './method.js'
import { accountMethods } from './methods/account.js'
import { editMethods } from './methods/edit.js'
import { fileMethods } from './methods/files.js'
import { pressMethods } from './methods/press.js'
import { sendMethods } from './methods/send.js'
import { updateMethods } from './methods/updates.js'
import type { Params } from './params.js'

/** A call of the bot. */
export interface Call {
  readonly method: string
  readonly params: Params
  readonly signal: AbortSignal
}

/** What the bot is answered. */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false
      readonly error_code: number
      readonly description: string
      readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number }
    }

// Telegram does not mind the case of a method's name.
const methods = new Map<string, Method>(
  Object.entries({
    ...accountMethods,
    ...updateMethods,
    ...sendMethods,
    ...editMethods,
    ...pressMethods,
    ...fileMethods,
  }).map(([name, method]) => [name.toLowerCase(), method]),
)

/** Carries a call out, unless a fault meets it. */
export async function answerCall(world: World, { method, params, signal }: Call): Promise<Answer> {
  try {
    refuse(world, method, params)
    const known = methods.get(method.toLowerCase())
    if (known === undefined) throw new BotApiError(404, 'Not Found: method not found')
    return { ok: true, result: await known(world, params, signal) }
  } catch (error) {
    if (!(error instanceof BotApiError)) throw error
    const { errorCode, description, parameters } = error
    return { ok: false, error_code: errorCode, description, ...(parameters && { parameters }) }
  }
}

function refuse({ faults }: World, method: string, params: Params): void {
  const seconds = faults.pace.refusal(method, params.integer('chat_id'))
  if (seconds !== undefined) throw tooMany(seconds)
  const refusal = faults.take(method)
  if (refusal === undefined) return
  const { status, reason = 'the simulator was told to refuse this', movedTo } = refusal
  if (status === 400) throw badRequest(reason, movedTo)
  if (refusal.status === 401) throw new BotApiError(401, 'Unauthorized')
  if (refusal.status === 403) throw forbidden('user is deactivated')
  if (refusal.status === 500) throw new BotApiError(500, 'Internal Server Error')
  throw tooMany(refusal.retryAfter ?? 1)
}

const tooMany = (seconds: number): BotApiError =>
  new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
