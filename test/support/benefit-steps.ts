/** Claims to benefits as a test opens and follows them on the real engine. */
import { join } from 'node:path'
import { createFolderStore } from '../../adapters/files/folder-store.ts'
import { createBenefitIntake } from '../../api/benefit/accept-benefit.ts'
import { createTakeDocuments } from '../../api/benefit/take-documents.ts'
import type { BenefitApplicant, NewBenefitApplication } from '../../domain/benefit.ts'
import type { BenefitDocumentKind } from '../../domain/benefit-kinds.ts'
import type { Household } from '../../stack/simulated/registers/model.ts'
import { findRootInstance } from './engine-view.ts'
import type { Followed } from './followed.ts'
import { secretSettings } from './secret-settings.ts'
import type { World } from './world.ts'

export interface FollowedBenefit extends Followed {
  readonly caseId: string
}

const settings = { publicUrl: 'http://127.0.0.1:3000' }
const CLERK = { actor: 'staff:test', idempotencyKey: undefined }
/** A PDF, as far as its first bytes tell. */
export const pdf = (text: string): string => Buffer.from(`%PDF-1.7\n${text}\n`).toString('base64')

export function benefitSteps(world: World) {
  const { transact, clock } = world
  const intake = createBenefitIntake({ transact, clock, settings })
  const caseFiles = createFolderStore(join(secretSettings.PAYMENT_FILES_DIR, 'documents'))
  const takeDocuments = createTakeDocuments({ transact, caseFiles })

  function follow(caseId: string): FollowedBenefit {
    let root: string | undefined
    const roots = async () => [(root ??= await findRootInstance(caseId))].filter((key) => key !== undefined)
    return { caseId, ...world.follow(caseId, roots) }
  }
  return {
    intake,
    follow,
    apply: async (asked: NewBenefitApplication) => follow((await intake.apply(asked, CLERK)).caseId),
    report: async (caseId: string, kind: 'death' | 'study-ended' | 'condition-ended', happenedOn: string) =>
      follow((await intake.change(caseId, { kind, happenedOn }, CLERK)).caseId),
    handIn: (
      caseId: string,
      kinds: readonly BenefitDocumentKind[],
      iban?: string,
    ): ReturnType<typeof takeDocuments> =>
      takeDocuments(
        caseId,
        {
          ...(kinds.length === 0
            ? {}
            : {
                documents: kinds.map((kind) => ({
                  kind,
                  mediaType: 'application/pdf' as const,
                  content: pdf(kind),
                })),
              }),
          ...(iban === undefined ? {} : { iban }),
        },
        'staff:test',
      ),
    claimOf: (caseId: string) => transact(({ benefits }) => benefits.get(caseId)),
    entitlementOf: async (caseId: string) => {
      const found = await transact(({ entitlements }) => entitlements.findByCase(caseId))
      if (found === undefined) throw new Error('Nothing is assigned')
      return found
    },
    stateOf: async (caseId: string) => (await transact(({ cases }) => cases.get(caseId))).state,
    noticesOf: async (caseId: string) => [
      ...new Set(
        (await transact(({ notifications }) => notifications.of(caseId))).map(({ notice }) => notice),
      ),
    ],
  }
}

/** The representative of a family as who claims a benefit. */
export function claimant({ application }: Household, withAccount = true): BenefitApplicant {
  const { applicant, declaration } = application
  const person = declaration.members.find(({ fin }) => fin === applicant.fin)
  if (person === undefined) throw new Error('The family has no representative')
  const { fin, givenName, familyName, birthDate } = person
  const { phone } = applicant
  return {
    fin,
    givenName,
    familyName,
    birthDate,
    phone,
    address: declaration.address,
    ...(withAccount ? { iban: declaration.iban } : {}),
  }
}

const findChild = ({ application }: Pick<Household, 'application'>, today: string) => {
  const eldest = `${Number(today.slice(0, 4)) - 17}${today.slice(4)}`
  return application.declaration.members.find(({ birthDate }) => birthDate > eldest)
}
export const hasChild = (household: Household, today: string): boolean =>
  findChild(household, today) !== undefined

/** A child of the family, younger than 17. */
export function childOf(household: Pick<Household, 'application'>, today: string) {
  const child = findChild(household, today)
  if (child === undefined) throw new Error('The family has no child')
  const { fin, givenName, familyName, birthDate } = child
  return { fin, givenName, familyName, birthDate }
}
