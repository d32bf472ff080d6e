/**
 * What a change asks for, and what it leaves to a full run.
 * @typedef {object} Plan
 * @property {{ name: string, command: string[] }[]} steps
 * @property {string[]} leftOut
 */

const targets = ['lint', 'typecheck', 'test', 'build']

/** Which files, when they change, may open a wall that they do not stand behind. */
const wallFiles = /^(tools\/lint\/|\.ci\/walls\.mjs$|eslint\.config\.mjs$|package-lock\.json$)/

/** Sources that belong to no package. */
const rootSource = /^(?!(?:apps|libs|tools)\/).*\.(?:ts|mjs)$/

/**
 * @param {object} change
 * @param {string} change.base What the change is measured from.
 * @param {readonly string[]} change.files The files of the change that still exist.
 * @param {readonly string[]} change.affected The packages that it touches, and those that depend on them.
 * @param {readonly string[]} change.packages All packages.
 * @returns {Plan}
 */
export function planOf({ base, files, affected, packages }) {
  const own = files.filter((file) => rootSource.test(file))
  const others = packages.filter((name) => !affected.includes(name))
  const optional = [
    {
      name: 'lint of the files beside the packages',
      command: ['eslint', ...own],
      applies: own.length > 0,
      without: 'it changes none',
    },
    {
      name: 'planted walls',
      command: ['node', '.ci/walls.mjs'],
      applies: files.some((file) => wallFiles.test(file)),
      without: 'it changes no rule of the lint',
    },
    {
      name: 'the Mini App and the console in a browser',
      command: ['nx', 'affected', '-t', 'test:browser', `--base=${base}`],
      applies: ['web', 'console'].some((name) => affected.includes(`@kindred/${name}`)),
      without: 'it touches neither of the two nor what they are made of',
    },
  ]
  return {
    steps: [
      {
        name: 'lint, types, tests and builds of what the change touches',
        command: ['nx', 'affected', '-t', ...targets, `--base=${base}`],
      },
      {
        // A change can take away the last use of what another package exports.
        name: 'circles of imports and code that nothing uses, in all packages',
        command: ['nx', 'run-many', '-p', 'kindred', '-t', 'cycles', 'dead'],
      },
      ...optional.filter(({ applies }) => applies).map(({ name, command }) => ({ name, command })),
    ],
    leftOut: [
      ...optional.filter(({ applies }) => !applies).map(({ name, without }) => `${name}: ${without}`),
      ...(others.length > 0 ? [`packages that it does not touch: ${others.join(', ')}`] : []),
      'what takes long, *.nightly.ts that it changed among it: see bash .ci/run nightly',
    ],
  }
}
