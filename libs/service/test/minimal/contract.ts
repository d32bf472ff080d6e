import { AuthServiceService } from '@kindred/contracts/auth'

/** Stands where `@kindred/contracts/thing` of a new service would: one public RPC. */
export const ThingServiceService = { getJwks: AuthServiceService.getJwks }
