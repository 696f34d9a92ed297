/**
 * The statement that gives every line of a bank message its meaning. A line is joined to its order by our
 * reference, else by amount, account and date when exactly one order and one line fit; or it judges a whole file.
 */

/** Exceptions of one kind in one message from which on they become one row: a task each would bury people. */
const ALIKE = 100
/** A line without our reference may be a payment whose file was written so many days before. */
const BOOKED_WITHIN_DAYS = 30

const order = `
  line_number, payment_order.id as order_id, payment_order.amount_qepik as order_qepik, payment_order.iban as order_iban,
  payment_order.state, file_id`

/** An order whose money may be on its way. */
const waits = `state in ('ordered', 'approved') and payment_file.state in ('written', 'sent', 'refused')`

/**
 * A line that says what it should of an order of ours: most of a month. It needs no judgement when nothing else in the
 * message is about its order. `$2` type of the message.
 */
const plain = `
  scope = 'payment' and problem is null and coalesce(currency, 'AZN') = 'AZN' and coalesce(line_iban, order_iban) = order_iban
  and case status when 'booked' then line_qepik = order_qepik and $2 <> 'pain.002' and known.${waits}
    when 'accepted' then coalesce(line_qepik, order_qepik) = order_qepik
    when 'pending' then coalesce(line_qepik, order_qepik) = order_qepik else false end`

const judged = `line_number, status, scope, problem, currency, line.amount_qepik as line_qepik, line.iban as line_iban`

/** For most of a month's orders: all orders are read once. */
const byReferenceAtOnce = `
  select ${judged}, payment_order.id as order_id, payment_order.amount_qepik as order_qepik, payment_order.iban as order_iban,
    payment_order.state, file_id
  from line join payment_order using (end_to_end_id)`

/** For a part of them: a subquery per line, which goes through the index whatever the planner believes. */
const byReferenceOneByOne = `
  select ${judged.replaceAll('line.amount_qepik', 'amount_qepik').replaceAll('line.iban', 'iban')},
    (found).id as order_id, (found).amount_qepik as order_qepik, (found).iban as order_iban, (found).state, (found).file_id
  from (
    select line.*, (select payment_order from payment_order where payment_order.end_to_end_id = line.end_to_end_id) as found
    from line offset 0
  ) looked_up where (found).id is not null`

/** The single payments of the same report may have been judged before their block: those are left out. */
const byFile = `
  select ${order}, 'file' as grade from odd_line line
    join payment_file on payment_file.message_id = line.original_message_id
    join payment_order on file_id = payment_file.id
  where line.end_to_end_id is null and scope <> 'payment' and payment_order.state in ('ordered', 'approved', 'settled')`

const byAccount = `
  select line_number, order_id, order_qepik, order_iban, state, file_id, 'amount-account-date' from (
    select ${order}, count(*) over (partition by line_number) as orders, count(*) over (partition by payment_order.id) as lines
    from nameless line
      join payment_order on payment_order.iban = line.iban and payment_order.amount_qepik = line.amount_qepik
        and (case when status = 'booked' then payment_order.state in ('ordered', 'approved') else payment_order.state = 'settled' end)
      join payment_file on payment_file.id = file_id and payment_file.state in ('written', 'sent')
        and booked_on - (written_at at time zone 'Asia/Baku')::date between 0 and ${BOOKED_WITHIN_DAYS}
  ) guess where orders = 1 and lines = 1`

/** What is wrong with a line whatever the other lines say; null when it may act. */
const fault = `
  case when problem like '%account that is not ours%' then 'foreign'
    when problem is not null then 'odd-line'
    when order_id is null then case when end_to_end_id is null then 'no-reference' else 'unmatched' end
    when currency <> 'AZN' then 'currency-differs'
    when amount_qepik < order_qepik then 'partial'
    when amount_qepik > order_qepik or (status = 'booked' and amount_qepik is null) then 'amount-differs'
    when iban <> order_iban and state <> 'rejected' then 'account-differs'
    when status = 'booked' and $2 = 'pain.002' then 'settled-by-status' end`

/** Why a line that acts not is for people; null for news and for what repeats another line of the same message. */
const exception = `
  case when fault is not null then fault
    when status in ('accepted', 'pending') or line_number = answer_line or line_number = return_line then null
    when status = 'returned' then 'returned'
    when status = 'booked' then
      case when state = 'settled' or answer = 'settled' then 'duplicate-debit'
        when state = 'rejected' or answer = 'rejected' then 'already-rejected' else 'unexpected' end
    when answer = 'rejected' then null
    when state = 'settled' or answer = 'settled' then 'already-settled'
    when state = 'rejected' then 'already-rejected' else 'unexpected' end`

/**
 * `$1` row of the message, `$2` its type, `$3` its message id, `$4` now. Answers with one row: counts of lines,
 * answered orders outside runs, exceptions, runs touched.
 * @param atOnce where most orders of a month are answered
 */
export const matchLines = (atOnce: boolean): string => `
  -- Read anew where it is needed: a copy of a million lines costs more than looking at them again.
  with line as not materialized (select * from bank_line where bank_message_id = $1),
  by_reference as materialized (
    select line_number, status, order_id, order_qepik, order_iban, known.state, file_id, run_id,
      coalesce(${plain}, false) as plain
    from (${atOnce ? byReferenceAtOnce : byReferenceOneByOne}) known left join payment_file on payment_file.id = file_id
  ),
  odd_line as materialized (
    select * from line
    where not exists (select from by_reference where plain and by_reference.line_number = line.line_number)
  ),
  nameless as materialized (
    select * from odd_line line
    where scope = 'payment' and problem is null and currency = 'AZN' and status in ('booked', 'returned')
      and not exists (select from by_reference where by_reference.line_number = line.line_number)
  ),
  odd as materialized (
    select line_number, order_id, order_qepik, order_iban, state, file_id, 'reference' as grade from by_reference where not plain
    union all ${byFile} union all ${byAccount}
  ),
  entangled as materialized (
    select order_id from odd
    union
    select order_id from by_reference where plain and status = 'booked' group by order_id having count(*) > 1
  ),
  settled as materialized (
    select order_id, order_qepik, file_id, run_id, line_number from by_reference
    where plain and status = 'booked' and not exists (select from entangled where entangled.order_id = by_reference.order_id)
  ),
  tangled as materialized (
    select line_number, order_id, order_qepik, order_iban, state, file_id, 'reference' as grade from by_reference
    where plain and status = 'booked' and exists (select from entangled where entangled.order_id = by_reference.order_id)
  ),
  found as (select * from odd union all select * from tangled),
  looked_at as (
    select * from odd_line union all
    select * from line where exists (select from tangled where tangled.line_number = line.line_number)
  ),
  known as (
    select line.line_number, scope, status, end_to_end_id, line.amount_qepik, currency, line.iban, booked_on, reason, problem,
      order_id, order_qepik, order_iban, found.state, file_id, grade, run_id, found.${waits} as waits
    from looked_at line left join found using (line_number) left join payment_file on payment_file.id = file_id
    -- A judged file all of whose orders are rejected already says nothing new.
    where order_id is not null or scope = 'payment'
      or not exists (select from payment_file judged where judged.message_id = line.original_message_id)
  ),
  seen as materialized (select *, ${fault} as fault from known),
  answer as materialized (
    select order_id, order_qepik, file_id, run_id, grade, least(booked, rejected) as answer_line,
      case when rejected is null or booked < rejected then 'settled' else 'rejected' end as answer
    from (
      select order_id, any_value(order_qepik) as order_qepik, any_value(file_id) as file_id, any_value(run_id) as run_id,
        min(grade collate "C") as grade,
        min(line_number) filter (where status = 'booked') as booked,
        min(line_number) filter (where status = 'rejected') as rejected
      from seen where waits and fault is null and status in ('booked', 'rejected')
      group by order_id
    ) first
  ),
  come_back as materialized (
    select seen.order_id, any_value(seen.order_qepik) as order_qepik, any_value(seen.file_id) as file_id,
      any_value(seen.run_id) as run_id, min(seen.grade collate "C") as grade, min(line_number) as return_line
    from seen left join answer using (order_id)
    where status = 'returned' and fault is null
      and (state = 'settled' or (answer = 'settled' and line_number > answer_line))
    group by seen.order_id
  ),
  answered as not materialized (
    select order_id, order_qepik, file_id, run_id, 'reference' as grade, line_number as answer_line, 'settled' as answer from settled
    union all
    select order_id, order_qepik, file_id, run_id, grade, answer_line, answer from answer
  ),
  moved as (
    update payment_order set state = back.result, state_changed_at = $4, bank_reason = coalesce(back.reason, bank_reason)
    from (
      select order_id, 'settled' as result, null as reason from settled
      union all
      select order_id, coalesce(result, answer), why.reason
      from (
        select coalesce(answer.order_id, come_back.order_id) as order_id, answer,
          case when return_line is not null then 'returned' end as result, coalesce(return_line, answer_line) as line_number
        from answer full join come_back using (order_id)
      ) apart
        left join (select order_id, line_number, reason from seen where status in ('rejected', 'returned')) why
          using (order_id, line_number)
    ) back
    where payment_order.id = back.order_id
  ),
  posted as (
    insert into posting (about, event, amount_qepik, booked_at, bank_message_id, bank_line_number, grade)
    select order_id, answer, order_qepik, $4::timestamptz, $1, answer_line, grade from answered
    union all
    select order_id, 'returned', order_qepik, $4, $1, return_line, grade from come_back
    order by 1
  ),
  counted as (
    update payment_file set answered_count = answered_count + answers.count
    from (select file_id, count(*) as count from answered group by file_id) answers
    where payment_file.id = answers.file_id
  ),
  verdict as materialized (
    select *, count(*) over (partition by kind) > ${ALIKE} as alike from (
      select seen.*,
        -- Money that came back is right and yet for people: it has to be paid again, or kept.
        case when line_number = return_line then 'returned' else ${exception} end as kind
      from seen left join answer using (order_id) left join come_back using (order_id)
      where fault is not null or status not in ('accepted', 'pending')
    ) judged where kind is not null
  ),
  noticed as (
    insert into payment_exception (kind, message_id, line_number, order_id, run_id, amount_qepik, line_count, detail, noticed_at)
    select kind, $3, line_number, order_id, run_id, amount_qepik, 1, jsonb_build_object('line', line_number, 'status', status,
      'endToEndId', end_to_end_id, 'currency', currency, 'reason', reason, 'problem', problem), $4::timestamptz
    from verdict where not alike
    union all
    select kind, $3, null, null, case when count(distinct run_id) = 1 and count(run_id) = count(*) then min(run_id::text)::uuid end,
      sum(amount_qepik)::bigint, count(*), jsonb_build_object('firstLine', min(line_number), 'lastLine', max(line_number)), $4
    from verdict where alike group by kind
    returning id, kind, order_id, run_id, amount_qepik, line_count
  )
  select
    (select count(*)::integer from answered where answer = 'settled') as settled,
    (select count(*)::integer from answer where answer = 'rejected') as rejected,
    (select count(*)::integer from come_back) as returned,
    (select count(*)::integer from seen where fault is null and status in ('accepted', 'pending'))
      + (select count(*)::integer from by_reference where plain and status in ('accepted', 'pending')) as noted,
    (select count(*)::integer from verdict) as exception_lines,
    (select coalesce(json_agg(noticed order by id), '[]') from noticed) as exceptions,
    (select coalesce(json_agg(json_build_object('orderId', order_id, 'result', result, 'line', line)), '[]') from (
      select order_id, answer as result, answer_line as line from answered where run_id is null
      union all
      select order_id, 'returned', return_line from come_back where run_id is null
      order by line) apart) as answered_orders,
    (select coalesce(json_agg(run_id), '[]') from (select distinct run_id from answered where run_id is not null) touched) as runs`
