/** The one description of the API, made from the schemas that check the requests; and a page to read it. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { accessTable } from './auth/access.ts'
import type { ApiSettings } from './ports.ts'

const security = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  session: { type: 'apiKey', in: 'cookie', name: 'dost-session' },
} as const

/** What the routes are listed under; a route with another tag is refused when the program starts. */
const tags: ReadonlyMap<string, string> = new Map([
  ['Applications', 'A family applies for targeted social assistance.'],
  ['Services', 'The catalogue of services, and requests for one of them.'],
  ['Cases', 'Where a case of any kind stands, what happened in it, and the account it is paid to.'],
  ['Appeals', 'A decision is contested, and the appeal taken back.'],
  ['Assistance', 'While assistance is paid: reported changes, the next application, another representative.'],
  ['Benefits', 'Claims to benefits, events that open or end them, papers that were asked for.'],
  ['Overpayments', 'What was paid without a right: found, contested, paid back.'],
  ['Employment', 'Job-seekers and vacancies.'],
  ['Employers', 'An employer reads and answers a referral, by its number and code.'],
  ['Self-employment', 'The self-employment programme, from the application to the asset handed over.'],
  ['Assets', 'A given asset whose contract ends early, or that comes back.'],
  ['Employment programme', 'The yearly territorial employment programme: draft, comments, progress.'],
  ['Payments', 'Payment runs and their files, holds, what the bank answers, and the books.'],
  ['Applicants', 'An applicant follows a case, by its number and code.'],
  ['Ledger', 'Whether the ledger is whole.'],
  ['Health', 'For those who operate the program.'],
])

function refuseUnknownTags({ url, schema }: { readonly url: string; readonly schema?: FastifySchema }): void {
  const unknown = (schema?.tags ?? []).filter((tag) => !tags.has(tag))
  if (unknown.length === 0) return
  throw new Error(`${url} has the tag ${unknown.join(', ')}: describe it in api/openapi.ts`)
}

function describeAccess(method: string, url: string): string {
  const access = accessTable[`${method} ${url}`]
  if (access === undefined || access.public) return 'Open to everybody.'
  const staff = access.staff.length > 0 ? `Staff groups: ${access.staff.join(', ')}. ` : ''
  const scopes = access.scopes.length > 0 ? `Token scopes: ${access.scopes.join(', ')}.` : 'No tokens.'
  return `${staff}${scopes}`
}

export async function describeApi(
  app: FastifyInstance,
  { publicUrl }: Pick<ApiSettings, 'publicUrl'>,
): Promise<void> {
  app.addHook('onRoute', refuseUnknownTags)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Social protection',
        version: '1.0.0',
        description:
          'Requests, cases, employment and payments of the offices. Errors are application/problem+json (RFC 9457) and name the field at fault. Money is whole qəpik.',
      },
      servers: [{ url: publicUrl }],
      components: { securitySchemes: security },
      security: [{ bearer: [] }, { session: [] }],
      tags: [...tags].map(([name, description]) => ({ name, description })),
    },
    hideUntagged: true,
    transform: ({ schema, url, route }) => ({
      url,
      schema: {
        ...schema,
        description: describeAccess(String(route.method), url),
      },
    }),
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
