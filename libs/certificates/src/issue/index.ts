export { createAuthority, generateKeys, type Issued, issue, type Life } from './authority.js'
export { writeFolder, writeWhole } from './write-folder.js'
