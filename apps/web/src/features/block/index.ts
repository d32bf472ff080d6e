export { PersonMore } from './person-more.js'
