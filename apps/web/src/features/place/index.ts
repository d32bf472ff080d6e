export { placeFailureKey } from './place-failure.js'
export { PlacePicker } from './place-picker.js'
export { type Place, useSetPlace } from './use-set-place.js'
