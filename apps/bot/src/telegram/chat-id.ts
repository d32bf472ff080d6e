/** The chat that a call of the Bot API goes to. */
export function chatIdOf(payload: object): number | undefined {
  const { chat_id: chatId } = payload as { chat_id?: unknown }
  return typeof chatId === 'number' ? chatId : undefined
}
