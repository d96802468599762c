-- Greater with each claim: the result of a claim counts only while no later one exists.
alter table delivery add column ticket integer not null default 0;
