export { VerificationList } from './verification-list.js'
