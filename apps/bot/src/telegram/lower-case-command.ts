import type { NextFunction } from 'grammy'

import type { BotContext } from '../context.js'

/** Phones begin a message with a capital: /Help is /help. */
export function lowerCaseCommand({ message }: BotContext, next: NextFunction): Promise<void> {
  if (message?.text !== undefined)
    message.text = message.text.replace(/^\/\w+/, (command) => command.toLowerCase())
  return next()
}
