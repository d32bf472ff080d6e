import type { Random } from './random.js'

type Template = (first: string, second: string, town: string) => string

const openings: readonly Template[] = [
  (first, second) => `Mostly found somewhere between ${first} and ${second}.`,
  (first) => `I talk about ${first} more than is good for me.`,
  (first, second) => `${capital(first)} on weekdays, ${second} on weekends.`,
  (first, _second, town) => `New to ${town}, looking for company for ${first}.`,
  (first, second) => `If you like ${first} or ${second}, we already have a first evening.`,
  (_first, second, town) => `Born in ${town}, never quite left. Ask me where to go for ${second}.`,
  (first) => `I took up ${first} last year and am still bad at it. It is wonderful.`,
]

const closings: readonly string[] = [
  'Slow mornings, long walks, short messages.',
  'I cook, you choose the film.',
  'Looking for somebody who laughs at their own jokes first.',
  'Two plants, one bicycle, no television.',
  'Tell me what you are reading.',
  'I write back, I promise.',
  'Early riser. I am sorry.',
  'My dog has the last word.',
  'Kind people only, everything else can be learnt.',
  'Let us skip the small talk and find a good bakery.',
]

/** Two sentences about somebody. */
export function writeBio(random: Random, interests: readonly string[], town: string): string {
  const [first = 'walking', second = 'good food'] = interests.map(lowered)
  return `${random.pick(openings)(first, second, town)} ${random.pick(closings)}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
