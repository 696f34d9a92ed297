/** An error, for somebody looking at a page. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ApiSettings } from '../ports.ts'
import type { Problem } from '../problem.ts'
import { renderPage } from './render.ts'

const told = [400, 401, 403, 404, 409, 429]

export function renderError(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  settings: ApiSettings,
): FastifyReply {
  const near = told.includes(problem.status) ? problem.status : problem.status >= 500 ? 500 : 400
  return renderPage(request, reply, settings, {
    template: 'error',
    title: 'error.title',
    status: problem.status,
    data: { problem, message: `problem.${near}` },
  })
}
