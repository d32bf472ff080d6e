import ts from 'typescript-eslint'

import { walls } from './walls.mjs'

const restricted = ts.plugin.rules['no-restricted-imports']

/** One rule a wall: the same rule under one name would replace itself where two walls guard a file. */
const plugin = { rules: Object.fromEntries(walls.map(({ name }) => [name, restricted])) }

/** The walls as blocks of an ESLint configuration. */
export const wallRules = walls.map((wall) => ({
  files: wall.of,
  ignores: [...(wall.except ?? []), '**/*.test.{ts,tsx}'],
  plugins: { walls: plugin },
  rules: { [`walls/${wall.name}`]: ['error', { patterns: patternsOf(wall) }] },
}))

function patternsOf({ packages = [], rooms = [], because: message }) {
  return [
    ...(packages.length > 0 ? [{ group: packages, message }] : []),
    ...rooms.map((room) => ({ regex: towards(room), message })),
  ]
}

/** A relative import of the room, from however deep: `../rpc/x.js`, `../../rpc/x.js`, `./rpc/index.js`; `*` is whatever lies outside. */
function towards(room) {
  return room === '*' ? String.raw`^\.\./` : String.raw`^\.\.?/(?:.+/)?${room}(?:/|\.js$)`
}
