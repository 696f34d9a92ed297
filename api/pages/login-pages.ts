/** Staff come in and go out: by name and password, or through the identity provider. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OidcAttempt } from '../auth/oidc.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'

const hidden = { hide: true } as const
const ATTEMPT_COOKIE = 'dost-oidc'
const ATTEMPT_SECONDS = 600

/** Only a path of ours: a login must not send people to another site. */
const localPath = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/cases'

function readAttempt(cookie: string | undefined): OidcAttempt | undefined {
  if (cookie === undefined) return undefined
  const [state, nonce, verifier, next] = cookie.split('|')
  if (state === undefined || nonce === undefined || verifier === undefined) return undefined
  return { state, nonce, verifier, next: localPath(next) }
}

export const loginPages: FastifyPluginAsyncTypebox<
  Pick<PageDeps, 'settings' | 'checkPassword' | 'sessionCookies' | 'oidc' | 'accounts' | 'transact'>
> = async (app, { settings, checkPassword, sessionCookies, oidc, accounts, transact }) => {
  const page = { page: true } as const
  const guessing = { ...page, rateLimit: { max: settings.guessesPerMinute, timeWindow: '1 minute' } }
  const Next = Type.Optional(Type.String({ maxLength: 500 }))
  const secure = settings.publicUrl.startsWith('https:')
  const attemptCookie = { path: '/auth/oidc', httpOnly: true, secure, sameSite: 'lax' } as const
  const callback = `${settings.publicUrl}/auth/oidc/callback`

  const form = (
    request: FastifyRequest,
    reply: FastifyReply,
    data: { next: string; userName?: string; problem?: string },
    status = 200,
  ) =>
    renderPage(request, reply, settings, {
      template: 'login',
      title: 'login.title',
      status,
      data: { userName: '', problem: undefined, oidc: oidc !== undefined, ...data },
    })

  app.get(
    '/login',
    { config: page, schema: { ...hidden, querystring: Type.Object({ next: Next }) } },
    async (request, reply) => form(request, reply, { next: localPath(request.query.next) }),
  )

  app.post(
    '/login',
    {
      config: guessing,
      schema: {
        ...hidden,
        body: Type.Object({
          userName: Type.String({ maxLength: 100 }),
          password: Type.String({ maxLength: 200 }),
          next: Next,
        }),
      },
    },
    async (request, reply) => {
      const { password } = request.body
      const userName = request.body.userName.trim()
      const next = localPath(request.body.next)
      if (!(await checkPassword(userName, password))) {
        return form(request, reply, { next, userName, problem: 'login.refused' }, 401)
      }
      // Who was logged in before in this browser is logged out: one browser, one person.
      if (request.principal?.kind === 'staff') await sessionCookies.end(request, reply)
      await sessionCookies.start(userName, reply)
      return reply.redirect(next, 303)
    },
  )

  app.post('/logout', { config: page, schema: hidden }, async (request, reply) => {
    await sessionCookies.end(request, reply)
    return reply.redirect('/', 303)
  })

  app.get(
    '/auth/oidc/login',
    { config: guessing, schema: { ...hidden, querystring: Type.Object({ next: Next }) } },
    async (request, reply) => {
      if (oidc === undefined) return reply.redirect('/login', 303)
      const { url, attempt } = await oidc.begin(callback, localPath(request.query.next))
      const kept = [attempt.state, attempt.nonce, attempt.verifier, attempt.next].join('|')
      return reply
        .setCookie(ATTEMPT_COOKIE, kept, { ...attemptCookie, maxAge: ATTEMPT_SECONDS })
        .redirect(url, 303)
    },
  )

  app.get('/auth/oidc/callback', { config: guessing, schema: hidden }, async (request, reply) => {
    const attempt = readAttempt(request.cookies[ATTEMPT_COOKIE])
    void reply.clearCookie(ATTEMPT_COOKIE, attemptCookie)
    if (oidc === undefined || attempt === undefined) return reply.redirect('/login', 303)
    const refused = () => form(request, reply, { next: attempt.next, problem: 'login.oidc.refused' }, 401)
    const address = new URL(callback)
    address.search = new URL(request.url, settings.publicUrl).search
    try {
      const person = await oidc.finish(address, attempt)
      // Who works here and as what is the office's list; the provider can only take groups away.
      const account = await accounts.find(person.userName)
      const groups = (account?.groups ?? []).filter((group) => person.groups.includes(group))
      if (account?.active !== true || groups.length === 0) return await refused()
      await transact(async ({ ledger }) => {
        ledger.append({
          actor: `staff:${person.userName}`,
          action: 'staff.logged-in',
          reason: 'identity provider',
          after: { groups },
        })
      })
      await sessionCookies.start(person.userName, reply, groups)
      return await reply.redirect(attempt.next, 303)
    } catch (error) {
      // Told in general words on the page; what exactly the provider answered is for the log.
      request.log.warn({ reqId: request.id, err: error }, 'login through the identity provider failed')
      return refused()
    }
  })
}
