// Runs on any Node that knows modules, so that an old one gets a sentence instead of a stack trace.
const supported = ({ major, minor }) =>
  (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24

const [major, minor] = process.versions.node.split('.').map(Number)
if (!supported({ major, minor })) {
  process.stderr.write(
    `Kindred needs Node 20.19, 22.12, 24 or newer, this is ${process.version}: install Node 24 from https://nodejs.org.\n`,
  )
  process.exit(1)
}
