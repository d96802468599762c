-- How far a source that asks a system for changes has come.
create table watermark (
  name text primary key,               -- connection/flow
  value text not null,                 -- the connector's own
  at integer not null
) strict, without rowid;
