export { useWishesForm } from './use-wishes-form.js'
export { firstWishes } from './wishes.js'
export { WishesFields } from './wishes-fields.js'
