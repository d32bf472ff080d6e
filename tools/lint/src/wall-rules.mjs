import ts from 'typescript-eslint'

import { walls } from './walls.mjs'

const ofTypescript = ts.plugin.rules['no-restricted-imports']

/** The rule of typescript-eslint, which leaves out `import()`: a lazy import goes through a wall no more than another one. */
const restricted = {
  ...ofTypescript,
  create(context) {
    const visitors = ofTypescript.create(context)
    return {
      ...visitors,
      ImportExpression(node) {
        if (node.source.type !== 'Literal') return
        const { parent, range, loc, source } = node
        const type = 'ImportDeclaration'
        visitors.ImportDeclaration({
          type,
          parent,
          range,
          loc,
          source,
          importKind: 'value',
          specifiers: [],
          attributes: [],
        })
      },
    }
  },
}

/** One rule a wall: the same rule under one name would replace itself where two walls guard a file. */
const plugin = { rules: Object.fromEntries(walls.map(({ name }) => [name, restricted])) }

/** An import of what lies in a folder beside one's own, other than its index.ts. */
const pastTheDoor = String.raw`^\.\./[^./][^/]*/(?!index\.js$)`

/** The walls as blocks of an ESLint configuration. */
export const wallRules = walls.map((wall) => ({
  files: wall.of,
  ignores: [...(wall.except ?? []), '**/*.test.{ts,tsx}'],
  plugins: { walls: plugin },
  rules: { [`walls/${wall.name}`]: ['error', { patterns: patternsOf(wall) }] },
}))

function patternsOf({ packages = [], rooms = [], doors = false, because: message }) {
  return [
    ...(packages.length > 0 ? [{ group: packages, message }] : []),
    ...rooms.map((room) => ({ regex: towards(room), message })),
    ...(doors ? [{ regex: pastTheDoor, message }] : []),
  ]
}

/** A relative import of the room, from however deep: `../rpc/x.js`, `../../rpc/x.js`, `./rpc/index.js`; `*` is whatever lies outside. */
function towards(room) {
  return room === '*' ? String.raw`^\.\./` : String.raw`^\.\.?/(?:.+/)?${room}(?:/|\.js$)`
}
