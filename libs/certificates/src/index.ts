export { dnsNames } from './dns-names.js'
export { filesOfUrl } from './files-of-url.js'
export { type CertificateFolder, openFolder } from './open-folder.js'
export { type Credentials, readFolder } from './read-folder.js'
