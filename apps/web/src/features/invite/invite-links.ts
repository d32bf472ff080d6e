/**
 * The link that friends open. It leads to the chat: `?startapp=` would open the Mini App at once, but only of a bot whose operator
 * made it the bot's main one, and the bot could not write to whoever came so.
 */
export const inviteLink = (bot: string, code: string): string => `${bot}?start=ref_${code}`

/** Telegram's page that sends a link with some words to whom the person chooses. */
export const shareLink = (link: string, words: string): URL =>
  // Telegram takes a plus for a plus.
  new URL(`https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(words)}`)
