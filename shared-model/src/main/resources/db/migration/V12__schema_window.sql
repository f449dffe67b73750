-- Which builds may work with this schema, newer ones and older ones side by side (docs/adr/0023). A build is known by the newest
-- migration that it brings. A migration that takes away or narrows what some build still uses raises the number in the same
-- transaction; a build below it does not start, and one that runs is no longer ready.
create table schema_window (
  one boolean primary key default true check (one),
  compatible_since int not null
);

-- Nothing that a build of V10 uses is missing.
insert into schema_window (compatible_since) values (10);
