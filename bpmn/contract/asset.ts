/** Given assets over the months of their contract: visited, mended, asked back, passed on. */
import { Type } from 'typebox'
import { assetOutcomes, monitoringEnds, planReasons, visitKinds } from '../../domain/asset-monitoring.ts'
import { AssetFacts, AssetFindingResult, assetFindings } from '../../domain/asset-visit.ts'
import { Instant } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { Case, job, NewCase, Nothing, strict } from './shapes.ts'

export const assetJobs = {
  'open-asset-monitoring': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ contractNumber: Type.String(), assetKind: Type.String() }, strict),
    errors: [],
  }),
  'plan-asset-visit': job({
    input: Type.Object({ ...Case, planReason: literals(planReasons) }, strict),
    output: Type.Object(
      { visitKind: literals(visitKinds), visitOpensAt: Instant, visitDueAt: Instant },
      strict,
    ),
    errors: [],
  }),
  /** `assetVisit` is what the form sent, unchecked: the worker checks it against `AssetVisitForm`. */
  'record-asset-visit': job({
    input: Type.Object(
      { ...Case, visitKind: literals(visitKinds), assetVisit: Type.Record(Type.String(), Type.Unknown()) },
      strict,
    ),
    output: Type.Object({ assetFacts: AssetFacts }, strict),
    errors: ['ASSET_VISIT_INVALID'],
  }),
  'record-asset-finding': job({
    input: Type.Object({ ...Case, ...AssetFindingResult.properties }, strict),
    output: Type.Object({ visitFinding: literals(assetFindings), contractOver: Type.Boolean() }, strict),
    errors: [],
  }),
  'conclude-asset-visits': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ monitoringEnd: literals(monitoringEnds), endReviewDueAt: Instant }, strict),
    errors: [],
  }),
  'transfer-asset': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ registrationDueAt: Instant }, strict),
    errors: [],
  }),
  /** Compensates `transfer-asset`. */
  'take-transfer-back': job({ input: Type.Object(Case, strict), output: Nothing, errors: [] }),
  'demand-asset-return': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ returnDueAt: Instant, claimDueAt: Instant }, strict),
    errors: [],
  }),
  'close-asset-monitoring': job({
    input: Type.Object({ ...Case, assetOutcome: literals(assetOutcomes) }, strict),
    output: Nothing,
    errors: [],
  }),
}

export const assetMessages = {
  'asset-monitoring-opened': { correlatesOn: 'caseId', variables: NewCase },
  /** Both are sent when the record holds them. */
  'asset-ended-early': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
  'asset-returned': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
}
