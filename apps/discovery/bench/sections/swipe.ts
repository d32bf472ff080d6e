import { type Bench } from './section.js'

export async function measureSwipe(bench: Bench): Promise<void> {
  bench.say('swipe: not yet')
}
