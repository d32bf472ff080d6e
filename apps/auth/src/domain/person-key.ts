import { createHmac } from 'node:crypto'

import type { Login } from './login.js'

/** The person behind a login for the other services, who cannot tell the login from it: HMAC-SHA-256 with a secret of auth's own. */
export const personKey = (secret: string, login: Login): Buffer =>
  createHmac('sha256', secret)
    .update(`person:v1:${nameOf(login)}`)
    .digest()

/** Telegram was the only kind once, so its ids stand alone; another change here makes strangers of everybody. */
const nameOf = ({ kind, subject }: Login): string => (kind === 'telegram' ? subject : `${kind}:${subject}`)
