"""Add files: a child process imports, the receipt says what became of each file, undo."""

import time

import pytest

import sample_data

PATIENCE_S = 60


def upload(pages, *names: str):
    page = pages.add_files()
    for name in names:
        page.file_uploader[0].upload(name, (sample_data.folder() / name).read_bytes())
    return page.run()


def wait_for_receipt(pages):
    """Run the page again, as the browser does, until the import has ended."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        page = pages.app.run()
        if not page.get("progress"):
            return page
        time.sleep(0.2)
    raise AssertionError("The import did not end.")


def test_files_are_imported_and_each_is_accounted_for(pages) -> None:
    page = upload(pages, "strength.fit", "settings.fit", "picture_renamed.fit")
    assert not page.exception

    page = wait_for_receipt(pages)

    assert not page.exception
    assert page.subheader[0].value == "1 imported, 1 skipped and 1 refused."
    rows = page.table[0].value
    assert sorted(rows["What happened"]) == ["Imported", "Refused", "Skipped"]
    assert page.button(key="open_newest")


def test_an_import_can_be_taken_out_again(pages) -> None:
    upload(pages, "strength.fit")
    page = wait_for_receipt(pages)

    pages.labelled("Undo this import").click().run()

    assert not page.exception
    assert "all taken out again" in page.subheader[0].value
    assert "0 activities so far" in pages.words()


@pytest.mark.usefixtures("filled")
def test_the_page_opens_with_the_receipt_of_the_last_import(pages) -> None:
    page = pages.add_files()

    assert not page.exception
    assert page.subheader[0].value.startswith("6 imported")
