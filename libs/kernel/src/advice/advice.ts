/**
 * What somebody should hear who reads a message of a person whom they hardly know: it holds a link, a way to be reached elsewhere, talk of
 * money, or the wish to leave the app. Chat looks at the first messages with it, discovery at the words beside a like, the Mini App before it
 * sends either.
 *
 *     adviceOn('Lets move to whats app, I am rarely here')      // ['LEAVE_APP']
 *
 * It finds what is usual in English and Russian, in whatever letters it is spelled, in time that grows with the length of the text.
 * No I/O, no dependencies; runs in every browser that Kindred names.
 */
import { certainDomain, linkSign } from '../contacts.js'
import { holdsHandle } from './handles.js'
import { asksToLeave } from './leaving.js'
import { talksOfMoney } from './money.js'
import { holdsPhone } from './phones.js'
import { type Readings, readingsOf } from './readings.js'

/** A reason for advice. The contract's enum has the same names. */
export type Advice = 'LINK' | 'MONEY' | 'PHONE' | 'HANDLE' | 'LEAVE_APP'

const mailAddress = /[\p{L}\p{N}._+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu

/** What a person is told by what a message holds: ways to be reached elsewhere come to the same. */
export const topicOf = (advice: Advice): 'money' | 'link' | 'leave' =>
  advice === 'MONEY' ? 'money' : advice === 'LINK' ? 'link' : 'leave'

/** What a message calls for, the weightiest first; empty for nearly all. */
export function adviceOn(text: string): Advice[] {
  const readings = readingsOf(text)
  const found: [Advice, boolean][] = [
    ['MONEY', talksOfMoney(readings)],
    ['LINK', holdsLink(readings)],
    ['PHONE', holdsPhone(readings)],
    ['HANDLE', holdsHandle(readings)],
    ['LEAVE_APP', asksToLeave(readings)],
  ]
  return found.flatMap(([advice, isThere]) => (isThere ? [advice] : []))
}

function holdsLink({ plain, looks, sounds }: Readings): boolean {
  return [...new Set([plain, ...looks, sounds])].some((reading) => {
    const rest = reading.includes('@') ? reading.replace(mailAddress, ' ') : reading
    return linkSign.test(rest) || certainDomain.test(rest)
  })
}
