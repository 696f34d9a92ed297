/** The one description of the API, made from the schemas that check the requests; and a page to read it. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { accessTable } from './auth/access.ts'
import type { ApiSettings } from './ports.ts'

const security = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  session: { type: 'apiKey', in: 'cookie', name: 'dost-session' },
} as const

function describeAccess(method: string, url: string): string {
  const access = accessTable[`${method} ${url}`]
  if (access === undefined || access.public) return 'Open to everybody.'
  const staff = access.staff.length > 0 ? `Staff groups: ${access.staff.join(', ')}. ` : ''
  const scopes = access.scopes.length > 0 ? `Token scopes: ${access.scopes.join(', ')}.` : 'No tokens.'
  return `${staff}${scopes}`
}

export async function describeApi(app: FastifyInstance, { publicUrl }: ApiSettings): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Targeted state social assistance',
        version: '1.0.0',
        description:
          'Applications, cases and bank messages. Errors are application/problem+json (RFC 9457) and name the field at fault. Money is whole qəpik.',
      },
      servers: [{ url: publicUrl }],
      components: { securitySchemes: security },
      security: [{ bearer: [] }, { session: [] }],
      tags: ['Applications', 'Cases', 'Applicants', 'Payments', 'Ledger', 'Health'].map((name) => ({ name })),
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
