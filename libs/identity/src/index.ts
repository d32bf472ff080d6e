export {
  accessTokenSeconds,
  type AccessTokenSubject,
  generateSigningKey,
  signAccessToken,
} from './access-tokens.js'
export { type Appellant, readAppealToken, signAppealToken } from './appeal-tokens.js'
export { importPublicKey, type KeySource, localKeys } from './key-source.js'
export { remoteKeys } from './remote-keys.js'
export { remoteRevocations } from './remote-revocations.js'
export { localRevocations, type RevocationSource } from './revocation-source.js'
export { createServiceTokens, type ServiceTokens } from './service-tokens.js'
export { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from './verifier.js'
