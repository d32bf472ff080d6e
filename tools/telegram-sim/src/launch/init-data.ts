import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

// Telegram also signs for those who do not know the bot's token. Its key is its own; the simulator's is nobody's.
let thirdPartyKey: KeyObject | undefined

/** The fields of a launch, signed by the bot token as Telegram does ("Validating data received via the Mini App"). */
export function signLaunch(fields: Readonly<Record<string, string>>, botToken: string): string {
  const withSignature = { ...fields, signature: thirdPartySignature(fields, botToken) }
  const secret = createHmac('sha256', 'WebAppData').update(botToken).digest()
  const hash = createHmac('sha256', secret).update(checkList(withSignature)).digest('hex')
  return new URLSearchParams({ ...withSignature, hash }).toString()
}

function thirdPartySignature(fields: Readonly<Record<string, string>>, botToken: string): string {
  thirdPartyKey ??= generateKeyPairSync('ed25519').privateKey
  const list = `${botToken.split(':')[0]}:WebAppData\n${checkList(fields)}`
  return sign(null, Buffer.from(list), thirdPartyKey).toString('base64url')
}

const checkList = (fields: Readonly<Record<string, string>>): string =>
  Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('\n')
