export { PersonSheet } from './person-sheet.js'
export { PersonView } from './person-view.js'
export { PlaceWords } from './place-words.js'
export { usePerson } from './use-person.js'
