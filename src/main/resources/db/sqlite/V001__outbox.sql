-- Times are milliseconds since 1970 UTC, states as in State.number().

-- What came in. Never changed.
create table event (
  id integer primary key,              -- also the id of its first delivery; the others follow without a gap
  source text not null,
  format text not null,
  trace_id text,
  received_at integer not null,
  targets integer not null,            -- deliveries made from it
  payload blob not null
) strict;

-- The ledger: one row for each unit of work.
create table delivery (
  id integer primary key,
  event_id integer not null,
  connection text not null,
  operation text not null,
  dedup_key text not null,
  order_key text not null,
  unit blob not null,                  -- 128 bits of SHA-256 over connection, operation and dedup_key
  lane integer not null,               -- 64 bits of SHA-256 over order_key
  state integer not null default 0,
  attempts integer not null default 0,
  maybe_applied integer not null default 0,
  received_at integer not null,
  first_claimed_at integer,
  done_at integer,                     -- null while pending or in flight
  queued integer,                      -- 1 when others of its lane were open as it joined
  status integer not null default 0,
  code text,
  reason text,
  remote_id text,
  remote_version text,
  remote_url text
) strict;

-- A digest keeps the one index that every event touches at a random place three times smaller than the keys themselves.
create unique index delivery_unit on delivery (unit);
-- Next of a lane. Most deliveries are alone in theirs: they stay out of this index, whose places are random, too.
create index delivery_queued on delivery (connection, lane, id) where queued = 1;
-- The system's id of a case. A create whose unit is its order key, which is nearly all, is found by its unit instead.
create index delivery_remote on delivery (connection, lane, id)
  where remote_id is not null and (operation <> 'case-create' or dedup_key <> order_key);
create index delivery_dead on delivery (id) where state = 3;

-- Failed attempts only.
create table attempt (
  delivery_id integer not null,
  number integer not null,
  at integer not null,
  took integer not null,
  code text,
  status integer not null,
  reason text,
  primary key (delivery_id, number)
) strict, without rowid;

-- Keys with open deliveries. Claims look here, so their cost does not grow with the rows that wait.
create table lane (
  connection text not null,
  key integer not null,
  next_at integer not null,            -- when the head is due; while one is in flight, the end of its lease
  lease_until integer,
  flight integer,                      -- the delivery in flight
  head integer not null,               -- oldest open delivery
  pending integer not null,            -- open deliveries, the one in flight included
  primary key (connection, key)
) strict, without rowid;

create index lane_due on lane (connection, next_at);
create index lane_head on lane (connection, head);

-- Rows in each state, so that nobody has to count them.
create table tally (
  connection text not null,
  state integer not null,
  rows integer not null,
  primary key (connection, state)
) strict, without rowid;

-- high-water: greatest id that was ever removed, so that ids are not used twice.
create table meta (
  name text primary key,
  value integer not null
) strict, without rowid;
