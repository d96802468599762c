-- Times are milliseconds since 1970 UTC by the database's clock, states as in State.number().

create sequence ledger_id;
create sequence ledger_ticket;

-- What came in. Never changed. Rows up to a page in size stay in one piece, uncompressed: compressing costs more than it saves.
create table event (
  id bigint primary key,
  source text not null,
  format text not null,
  trace_id text,
  received_at bigint not null,
  payload bytea not null
) with (toast_tuple_target = 8160);
alter table event alter column payload set storage external;

-- The ledger: one row for each unit of work. It is written when it is accepted and when it ends; who works on it is in its lane.
-- No index looks at what an ending changes, so that these updates stay within the page (HOT), which has room for them.
create table delivery (
  id bigint primary key,
  event_id bigint not null,            -- the id of the event's first delivery, mostly its own
  connection text collate "C" not null,
  operation text not null,
  dedup_key text not null,
  order_key text not null,
  unit bytea not null,                 -- 128 bits of SHA-256 over connection, operation and dedup_key
  lane bigint not null,                -- 64 bits of SHA-256 over order_key
  state smallint not null default 0,   -- 0 while in flight, too
  attempts integer not null default 0,
  maybe_applied boolean not null default false,
  received_at bigint not null,
  first_claimed_at bigint,             -- of the claims before the running one
  done_at bigint,                      -- null while pending or in flight
  queued boolean,                      -- true when others of its lane are before it
  dead boolean,                        -- true when state is 3
  status integer not null default 0,
  code text,
  reason text,
  remote_id text,
  remote_version text,
  remote_url text
) with (fillfactor = 70);

create unique index delivery_unit on delivery (unit);
-- Next of a lane. Most deliveries are alone in theirs and stay out of this index.
create index delivery_queued on delivery (connection, lane, id) where queued;
-- The system's id of a case. A create whose unit is its order key, which is nearly all, is found by its unit instead.
create index delivery_other on delivery (connection, lane, id) where operation <> 'case-create' or dedup_key <> order_key;
create index delivery_of_event on delivery (event_id) where event_id <> id;
create index delivery_dead on delivery (id) where dead;

-- Failed attempts only.
create table attempt (
  delivery_id bigint not null,
  number integer not null,
  at bigint not null,
  took bigint not null,
  code text,
  status integer not null,
  reason text,
  primary key (delivery_id, number)
);

-- Keys with open deliveries. Claims look here, so their cost does not grow with the rows that wait. A claim touches no index.
create table lane (
  connection text collate "C" not null,
  key bigint not null,
  next_at bigint not null,             -- when the head is due
  head bigint not null,                -- oldest open delivery
  former_head bigint,                  -- what head was before the latest delivery joined
  pending bigint not null,             -- open deliveries, the one in flight included
  flight bigint,                       -- the delivery in flight
  ticket bigint,                       -- of its claim
  owner text,                          -- the bridge that claimed it
  claimed_at bigint,
  lease_until bigint,
  primary key (connection, key)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_cost_delay = 0);

create index lane_due on lane (connection, next_at);
create index lane_head on lane (connection, head);

-- Rows in each state, so that nobody has to count them; the sum over writers counts. Each database session has rows of its own and
-- so waits for no other; they are summed up into writer 0 from time to time.
create table tally (
  connection text collate "C" not null,
  state smallint not null,
  writer integer not null,
  rows bigint not null,
  primary key (connection, state, writer)
) with (fillfactor = 50);
