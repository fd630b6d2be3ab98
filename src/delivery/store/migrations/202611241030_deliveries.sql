-- What was booked for each order.
create table deliveries (
  order_id uuid primary key,
  market text not null,
  time timestamptz not null,
  changes smallint not null default 0
);

create view booked_deliveries as select order_id, time from deliveries;

-- The release before this one books in orders.delivery_time. What it still writes while this is deployed is taken
-- over; the next release may drop the trigger with its function, and orders.delivery_time and delivery_changes.
create function deliveries_follow_orders() returns trigger language plpgsql as $$
begin
  insert into deliveries (order_id, market, time, changes)
  values (new.id, new.customer_market, new.delivery_time, new.delivery_changes)
  on conflict (order_id) do update set time = excluded.time, changes = excluded.changes;
  return null;
end $$;

create trigger deliveries_follow_orders after update of delivery_time on orders
  for each row when (new.delivery_time is not null) execute function deliveries_follow_orders();

insert into deliveries (order_id, market, time, changes)
select id, customer_market, delivery_time, delivery_changes from orders where delivery_time is not null;
