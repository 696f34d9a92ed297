/** For auditors: does the ledger still hold, from its first row to its last? */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'

const Verification = Type.Object({
  intact: Type.Boolean(),
  rows: Type.Integer(),
  headHash: Type.String(),
  firstBroken: Type.Optional(Type.Object({ sequence: Type.String(), problem: Type.String() })),
})

export const ledgerRoutes: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'verifyLedger' | 'transact'>> = async (
  app,
  { verifyLedger, transact },
) => {
  app.get(
    '/v1/ledger/verification',
    {
      // Reads the whole ledger: not for every second.
      config: { rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        operationId: 'verifyLedger',
        tags: ['Ledger'],
        summary: 'Computes the hash chain again and names the first row that does not hold',
        response: { 200: Verification, ...problems(401, 403, 429) },
      },
    },
    async (request) => {
      const { intact, rows, headHash, firstBroken } = await verifyLedger()
      await transact(async ({ ledger }) => {
        ledger.append({
          actor: actorOf(callerOf(request)),
          action: 'ledger.verified',
          after: { intact, rows },
        })
      })
      return {
        intact,
        rows,
        headHash,
        ...(firstBroken === undefined ? {} : { firstBroken: { ...firstBroken } }),
      }
    },
  )
}
