// `node tools/nx/bin/typecheck.mjs apps/chat`: checks the types of one package, as `npm run typecheck` checks those of all.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import ts from 'typescript'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const root = resolve(checkout, process.argv[2] ?? '.')
const own = join(root, 'tsconfig.json')
const ownFiles = existsSync(own) ? readOwn() : undefined
const rest = restOf(ownFiles?.fileNames ?? [])
const host = ts.createCompilerHost({})
const problems = [ownFiles, rest]
  .filter((part) => part !== undefined && part.fileNames.length > 0)
  .flatMap(({ fileNames, options, errors }) => [
    ...errors,
    ...ts.getPreEmitDiagnostics(ts.createProgram({ rootNames: fileNames, options })),
  ])
const told = {
  getCanonicalFileName: host.getCanonicalFileName,
  getCurrentDirectory: () => checkout,
  getNewLine: () => '\n',
}
process.stdout.write(ts.formatDiagnosticsWithColorAndContext(problems, told))
process.exitCode = problems.length > 0 ? 1 : 0

/** What the package says of itself, where it is not like the others. */
function readOwn() {
  return ts.getParsedCommandLineOfConfigFile(own, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (problem) => {
      throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'))
    },
  })
}

/** The sources, tests and benches that the checkout's own tsconfig.json holds, but for those that have been looked at. */
function restOf(known) {
  const config = { extends: join(checkout, 'tsconfig.base.json'), include: ['src', 'test', 'bench'] }
  const found = ts.parseJsonConfigFileContent(config, ts.sys, root)
  // Without a source at all there is nothing to check, which is no fault.
  const errors = found.errors.filter(({ code }) => code !== 18_003)
  return { ...found, errors, fileNames: found.fileNames.filter((file) => !known.includes(file)) }
}
