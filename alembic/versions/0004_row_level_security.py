"""The second wall: the application in a role of its own, and rows that only their owner's work can see.

Revision: 0004, after 0003
"""

from alembic import op
from persona_app.core.application_role import make_role
from persona_app.core.row_security import (
    FUNCTIONS,
    SystemWork,
    open_to,
    protect_by_owner,
    protect_by_parent,
    protect_by_persona,
    unprotect,
)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BY_OWNER = {
    "account": "id",
    "login_session": "account_id",
    "api_token": "account_id",
    "kept_answer": "account_id",
    "request_window": "account_id",
    "event": "owner_id",
    "persona": "owner_id",
    "run": "owner_id",
}
BY_PERSONA = ("persona_data", "persona_version", "decision", "engine_answer", "reading", "found_claim")
IDENTIFYING = {"account": "ALL", "login_session": "ALL", "api_token": "ALL", "event": "INSERT"}
RUNNING = {"run": "ALL", "run_step": "ALL"}

# Four doors through the wall. They run as the tables' owner, because a policy would keep PostgreSQL from using an index
# (comparing texts regardless of case, and trigrams, may tell of rows by their errors, so they come after the policy), or hide
# what has to go or is to be told apart (an id that another persona has). Each looks only at what it was made for.
# Who never named anything (null, which the application's transactions never are) is the owner's own connection.
ACCOUNT_OF_ADDRESS = """
CREATE FUNCTION account_of_address(address text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM account WHERE email = address::citext AND coalesce(system_work(), 'maintain') IN ('identify', 'maintain')
$$
"""
MATCHING_DATA = """
CREATE FUNCTION matching_data(persona uuid, below integer, patterns text[], most integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    pattern text;
    searched text := '';
BEGIN
    PERFORM 1 FROM persona AS mine WHERE mine.id = persona
        AND (mine.owner_id = acting_account() OR coalesce(system_work(), 'maintain') = 'maintain');
    IF NOT FOUND THEN
        RETURN;
    END IF;
    FOREACH pattern IN ARRAY patterns LOOP
        searched := searched || format(' AND data_search_text(title, origin, text) ILIKE %L', pattern);
    END LOOP;
    RETURN QUERY EXECUTE 'SELECT id FROM persona_data WHERE persona_id = $1 AND number < $2' || searched
        || ' ORDER BY number DESC LIMIT $3' USING persona, below, most;
END $$
"""
FORGET_KEPT_ANSWERS = """
CREATE FUNCTION forget_kept_answers(before timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM kept_answer WHERE (account_id, route, key) IN (
        SELECT account_id, route, key FROM kept_answer WHERE created_at < before LIMIT 20 FOR UPDATE SKIP LOCKED
    )
$$
"""
PERSONA_IDS_IN_USE = """
CREATE FUNCTION persona_ids_in_use(wanted uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT id FROM persona WHERE id = ANY (wanted)
$$
"""
DOORS = {
    "account_of_address(text)": ACCOUNT_OF_ADDRESS,
    "matching_data(uuid, integer, text[], integer)": MATCHING_DATA,
    "forget_kept_answers(timestamptz)": FORGET_KEPT_ANSWERS,
    "persona_ids_in_use(uuid[])": PERSONA_IDS_IN_USE,
}


def upgrade() -> None:
    """Make what the policies ask, the walls, the doors, then the role."""
    op.execute(FUNCTIONS)
    for table, column in BY_OWNER.items():
        op.execute(protect_by_owner(table, column=column))
    for table in BY_PERSONA:
        op.execute(protect_by_persona(table))
    op.execute(protect_by_parent("run_step", parent="run", column="run_id"))
    op.execute(open_to(SystemWork.IDENTIFY, tables=IDENTIFYING))
    op.execute(open_to(SystemWork.RUN_JOBS, tables=RUNNING))
    for door in DOORS.values():
        op.execute(door)
    make_role(op.get_bind())


def downgrade() -> None:
    """Take the walls away. The role stays: other databases of the cluster may use it."""
    for door in DOORS:
        op.execute(f"DROP FUNCTION {door}")
    for table in (*BY_OWNER, *BY_PERSONA, "run_step"):
        op.execute(unprotect(table))
    for function in ("application_role()", "acting_account()", "system_work()"):
        op.execute(f"DROP FUNCTION {function}")
