from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.batch_state import BatchState
from ..models.batch_view_kind import BatchViewKind
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime


T = TypeVar("T", bound="BatchView")


@_attrs_define
class BatchView:
    """An import of many files, as its owner sees it.

    Attributes:
        total: files, and rows of tables of prompts, as far as they are known; 0 until the first look.
        rows: so many of those of which it is known what became of them are rows; a table that has rows is counted by
    these alone.
        sentence: how it ended, for a person.

    """

    created_at: datetime.datetime
    done: int
    """ Files and rows of which it is known what became of them. """
    failed: int
    finished_at: datetime.datetime | None
    id: UUID
    imported: int
    kind: BatchViewKind
    on_same: str
    sentence: str
    size_bytes: int
    skipped: int
    started_at: datetime.datetime | None
    state: BatchState
    """ Where an import stands. """
    title: str
    total: int
    updated: int
    rows: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        done = self.done

        failed = self.failed

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        id = str(self.id)

        imported = self.imported

        kind = self.kind.value

        on_same = self.on_same

        sentence = self.sentence

        size_bytes = self.size_bytes

        skipped = self.skipped

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        state = self.state.value

        title = self.title

        total = self.total

        updated = self.updated

        rows = self.rows

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "done": done,
                "failed": failed,
                "finished_at": finished_at,
                "id": id,
                "imported": imported,
                "kind": kind,
                "on_same": on_same,
                "sentence": sentence,
                "size_bytes": size_bytes,
                "skipped": skipped,
                "started_at": started_at,
                "state": state,
                "title": title,
                "total": total,
                "updated": updated,
            }
        )
        if rows is not UNSET:
            field_dict["rows"] = rows

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        done = d.pop("done")

        failed = d.pop("failed")

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        id = UUID(d.pop("id"))

        imported = d.pop("imported")

        kind = BatchViewKind(d.pop("kind"))

        on_same = d.pop("on_same")

        sentence = d.pop("sentence")

        size_bytes = d.pop("size_bytes")

        skipped = d.pop("skipped")

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        state = BatchState(d.pop("state"))

        title = d.pop("title")

        total = d.pop("total")

        updated = d.pop("updated")

        rows = d.pop("rows", UNSET)

        batch_view = cls(
            created_at=created_at,
            done=done,
            failed=failed,
            finished_at=finished_at,
            id=id,
            imported=imported,
            kind=kind,
            on_same=on_same,
            sentence=sentence,
            size_bytes=size_bytes,
            skipped=skipped,
            started_at=started_at,
            state=state,
            title=title,
            total=total,
            updated=updated,
            rows=rows,
        )

        batch_view.additional_properties = d
        return batch_view

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
