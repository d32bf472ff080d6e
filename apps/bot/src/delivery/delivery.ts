/** How updates get from Telegram to the bot. */
export interface Delivery {
  /** Resolves at once: Telegram may be out of reach for a while. */
  start(): Promise<void>
  /** Takes nothing new and lets what was begun end. */
  stop(): Promise<void>
  /** True while updates can come. */
  isReady(): boolean
}

/** The kinds of updates that the bot has a use for. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

/** For so long Telegram keeps an update that is worked on: a bot that is killed gets it again. What takes longer is not held. */
export const heldMs = 30_000
