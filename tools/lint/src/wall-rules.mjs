import { relative, sep } from 'node:path'

import { crosses } from './crossings.mjs'
import { walls } from './walls.mjs'

/** The rule of a wall: every import, re-export, lazy import and imported type counts, and one whose path is computed is told by nobody. */
const ruleOf = (wall) => ({
  meta: { type: 'problem', schema: [] },
  create(context) {
    const from = relative(context.cwd, context.filename).split(sep).join('/')
    const check = (node, source, names) => {
      if (!source) return
      const of = writtenIn(source)
      if (of === undefined ? wall.computed : crosses(wall, { from, of, names }))
        context.report({ node, message: wall.because })
    }
    return {
      ImportDeclaration: (node) => check(node, node.source, node.specifiers.map(nameOf)),
      ExportNamedDeclaration: (node) => check(node, node.source, node.specifiers.map(nameOf)),
      ExportAllDeclaration: (node) => check(node, node.source, ['*']),
      ImportExpression: (node) => check(node, node.source, ['*']),
      TSImportType: (node) => check(node, node.source, ['*']),
      TSExternalModuleReference: (node) => check(node, node.expression, ['*']),
    }
  },
})

/** The path in the source, which may be a template without a gap; undefined when it is computed. */
function writtenIn(source) {
  if (source.type === 'TemplateLiteral' && source.quasis.length === 1) return source.quasis[0].value.cooked
  return source.type === 'Literal' ? source.value : undefined
}

/** The name of what an import or a re-export takes, as the other file calls it. */
function nameOf({ type, imported, local }) {
  if (type === 'ImportSpecifier') return imported.name ?? imported.value
  if (type === 'ExportSpecifier') return local.name ?? local.value
  return type === 'ImportDefaultSpecifier' ? 'default' : '*'
}

/** One rule a wall: the same rule under one name would replace itself where two walls guard a file. */
const plugin = { rules: Object.fromEntries(walls.map((wall) => [wall.name, ruleOf(wall)])) }

/** The walls as blocks of an ESLint configuration. */
export const wallRules = walls.map(({ name, of, except = [] }) => ({
  files: of,
  ignores: [...except, '**/*.test.{ts,tsx}'],
  plugins: { walls: plugin },
  rules: { [`walls/${name}`]: 'error' },
}))
