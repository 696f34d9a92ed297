/**
 * Where the running stack is and how to be let in: from the stack's settings and secrets, or from the environment
 * when parts run elsewhere (`API_URL`, `TASKLIST_URL`, …; `DEMO_TOKEN` for an API with another issuer of tokens).
 */
import { loadDotEnv, readConfig } from '../config.ts'
import { stackEnvironment } from '../environment.ts'
import { StackError } from '../errors.ts'
import { readSecrets } from '../secrets.ts'
import { signToken } from './token.ts'

export interface Places {
  readonly apiUrl: string
  readonly publicUrl: string
  readonly tasklistUrl: string
  readonly operateUrl: string
  readonly registersUrl: string
  readonly notificationsUrl: string
  /** As the application, and as the owner of the database. */
  readonly databaseUrl: string
  readonly databaseOwnerUrl: string
  /** Folder of the stack. */
  readonly home: string
  readonly staffPassword: string
  readonly token: string
}

const TOKEN_MINUTES = 60

export async function findPlaces(): Promise<Places> {
  loadDotEnv()
  const config = readConfig(process.env)
  const secrets = readSecrets(config.home)
  const told: Readonly<Record<string, string | undefined>> = {
    ...stackEnvironment(config, secrets),
    ...(process.env['API_URL'] === undefined ? {} : { API_URL: process.env['API_URL'] }),
  }
  const url = (name: string): string => (told[name] ?? '').replace(/\/$/, '')
  return {
    apiUrl: url('API_URL'),
    publicUrl: url('PUBLIC_URL'),
    tasklistUrl: url('TASKLIST_URL'),
    operateUrl: url('OPERATE_URL'),
    registersUrl: url('REGISTERS_URL'),
    notificationsUrl: url('NOTIFICATIONS_URL'),
    databaseUrl: url('DATABASE_URL'),
    databaseOwnerUrl: url('DATABASE_OWNER_URL'),
    home: config.home,
    staffPassword: config.staffPassword ?? noStaff(),
    token:
      process.env['DEMO_TOKEN'] ??
      (await signToken(secrets.clientKey, {
        client: 'demo',
        scopes: [
          'appeals:write',
          'applications:write',
          'assistance:write',
          'cases:read',
          'job-seekers:write',
          'overpayments:write',
          'service-requests:write',
          'vacancies:write',
        ],
        minutes: TOKEN_MINUTES,
      })),
  }
}

function noStaff(): never {
  throw new StackError(
    'Looking for the staff',
    'this stack has no sample staff: it is a production machine, or its database belongs to others',
    'run the demo on a stack of its own.',
  )
}
