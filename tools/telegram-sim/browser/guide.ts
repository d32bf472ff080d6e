import { h } from './dom.js'

/** What a first visitor clicks, in six lines. */
export const guide = (botName: string, names: readonly [string, string]): HTMLElement =>
  h(
    'ol',
    { className: 'guide' },
    line(`Press `, 'Start', ` on the left phone: the bot of ${botName} greets ${names[0]}.`),
    line('Press ', 'Open', ' beside the message field: the Mini App slides up and signs in by itself.'),
    line('Take the five steps of a profile: ', 'any photo will do', ', and allow the location.'),
    line('Swipe ', 'right to like, left to pass', '. Some demo people like back in a moment, and answer.'),
    line(`Do the same on the right phone as ${names[1]}, and let the two `, 'like each other', '.'),
    line('Chat from phone to phone. Then try ', 'themes, languages, platforms and faults', '.'),
  )

const line = (before: string, what: string, after: string): HTMLElement =>
  h('li', {}, before, h('strong', {}, what), after)
