-- Frees the place of a cancelled order and marks its delivery, also one that is not booked yet, so that it never is.
with marked as (
  insert into deliveries as d (order_id, market, cancelled_at) values (:orderId::uuid, :market, now())
  on conflict (order_id) do update set cancelled_at = excluded.cancelled_at where d.cancelled_at is null
  returning d.market, d.time
),
-- The slot is always there. But one that a booking made after this statement began is seen only on a conflict.
freed as (
  insert into delivery_slots as s (market, time, taken)
  select m.market, m.time, 0 from marked m join order_recipients r on r.order_id = :orderId::uuid
  where m.time is not null and r.test_id = 0
  on conflict (market, time) do update set taken = s.taken - 1
  returning s.time
)
-- answer
select exists (select 1 from freed) as "isFreed"
