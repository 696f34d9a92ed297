/** Which runs the payment calendar should open: months of a kind that are payable and have no run yet, and repairs. */
import { addToMonth, monthOf } from '../../domain/days.ts'
import type { PaymentRuns } from '../../domain/payment-run.ts'
import type { RecordsContext } from './context.ts'

/** `$1` months to look at, `$2` the current one. An entitlement paid apart at first is payable from the month after. */
const toOpen = `
  with candidate as (
    select kind, period, (period || '-01')::date as first_day,
      ((period || '-01')::date + interval '1 month' - interval '1 day')::date as last_day
    from (select distinct kind from entitlement) kinds, unnest($1::text[]) period
  )
  select kind, period, false as supplementary from candidate
  where not exists (select from payment_run where payment_run.kind = candidate.kind
      and payment_run.period = candidate.period and purpose = 'monthly')
    and exists (select from entitlement where entitlement.kind = candidate.kind
      and valid_from <= last_day and valid_to >= first_day
      and (first_payment = 'with-run' or exists (select from payment_order
        where entitlement_id = entitlement.id and payment_order.period < candidate.period and state <> 'cancelled'))
      and not exists (select from payment_order
        where entitlement_id = entitlement.id and payment_order.period >= candidate.period and state <> 'cancelled')
      and entitlement_amount_in(entitlement.id, monthly_amount_qepik, candidate.period) > 0)
  union all
  select kind, period, true from candidate
  where period = $2
    and exists (select from payment_run where payment_run.kind = candidate.kind
      and payment_run.period = candidate.period and purpose = 'monthly' and state = 'closed')
    and not exists (select from payment_run where payment_run.kind = candidate.kind
      and state not in ('closed', 'cancelled'))
    and exists (select from payment_order repaired join entitlement on entitlement.id = repaired.entitlement_id
      where entitlement.kind = candidate.kind and repaired.period = candidate.period and repaired.state = 'cancelled'
        and exists (select from posting where about = repaired.id and event = 'given-up')
        and not exists (select from payment_order later where later.entitlement_id = repaired.entitlement_id
          and later.period >= repaired.period and later.state <> 'cancelled'))
  order by period, kind`

export function createDue({ sql }: RecordsContext): Pick<PaymentRuns, 'toOpen'> {
  return {
    toOpen: (today) => {
      const month = monthOf(today)
      const months = [-1, 0, 1].map((offset) => addToMonth(month, offset))
      return sql.rows<{ kind: string; period: string; supplementary: boolean }>(toOpen, [months, month])
    },
  }
}
