/** esbuild, or one sentence when nothing has been installed yet. */
export async function loadEsbuild() {
  try {
    return await import('esbuild')
  } catch {
    process.stderr.write('The packages of Kindred are not installed: run `npm ci` in the checkout first.\n')
    process.exit(1)
  }
}
