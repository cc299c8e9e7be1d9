"""A text that was damaged before it came here says where."""

from wpdiff.ingest.encoding import decode


def test_damaged_lines_and_their_share_are_named() -> None:
    good = "条約は発効した。\n" * 20
    bad = "条約は発効した。".encode().decode("cp932", "replace") + "\n"
    found = decode(f"{good}{bad}{bad}{good}{bad}".encode(), page="p.txt", markup=False)
    (warning,) = (one for one in found.warnings if one.code == "mojibake")
    assert warning.where == "p.txt"
    assert "on 3 lines (" in warning.message
    assert warning.message.endswith(": line 21-22, 43")
