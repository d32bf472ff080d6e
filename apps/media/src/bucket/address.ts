import type { EnvReader } from '@kindred/runtime'

/** A bucket of an S3, and by which credentials it is used. */
export interface BucketAddress {
  /** Scheme, host and port. */
  readonly origin: URL
  readonly bucket: string
  /** What the name of every object begins with: empty, or with a slash at its end. */
  readonly prefix: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | undefined
}

export const addressExample =
  'https://KEY:SECRET@s3.eu-central-1.amazonaws.com/kindred-photos?region=eu-central-1'

/** Reads the address of a bucket, `https://KEY:SECRET@host:port/bucket/folder?region=…`; what it leaves out the standard variables of AWS say. */
export function readBucketAddress(env: EnvReader, name: string): BucketAddress | undefined {
  const text = env.url(name, { example: addressExample, default: '' })
  const environment = {
    region:
      env.optional('AWS_REGION', { example: 'eu-central-1' }) ??
      env.optional('AWS_DEFAULT_REGION', { example: 'eu-central-1' }),
    accessKeyId: env.optional('AWS_ACCESS_KEY_ID', { example: 'KEY' }),
    secretAccessKey: env.optional('AWS_SECRET_ACCESS_KEY', { example: 'SECRET' }),
    sessionToken: env.optional('AWS_SESSION_TOKEN', { example: 'TOKEN' }),
  }
  if (!URL.canParse(text)) return undefined
  const address = parse(new URL(text), environment)
  for (const problem of problemsOf(address)) env.fault({ name, problem, example: addressExample })
  return address
}

type Environment = Readonly<
  Record<'region' | 'accessKeyId' | 'secretAccessKey' | 'sessionToken', string | undefined>
>

function parse(url: URL, environment: Environment): BucketAddress {
  const [bucket = '', ...folders] = decodeURIComponent(url.pathname).split('/').filter(Boolean)
  const isOwn = url.username !== ''
  return {
    origin: new URL(url.origin),
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(''),
    region: url.searchParams.get('region') ?? environment.region ?? 'us-east-1',
    accessKeyId: isOwn ? decodeURIComponent(url.username) : (environment.accessKeyId ?? ''),
    secretAccessKey: isOwn ? decodeURIComponent(url.password) : (environment.secretAccessKey ?? ''),
    sessionToken: isOwn ? undefined : environment.sessionToken,
  }
}

function problemsOf({ bucket, prefix, accessKeyId, secretAccessKey }: BucketAddress): string[] {
  const problems: string[] = []
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) problems.push('names no bucket in its path')
  if (!/^[\w./-]*$/.test(prefix))
    problems.push('has a folder of other characters than letters, digits, - and _')
  if (accessKeyId === '' || secretAccessKey === '')
    problems.push('has no credentials: give KEY:SECRET@, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
  return problems
}
