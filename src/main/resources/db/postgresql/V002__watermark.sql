-- How far a source that asks a system for changes has come.
create table watermark (
  name text collate "C" primary key,   -- connection/flow
  value text not null,                 -- the connector's own
  at bigint not null
);
