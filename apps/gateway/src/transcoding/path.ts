import type { HttpBinding } from '@kindred/rpc'

/** The router's form of a path template: `/v1/profiles/{user_id}` → `/v1/profiles/:user_id`; a colon of the template's own is doubled. */
export const routerPath = (template: string): string =>
  template.replaceAll(':', '::').replaceAll(/\{(\w+)\}/g, ':$1')

/** What two clashing bindings have in common: the verb, and the path without the names of its fields. */
export const routeKey = ({ verb, path }: Pick<HttpBinding, 'verb' | 'path'>): string =>
  `${verb} ${path.replaceAll(/\{\w+\}/g, '{}')}`
