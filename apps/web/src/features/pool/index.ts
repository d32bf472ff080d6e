import { later } from '../../ground/texts/later.js'

export { PoolCount } from './pool-count.js'

/** Loaded when the deck is empty. */
export const EmptyDeck = later(() => import('./empty-deck.js'), 'EmptyDeck', 'pool')
