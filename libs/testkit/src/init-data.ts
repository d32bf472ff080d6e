import { createHmac, randomBytes } from 'node:crypto'

/** A Mini App launch as Telegram signs it: the query string with its `hash` (telegram.org, "Validating data received via the Mini App"). */
export function signInitData(fields: Record<string, string>, botToken: string): string {
  const list = Object.entries(fields)
    .filter(([name]) => name !== 'hash')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
  const secret = createHmac('sha256', 'WebAppData').update(botToken).digest()
  const hash = createHmac('sha256', secret).update(list).digest('hex')
  return new URLSearchParams({ ...fields, hash }).toString()
}

/** Signed initData of a Telegram user's launch, a new one each time; `authDate` is now unless told. */
export function telegramInitData(user: {
  id: number
  firstName: string
  username?: string | undefined
  botToken: string
  authDate?: Date
}): string {
  const authDate = user.authDate ?? new Date()
  return signInitData(
    {
      query_id: `AAH${randomBytes(12).toString('base64url')}`,
      user: JSON.stringify({
        id: user.id,
        first_name: user.firstName,
        username: user.username,
        language_code: 'en',
      }),
      auth_date: String(Math.floor(authDate.getTime() / 1000)),
    },
    user.botToken,
  )
}
