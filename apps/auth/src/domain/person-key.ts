import { createHmac } from 'node:crypto'

/** The person behind a Telegram account for the other services, who cannot tell the account from it: HMAC-SHA-256 with a secret of auth's own. */
export const personKey = (secret: string, telegramId: number): Buffer =>
  createHmac('sha256', secret).update(`person:v1:${telegramId}`).digest()
