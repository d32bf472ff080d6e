export { useSaveWishes } from './use-save-wishes.js'
export { firstWishes } from './wishes.js'
export { WishesFields } from './wishes-fields.js'
