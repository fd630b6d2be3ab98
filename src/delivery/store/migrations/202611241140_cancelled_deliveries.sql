-- A delivery that was cancelled, which may be before it was booked: such a mark has no time.
alter table deliveries add column cancelled_at timestamptz, alter column time drop not null;

alter table deliveries add constraint deliveries_booked_or_cancelled check (time is not null or cancelled_at is not null);

create or replace view booked_deliveries as select order_id, time from deliveries where cancelled_at is null;
