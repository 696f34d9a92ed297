/**
 * Job `query-register` — asks one register about the people of the case, once per register side by side
 * (docs/domain.md 1.7 step 6). The answer is kept with its hash; one that makes no sense becomes
 * REGISTER_ANSWER_UNUSABLE, for people to resolve, because asking again cannot help.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { sha256OfJson } from '../../domain/canonical-json.ts'
import type { Declaration } from '../../domain/application.ts'
import type { Records } from '../../domain/records.ts'
import { RegisterAnswerUnusable } from '../../domain/registers.ts'
import type { RegisterName, RegisterQuery, Registers } from '../../domain/registers.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function queryRegister({
  registers,
}: Pick<WorkerDependencies, 'registers'>): Worker<'query-register'> {
  return async ({ caseId, register }, job) => {
    const query = await job.read((records) => queryAbout(records, caseId))
    const answer = await ask(registers, register, query)

    return job.record(async (records) => {
      if (answer instanceof RegisterAnswerUnusable) {
        records.ledger.append(
          ledgerEntry('query-register', job, {
            caseId,
            action: 'register.answered-unusably',
            reason: answer.message,
            after: { register },
          }),
        )
        return {
          kind: 'refused',
          code: 'REGISTER_ANSWER_UNUSABLE',
          message: `The register ${register} answered with something that cannot be used: ${answer.message}`,
          variables: { registerQuestion: register },
        }
      }
      const sha256 = sha256OfJson(answer)
      await records.registerAnswers.add(caseId, register, answer, sha256)
      records.ledger.append(
        ledgerEntry('query-register', job, {
          caseId,
          action: 'register.answered',
          after: { register, sha256 },
        }),
      )
      return completed({})
    })
  }
}

async function ask(registers: Registers, register: RegisterName, query: RegisterQuery) {
  try {
    return await registers.ask(register, query)
  } catch (error) {
    if (error instanceof RegisterAnswerUnusable) return error
    throw error
  }
}

/** A family is asked about with its meters as declared, everybody else by their FIN. */
async function queryAbout(records: Records, caseId: string): Promise<RegisterQuery> {
  const { kind, applicationDate } = await records.cases.get(caseId)
  if (kind !== 'targeted-social-assistance') {
    const parties = await records.parties.of(caseId)
    return { fins: [...new Set(parties.map(({ fin }) => fin))], applicationDate, subscriberNumbers: [] }
  }
  const { declaration } = await records.applications.get(caseId)
  return {
    fins: declaration.members.map(({ fin }) => fin),
    applicationDate,
    subscriberNumbers: subscriberNumbers(declaration),
  }
}

const subscriberNumbers = ({ meters }: Declaration): string[] =>
  [meters.electricity, meters.gas, meters.water].flatMap((meter) => meter?.subscriberNumber ?? [])
