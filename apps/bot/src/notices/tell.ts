import { type Api, GrammyError, type InlineKeyboard } from 'grammy'

import type { Delivery, FinishDeliveryRequest } from '@kindred/client'

import { isEdited } from '../telegram/is-edited.js'
import type { Marked } from '../telegram/marked.js'
import type { Notice } from './notice.js'

/** What became of a delivery, for whoever gave it out. */
export type Result = Omit<FinishDeliveryRequest, 'delivery_id'>

/** The way to Telegram. */
export interface Mouth {
  readonly api: Api
  /** Resolves when another message may go to the chat; rejects with OutOfTime when that is too late. */
  turn(chatId: number): Promise<void>
  /** Telegram asked for silence. */
  hold(seconds: number): void
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
    const { message_id: id } = await inTurn(delivery.telegram_id, mouth, () =>
      mouth.api.sendMessage(delivery.telegram_id, text.text, options),
    )
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
  return inTurn(chatId, mouth, () => mouth.api.editMessageText(chatId, id, text.text, options))
}

/** Waits as long as Telegram says, and tries again. */
async function inTurn<Answer>(chatId: number, mouth: Mouth, call: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    await mouth.turn(chatId)
    try {
      return await call()
    } catch (error) {
      const isSlow = error instanceof GrammyError && error.error_code === 429
      if (!isSlow) throw error
      mouth.hold(error.parameters.retry_after ?? 1)
    }
  }
}
