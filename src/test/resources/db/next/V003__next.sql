-- What a later release may do: a column, filled for the rows that are there.
alter table delivery add column region text;
update delivery set region = 'eu';
alter table delivery alter column region set not null;
