create view booked_deliveries as select id as order_id, delivery_time as time from orders where delivery_time is not null;
