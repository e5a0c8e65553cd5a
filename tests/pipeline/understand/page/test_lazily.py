"""What is worked out when it is first asked for."""

from dataclasses import dataclass

from pipeline.understand.page.lazily import lazily


@dataclass(frozen=True)
class _Door:
    width: int

    @lazily
    def half(self) -> list[int]:
        """Half of it."""
        return [self.width // 2]


def test_it_is_worked_out_once_for_each_object_and_is_no_part_of_its_value() -> None:
    door, other = _Door(900), _Door(820)
    assert (door.half, other.half) == ([450], [410])
    assert door.half is door.half
    assert door == _Door(900)
