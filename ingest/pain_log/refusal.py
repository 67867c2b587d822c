"""Why a row of a diary file was not taken."""


class RefusedRow(ValueError):
    """A row that gives no entry; the text is a sentence for the person whose file it is."""
