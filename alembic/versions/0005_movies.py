"""The dialogue corpora: films, characters, lines and who answers whom.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("corpus", "movie", "character", "exchange", "line")


def _corpus() -> None:
    op.create_table(
        "corpus",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("movie_count", sa.Integer(), nullable=False),
        sa.Column("character_count", sa.Integer(), nullable=False),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.Column("exchange_count", sa.Integer(), nullable=False),
        sa.Column("report", postgresql.JSONB(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corpus")),
        sa.UniqueConstraint("name", name=op.f("uq_corpus_name")),
    )


def _movie() -> None:
    op.create_table(
        "movie",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("corpus_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("searched", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("rating", sa.Numeric(4, 2), nullable=True),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.Column("genres", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["corpus_id"], ["corpus.id"], name=op.f("fk_movie_corpus_id_corpus"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movie")),
    )
    op.create_index("ix_movie_corpus", "movie", ["corpus_id"])
    op.create_index("ix_movie_searched", "movie", ["searched"], postgresql_using="gin", postgresql_ops={"searched": "gin_trgm_ops"})


def _character() -> None:
    op.create_table(
        "character",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("corpus_id", sa.Uuid(), nullable=False),
        sa.Column("movie_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("searched", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("credit_position", sa.Integer(), nullable=True),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.CheckConstraint("gender IN ('unknown', 'female', 'male')", name=op.f("ck_character_gender")),
        sa.ForeignKeyConstraint(["movie_id"], ["movie.id"], name=op.f("fk_character_movie_id_movie"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_character")),
    )
    op.create_index("ix_character_movie", "character", ["movie_id"])
    op.create_index("ix_character_searched", "character", ["searched"], postgresql_using="gin", postgresql_ops={"searched": "gin_trgm_ops"})
    op.create_index("ix_character_lines", "character", [sa.literal_column("line_count DESC"), sa.literal_column("id DESC")])


def _exchange() -> None:
    op.create_table(
        "exchange",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("movie_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["movie_id"], ["movie.id"], name=op.f("fk_exchange_movie_id_movie"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange")),
    )
    op.create_index("ix_exchange_movie", "exchange", ["movie_id", "position"])


def _line() -> None:
    op.create_table(
        "line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("movie_id", sa.Uuid(), nullable=False),
        sa.Column("character_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answers_id", sa.Uuid(), nullable=True),
        sa.Column("exchange_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["character_id"], ["character.id"], name=op.f("fk_line_character_id_character"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
    )
    op.create_index("ix_line_character", "line", ["character_id", "position"])
    op.create_index("ix_line_movie", "line", ["movie_id", "position"])


def upgrade() -> None:
    """Make the tables."""
    for make in (_corpus, _movie, _character, _exchange, _line):
        make()


def downgrade() -> None:
    """Drop them, with every corpus."""
    for table in reversed(TABLES):
        op.drop_table(table)
