export {
  accessTokenSeconds,
  type AccessTokenSigner,
  type AccessTokenSubject,
  generateSigningKey,
  signAccessToken,
} from './access-tokens.js'
export { importPublicKey, type KeySource, localKeys } from './key-source.js'
export { remoteKeys, type RemoteKeysOptions } from './remote-keys.js'
export { remoteRevocations, type RemoteRevocationsOptions } from './remote-revocations.js'
export { type LocalRevocations, localRevocations, type RevocationSource } from './revocation-source.js'
export { createServiceTokens, type ServiceTokens } from './service-tokens.js'
export { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from './verifier.js'
