// Gives every package of apps/, libs/ and tools/ its targets: lint, typecheck, test, build. `nx show project @kindred/chat` lists them.
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Nx reads this export: which files stand for a project, and what follows from each. */
export const createNodesV2 = [
  '{apps,libs,tools}/*/package.json',
  (files, _options, { workspaceRoot }) =>
    files.map((file) => [file, { projects: projectOf(workspaceRoot, dirname(file)) }]),
]

function projectOf(workspaceRoot, root) {
  const holds = (...path) => existsSync(join(workspaceRoot, root, ...path))
  const targets = { lint: lint(root), typecheck: typecheck(root) }
  if (hasTests(join(workspaceRoot, root))) targets.test = test(root, 'kindred')
  if (holds('test', 'browser')) targets['test:browser'] = test(join(root, 'test', 'browser'), 'browser')
  if (holds('src', 'main.ts')) targets.build = build(root)
  if (holds('vite.config.ts')) targets.build = { ...build(root), command: `vite build ${root}` }
  return { [root]: { targets } }
}

const lint = (root) => ({
  command: `eslint ${root}`,
  cache: true,
  inputs: ['default', '^production'],
})

const typecheck = (root) => ({
  command: `oxlint --type-aware --type-check ${root}`,
  cache: true,
  inputs: ['default', '^production'],
})

// With a slash at its end, the folder is no prefix of another one.
const test = (root, project) => ({
  command: `vitest run --project ${project} ${root}/`,
  cache: true,
  // Some tests read the pages that they keep true.
  inputs: [
    'default',
    '^production',
    ...['docs', 'proto', '.ci'].map((room) => `{workspaceRoot}/${room}/**/*`),
    { env: 'KINDRED_NIGHT' },
  ],
})

const build = (root) => ({
  command: `node tools/stack/bin/bundle-app.mjs ${root}`,
  cache: true,
  inputs: ['production', '^production'],
  outputs: ['{projectRoot}/dist'],
})

const hasTests = (folder) =>
  ['src', 'test'].some(
    (room) =>
      existsSync(join(folder, room)) &&
      readdirSync(join(folder, room), { recursive: true }).some(
        (file) => /\.test\.tsx?$/.test(file) && !file.startsWith('browser'),
      ),
  )
