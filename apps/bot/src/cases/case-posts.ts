import { type Api, GrammyError } from 'grammy'

import { type CasePost, type FinishCasePostRequest, KindredError } from '@kindred/client'
import { backoff, type Log, pause } from '@kindred/kernel'
import type { Translator } from '@kindred/locales'

import { whatOf } from '../excuse.js'
import type { CaseDesk } from '../gateway/desk.js'
import { isEdited } from '../telegram/is-edited.js'
import { postButtons, postText } from './post-text.js'

/** Keeps the operators' chat told of cases. */
export interface CasePosts {
  /** Resolves at once: the gateway may be away for a while. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** What they are made of. */
export interface CasePostsDeps {
  readonly api: Api
  readonly desk: CaseDesk
  /** The operators' chat. */
  readonly chatId: number
  /** Names it at Kindred, where no id of Telegram is kept. */
  readonly chatKey: string
  /** Of that chat. */
  readonly translator: Translator
  readonly log: Log
}

/** Between two looks for news, and between two messages: Telegram takes 20 a minute in a group. */
const [lookMs, messageMs] = [3_000, 3_000]
const pauses = { firstMs: 1_000, maxMs: 30_000 }

type Result = Omit<FinishCasePostRequest, 'case_id' | 'version' | 'chat_key'>

/** Posts that do not run yet. Several bots may run them beside each other. */
export function createCasePosts({ chatKey, desk, log, ...chat }: CasePostsDeps): CasePosts {
  const stopping = new AbortController()
  const { signal } = stopping
  const put = createPutter(chat)
  const refuse = createRefusal(log)
  let living: Promise<void> | undefined

  async function live(): Promise<void> {
    let failures = 0
    while (!isOver()) {
      try {
        const posts = await desk.claimCases(chatKey, signal)
        for (const post of posts) await deliver(post)
        failures = 0
        if (posts.length === 0) await pause(lookMs, signal)
      } catch (error) {
        if (isOver()) return
        failures += 1
        if (failures === 1) log.warn(failureOf(error), 'cases cannot be posted: trying again')
        await pause(backoff(failures, pauses), signal)
      }
    }
  }

  const isOver = (): boolean => signal.aborted

  async function deliver(post: CasePost): Promise<void> {
    const { case_id, version } = post
    const result = isOver() ? retry : await tell(post)
    await desk.finishCase({ case_id, version, chat_key: chatKey, ...result })
    await pause(messageMs, signal)
  }

  async function tell(post: CasePost): Promise<Result> {
    // Decided before the chat knew of it.
    if (post.telegram_message_id === undefined && post.state === 'CLOSED') return { outcome: 'SENT' }
    try {
      return { outcome: 'SENT', telegram_message_id: await put(post) }
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code >= 500) return retry
      if (error.error_code === 429) {
        await pause((error.parameters.retry_after ?? 1) * 1_000, signal)
        return retry
      }
      return refuse(error)
    }
  }

  return {
    async start() {
      living = live()
    },
    async stop() {
      stopping.abort()
      await living
    },
  }
}

/**
 * What becomes of a case that Telegram refuses. A chat that cannot be written to gets its cases once the setting is mended, however late;
 * only what Telegram would not take in any chat is given up. The log is told once for each reason, since cases are tried for as long as it lasts.
 */
function createRefusal(log: Log): (error: GrammyError) => Result {
  let told = ''
  return (error) => {
    const { description, parameters } = error
    if (isAboutMessage.test(description)) {
      log.error(whatOf(error), 'Telegram refuses a case: the chat learns of its next change')
      return { outcome: 'FAILED' }
    }
    const moved = parameters.migrate_to_chat_id
    const hint =
      moved === undefined ? 'is it a chat that the bot is in and may write to?' : `it is ${moved} now`
    if (told !== description)
      log.error(whatOf(error), `cases wait for the operators’ chat: look at MODERATION_CHAT_ID, ${hint}`)
    told = description
    return retry
  }
}

const isAboutMessage = /message text is empty|message is too long|can't parse entities|BUTTON_/i

/** Puts a case into the chat: edits its message, or sends one when there is none any more. Resolves with the message's id. */
function createPutter({
  api,
  chatId,
  translator,
}: Pick<CasePostsDeps, 'api' | 'chatId' | 'translator'>): (post: CasePost) => Promise<number> {
  let name: string | undefined
  return async (post) => {
    name ??= (await api.getMe()).username
    const text = postText(post, translator)
    const options = { reply_markup: postButtons(post, name, translator) }
    const { telegram_message_id: known } = post
    if (known !== undefined && (await isEdited(() => api.editMessageText(chatId, known, text, options))))
      return known
    return (await api.sendMessage(chatId, text, options)).message_id
  }
}

const retry: Result = { outcome: 'RETRY' }

const failureOf = (error: unknown): object =>
  error instanceof KindredError ? { code: error.code, status: error.status } : whatOf(error)
