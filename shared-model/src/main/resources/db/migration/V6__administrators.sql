-- Who may use the admin pages, and what they did.

create table admin_user (
    id            uuid        primary key default gen_random_uuid(),
    name          text        not null unique
                              -- These are what the audit log calls the command line and the launcher.
                              check (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$' and name not in ('cli', 'launcher')),
    -- bcrypt, in the modular crypt format.
    password_hash text        not null,
    created_at    timestamptz not null default now(),
    created_by    text        not null,
    signed_in_at  timestamptz,
    disabled_at   timestamptz
);

-- Of a session only the hash of what its cookie holds is kept: whoever reads the database has no session.
create table admin_session (
    token_hash bytea       primary key check (length(token_hash) = 32),
    admin_id   uuid        not null references admin_user (id) on delete cascade,
    created_at timestamptz not null default now(),
    seen_at    timestamptz not null default now(),
    address    text        not null
);
create index admin_session_of_admin on admin_session (admin_id);

-- A link that makes an administrator, or gives one a new password. Good once.
create table admin_setup (
    token_hash bytea       primary key check (length(token_hash) = 32),
    -- Null: whoever opens the link chooses a name.
    admin_id   uuid        references admin_user (id) on delete cascade,
    created_at timestamptz not null default now(),
    created_by text        not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- By the name that was tried, whether or not anybody has it, so that the pauses tell nothing of who exists; and by where it came from, so
-- that whoever guesses elsewhere keeps nobody out.
create table admin_sign_in_failure (
    name      text        not null check (length(name) <= 64),
    network   text        not null check (length(network) <= 64),
    failures  integer     not null,
    failed_at timestamptz not null default now(),
    primary key (name, network)
);
create index admin_sign_in_failure_age on admin_sign_in_failure (failed_at);

-- Append-only: rows are chained by their hashes, and nothing but an insert is let through.
create table audit_log (
    id         bigint      generated always as identity primary key,
    at         timestamptz not null default clock_timestamp(),
    -- An administrator's name; what is not done by one: 'cli', 'launcher', or '-' for somebody unknown.
    actor      text        not null,
    action     text        not null,
    target     text        not null,
    detail     jsonb       not null default '{}',
    address    text,
    request_id text,
    prev_hash  bytea       not null default '',
    hash       bytea       not null default ''
);

create index audit_log_of_actor on audit_log (actor, id);
create index audit_log_of_action on audit_log (action, id);

-- What the hash of a row is of: all that it says, and the hash of the row before.
create function audit_log_hash(entry audit_log) returns bytea
    language sql immutable parallel safe
as $$
    select sha256(entry.prev_hash || convert_to(
        jsonb_build_array(entry.id, extract(epoch from entry.at), entry.actor, entry.action, entry.target, entry.detail,
                          entry.address, entry.request_id)::text, 'UTF8'))
$$;

create function audit_log_chain() returns trigger
    language plpgsql
as $$
begin
    -- One at a time: two rows must not follow the same one.
    perform pg_advisory_xact_lock(hashtext('taskforge.audit_log'));
    new.id := nextval(pg_get_serial_sequence('audit_log', 'id'));
    new.at := clock_timestamp();
    new.prev_hash := coalesce((select hash from audit_log order by id desc limit 1), '');
    new.hash := audit_log_hash(new);
    return new;
end
$$;
create trigger audit_log_chain before insert on audit_log for each row execute function audit_log_chain();

create function audit_log_append_only() returns trigger
    language plpgsql
as $$
begin
    raise exception 'the audit log is append-only';
end
$$;
create trigger audit_log_append_only before update or delete or truncate on audit_log
    for each statement execute function audit_log_append_only();

-- A form that is sent twice makes one key: the second time its number is taken.
alter table api_key add column form_id uuid unique;
