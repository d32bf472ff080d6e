import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const checkout = fileURLToPath(new URL('../../..', import.meta.url))
export const chart = join(checkout, 'docker/helm')
const python = join(checkout, 'node_modules/.cache/kubernetes/bin/python')
const run = promisify(execFile)

/** Why the chart cannot be tried here; undefined when it can. CI has what it needs. */
export function whyNoHelm(): string | undefined {
  if (process.env['CI'] !== undefined) return undefined
  if (spawnSync('helm', ['version']).status !== 0) return 'helm is not installed'
  return existsSync(python) ? undefined : 'kubernetes-validate is not in node_modules/.cache/kubernetes'
}

interface EnvironmentVariable {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } }
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string }
}

interface Container {
  readonly name: string
  readonly image: string
  readonly args?: readonly string[]
  readonly env?: readonly EnvironmentVariable[]
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[]
  readonly startupProbe: Probe
  readonly livenessProbe: Probe
  readonly readinessProbe: Probe
  readonly securityContext: unknown
}

interface PodSpec {
  readonly containers: readonly Container[]
  readonly volumes: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[]
  readonly securityContext: unknown
  readonly serviceAccountName: string
  readonly automountServiceAccountToken: boolean
}

/** A manifest as far as the tests read it. */
export interface Manifest {
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly labels: Record<string, string>
    readonly annotations?: Record<string, string>
  }
  readonly data?: Record<string, string>
  readonly spec: Spec
}

/** Who a rule of a NetworkPolicy is about; without `from` everybody. */
interface IngressRule {
  readonly ports: readonly { readonly port: string }[]
  readonly from?: readonly unknown[]
}

interface IngressPath {
  readonly path: string
  readonly backend: { readonly service: { readonly name: string } }
}

/** What the kinds of the chart have in their `spec`. */
interface Spec {
  readonly template: { readonly spec: PodSpec }
  readonly replicas?: number
  readonly strategy: { readonly type: string }
  readonly clusterIP?: string
  /** Of a Certificate. */
  readonly secretName?: string
  readonly dnsNames?: readonly string[]
  readonly ports: readonly { readonly name: string; readonly port: number; readonly targetPort: string }[]
  readonly podSelector: {
    readonly matchExpressions?: readonly { readonly values: readonly string[] }[]
  }
  readonly ingress?: readonly IngressRule[]
  readonly rules: readonly {
    readonly host: string
    readonly http: { readonly paths: readonly IngressPath[] }
  }[]
}

interface Rendered {
  readonly manifests: readonly Manifest[]
  readonly faults: readonly string[]
}

/** Renders the chart with each of the files of values and holds it against the schemas of Kubernetes. */
export async function renderChart<Name extends string>(
  sets: readonly Name[],
  versions: readonly string[],
): Promise<Record<Name, Rendered>> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-chart-'))
  const files = await Promise.all(
    sets.map(async (name) => {
      const file = join(folder, `${name}.yaml`)
      writeFileSync(file, await template(['-f', join(chart, 'ci', `${name}.yaml`)]))
      return file
    }),
  )
  const script = join(checkout, '.ci/validate-manifests.py')
  const { stdout } = await run(python, [script, versions.join(), ...files], { maxBuffer: 1 << 26 })
  const answer = JSON.parse(stdout) as Record<string, Rendered>
  return Object.fromEntries(sets.map((name, n) => [name, answer[files[n]!]])) as Record<Name, Rendered>
}

/** What Helm makes of the chart, as a release named kindred; rejects with what Helm says of bad values. */
export async function template(args: readonly string[]): Promise<string> {
  const { stdout } = await run('helm', ['template', 'kindred', chart, '--kube-version', '1.37.0', ...args], {
    maxBuffer: 1 << 26,
  })
  return stdout
}

export async function lint(args: readonly string[]): Promise<string> {
  return (await run('helm', ['lint', '--strict', chart, ...args])).stdout
}

/** The component that a manifest belongs to. */
export const componentOf = ({ metadata }: Manifest): string =>
  metadata.labels['app.kubernetes.io/component'] ?? ''

/** The pods of the apps and of their migrations, by their components. */
export const podsOf = (manifests: readonly Manifest[]): [string, PodSpec][] =>
  manifests
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
    .map((manifest) => [componentOf(manifest), manifest.spec.template.spec])
