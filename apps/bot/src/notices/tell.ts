import { type Api, GrammyError, HttpError, type InlineKeyboard } from 'grammy'
import type { Message } from 'grammy/types'

import type { Delivery, FinishDeliveryRequest } from '@kindred/client'
import { backoff, pause } from '@kindred/kernel'

import { isEdited } from '../telegram/is-edited.js'
import type { Marked } from '../telegram/marked.js'
import type { Notice } from './notice.js'

/** What became of a delivery, for whoever gave it out. */
export type Result = Omit<FinishDeliveryRequest, 'delivery_id'>

/** The way to Telegram. */
export interface Mouth {
  readonly api: Api
  /**
   * Resolves when another message may go to the chat; rejects with OutOfTime when that is too late. What is begun is brought to its end
   * when the bot stops.
   */
  turn(chatId: number, isBegun: boolean): Promise<void>
  /** Telegram asked for silence when a message went to the chat. */
  hold(chatId: number, seconds: number): void
}

/** There is no turn in time. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime'

  constructor(readonly waitSeconds: number) {
    super('Telegram takes no message in time.')
  }
}

/** Sends a notice, or edits the message that it replaces. */
export async function tell(delivery: Delivery, { texts, keyboard }: Notice, mouth: Mouth): Promise<Result> {
  const { replaces_message_id: replaced, silent } = delivery
  const [only] = texts
  if (replaced !== undefined && only !== undefined && texts.length === 1)
    if (await isEdited(() => edit(delivery, { text: only, keyboard }, mouth)))
      return { outcome: 'SENT', telegram_message_id: replaced }
  const ids: number[] = []
  for (const [index, text] of texts.entries()) {
    const options = {
      ...plain,
      entities: text.entities,
      // The first part of a long text was heard.
      disable_notification: silent || index > 0,
      ...(index === texts.length - 1 && { reply_markup: keyboard }),
    }
    const send = (): Promise<Message> =>
      inTurn({ chatId: delivery.telegram_id, isBegun: index > 0 }, mouth, () =>
        mouth.api.sendMessage(delivery.telegram_id, text.text, options),
      )
    const { message_id: id } = await (index > 0 ? persistently(send) : send())
    ids.push(id)
  }
  return { outcome: 'SENT', telegram_message_id: ids.at(-1)!, other_telegram_message_ids: ids.slice(0, -1) }
}

const plain = { link_preview_options: { is_disabled: true } }

function edit(
  { telegram_id: chatId, replaces_message_id: id = 0 }: Delivery,
  { text, keyboard }: { text: Marked; keyboard: InlineKeyboard },
  mouth: Mouth,
): Promise<unknown> {
  const options = { ...plain, entities: text.entities, reply_markup: keyboard }
  return inTurn({ chatId, isBegun: false }, mouth, () =>
    mouth.api.editMessageText(chatId, id, text.text, options),
  )
}

/** A message on its way to a chat. */
interface Turn {
  readonly chatId: number
  /** Parts of the same text are in the chat already. */
  readonly isBegun: boolean
}

/** Waits as long as Telegram says, and tries again. */
async function inTurn<Answer>(
  { chatId, isBegun }: Turn,
  mouth: Mouth,
  call: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    await mouth.turn(chatId, isBegun)
    try {
      return await call()
    } catch (error) {
      const isSlow = error instanceof GrammyError && error.error_code === 429
      if (!isSlow) throw error
      mouth.hold(chatId, error.parameters.retry_after ?? 1)
    }
  }
}

const maxTries = 5
const pauses = { firstMs: 500, maxMs: 4_000 }

/** Given back, a text whose first parts are in the chat would come once more from its beginning. */
async function persistently<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send()
    } catch (error) {
      if (tries === maxTries || !isOutOfOrder(error)) throw error
      await pause(backoff(tries, pauses))
    }
  }
}

/** Telegram or the line to it is out of order. */
export const isOutOfOrder = (error: unknown): boolean =>
  error instanceof HttpError || (error instanceof GrammyError && error.error_code >= 500)
