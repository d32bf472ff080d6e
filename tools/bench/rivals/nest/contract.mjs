import { fileURLToPath } from 'node:url'

/** How both sides of the call read the contract. */
export const contract = {
  package: 'rival',
  protoPath: fileURLToPath(new URL('profile.proto', import.meta.url)),
  loader: { keepCase: true },
}
