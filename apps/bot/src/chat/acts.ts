/** What a button does to a conversation. */
export type ChatAct =
  | 'reply'
  | 'show'
  | 'send'
  | 'more'
  | 'mute'
  | 'unmute'
  | 'report'
  | 'reason'
  | 'block'
  | 'block-now'
  | 'unmatch'
  | 'unmatch-now'
  | 'part'
  | 'part-now'
  | 'contact'
  | 'offer'
  | 'withdraw'
  | 'keep'

/** The data of a button: Telegram gives it 64 bytes, so the id stands in 22 letters. `about` is a seq or a number, at most 12 letters. */
export const chatData = (act: ChatAct, conversationId: string, about: string | number = ''): string =>
  `chat:${act}:${Buffer.from(conversationId.replaceAll('-', ''), 'hex').toString('base64url')}:${about}`

/** Matches the data of buttons that do this; the groups are read by `pressOf`. */
export const chatPress = (act: ChatAct): RegExp => new RegExp(`^chat:${act}:([\\w-]{22}):(\\w*)$`)

/** The conversation that a pressed button is about, and what else it says. `match` is that of `chatPress`. */
export function pressOf(match: string | RegExpMatchArray): { conversationId: string; about: string } {
  const [, packed = '', about = ''] = match
  const hex = Buffer.from(packed, 'base64url').toString('hex')
  return { conversationId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), about }
}
