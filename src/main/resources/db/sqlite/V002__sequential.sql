-- An accepted event writes at the end of its tables and nowhere else. What is at a random place is written for deliveries in
-- trouble only, or behind, in sorted runs.

create table delivery_new (
  id integer primary key,
  event_id integer not null,
  connection text not null,
  operation text not null,
  dedup_key text not null,
  order_key text not null,
  lane integer not null,               -- 64 bits of SHA-256 over order_key
  state integer not null default 0,
  ticket integer not null default 0,   -- greater with each claim: a result counts only while no later claim exists
  attempts integer not null default 0,
  maybe_applied integer not null default 0,
  received_at integer not null,
  sum integer,                         -- CRC-32C of what never changes; null from older releases
  first_claimed_at integer,
  lease_until integer,                 -- of the latest claim
  done_at integer,                     -- null while pending or in flight
  held integer,                        -- 1 while pending behind its connection's cursor
  next_at integer,                     -- when a held row is due; null while others of its lane go first
  status integer not null default 0,
  code text,
  reason text,
  remote_id text,
  remote_version text,
  remote_url text
) strict;

insert into delivery_new (id, event_id, connection, operation, dedup_key, order_key, lane, state, attempts, maybe_applied,
    received_at, first_claimed_at, done_at, held, next_at, status, code, reason, remote_id, remote_version, remote_url)
  select d.id, d.event_id, d.connection, d.operation, d.dedup_key, d.order_key, d.lane, d.state, d.attempts, d.maybe_applied,
    d.received_at, d.first_claimed_at, d.done_at,
    case when d.state = 0 then 1 end, case when d.state = 0 and l.head = d.id and l.flight is null then l.next_at end,
    d.status, d.code, d.reason, d.remote_id, d.remote_version, d.remote_url
  from delivery d left join lane l on d.state = 0 and l.connection = d.connection and l.key = d.lane
  order by d.id;

drop table delivery;
alter table delivery_new rename to delivery;
drop table lane;

alter table event add column sum integer; -- CRC-32C; null from older releases

-- Order within a lane, for rows that the cursor has passed.
create index delivery_held on delivery (connection, lane, id) where held = 1;
create index delivery_due on delivery (connection, next_at) where next_at is not null;
create index delivery_in_flight on delivery (id) where state = 1;
create index delivery_dead on delivery (id) where state = 3;

-- Finds deliveries by their keys: 64 bits of SHA-256 over connection, operation and dedup_key, and the lane where it says more.
-- Two keys may have the same digest, and rows may be gone: who finds one compares the delivery itself. Filled up to the id in
-- meta 'known-up-to'; of later deliveries the bridge has the digests in memory.
create table known (
  digest integer not null,
  delivery_id integer not null,
  primary key (digest, delivery_id)
) strict, without rowid;

-- Of each connection: pending deliveries from this id on were never claimed and are not held.
create table cursor (
  connection text primary key,
  id integer not null
) strict, without rowid;

insert into cursor select distinct connection, (select coalesce(max(id), 0) + 1 from delivery) from tally;
