-- What was booked for each order.
create table deliveries (
  order_id uuid primary key,
  market text not null,
  time timestamptz not null,
  changes smallint not null default 0
);

create view booked_deliveries as select order_id, time from deliveries;

-- The release before this one books in orders.delivery_time. While this is deployed, and should that release come
-- back, each sees what the other has booked. The next release may drop both triggers with their functions, and
-- orders.delivery_time and delivery_changes.
create function deliveries_follow_orders() returns trigger language plpgsql as $$
begin
  insert into deliveries as d (order_id, market, time, changes)
  values (new.id, new.customer_market, new.delivery_time, new.delivery_changes)
  on conflict (order_id) do update set time = excluded.time, changes = excluded.changes
    where d.time <> excluded.time;
  return null;
end $$;

create trigger deliveries_follow_orders after update of delivery_time on orders
  for each row when (new.delivery_time is not null) execute function deliveries_follow_orders();

create function orders_follow_deliveries() returns trigger language plpgsql as $$
begin
  update orders set delivery_time = new.time, delivery_changes = new.changes
  where id = new.order_id and delivery_time is distinct from new.time;
  return null;
end $$;

insert into deliveries (order_id, market, time, changes)
select id, customer_market, delivery_time, delivery_changes from orders where delivery_time is not null;

create trigger orders_follow_deliveries after insert or update on deliveries
  for each row execute function orders_follow_deliveries();
