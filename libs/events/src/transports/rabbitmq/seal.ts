import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a seal vouches for. */
export interface Sealed {
  readonly kind: 'event' | 'question'
  readonly sender: string
  readonly subscriber: string
  readonly body: Buffer
}

/** Proves who sent a message, to whom and what: the broker's own accounts may be shared. It does not expire, since a message may wait for days. */
export interface Seal {
  of(message: Sealed): string
  fits(message: Sealed, seal: string): boolean
}

/** Seals by the secret that the services share; the key is made for this use alone. */
export function createSeal(serviceSecret: string): Seal {
  const key = createHmac('sha256', serviceSecret).update('kindred events over a broker').digest()
  const macOf = ({ kind, sender, subscriber, body }: Sealed): Buffer =>
    createHmac('sha256', key).update(`${kind}\n${sender}\n${subscriber}\n`).update(body).digest()
  return {
    of: (message) => macOf(message).toString('base64url'),
    fits(message, seal) {
      const given = Buffer.from(seal, 'base64url')
      const right = macOf(message)
      return given.length === right.length && timingSafeEqual(given, right)
    },
  }
}
